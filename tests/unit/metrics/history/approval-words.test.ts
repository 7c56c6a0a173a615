import { describe, expect, it } from 'vitest'
import { readApproval } from '@/lib/metrics/history/approval-words'

const kindOf = (body: string) => readApproval(body)?.kind ?? null

describe('an approval in words', () => {
  it.each([
    ['ACK a1f0c3d'],
    ['tACK a1f0c3d'],
    ['utACK a1f0c3d'],
    ['crACK'],
    ['re-ACK b2e9d41'],
    ['Code review ACK a1f0c3d'],
    ['code review re-ACK a1f0c3d, only a rebase since'],
    ['ACK `a1f0c3d`, the tests pass here'],
    ['ACK https://github.com/a/b/pull/7/commits/a1f0c3d0000000000000000000000000000000aa'],
    ['ACK [a1f0c3d](https://github.com/a/b/commit/a1f0c3d)'],
    ['Code ACK 5be34ba1 with the nuance of not being able to reproduce the crash on master on my system.'],
    ['ACK a1f0c3d if the name is changed'],
    ['ACK a1f0c3d mod nits'],
    ["I-guess-it-won't-hurt-ACK a1f0c3d"],
    ['Concept ACK and utACK a1f0c3d'],
    ['I wondered about the loop at first. LGTM now.'],
    ['LGTM, thanks'],
    ['lgtm!'],
    ['**LGTM**'],
    ['_LGTM_'],
    ['- LGTM'],
    ['Approved.'],
    ['**Approved**'],
    ['Looks right, approved'],
    ["I've approved this"],
    ['I approve'],
    ['r=me'],
    ['Ship it!'],
    [':shipit:'],
    [':+1:'],
    ['👍🏽'],
    ['Not what I had in mind at first.\nLGTM'],
    ['> is this done?\n\nACK'],
    ['Is the name right? ACK either way.'],
    ['I’ve approved'],
    ['see https://x.example/not/if/once LGTM'],
    ['~~Not yet~~ LGTM'],
  ])('%j', (body) => {
    expect(kindOf(body)).toBe('in_words')
  })

  it.each([
    ['Concept ACK, will review'],
    ['Approach ACK'],
    ['Concept ACK a1f0c3d'],
    ['Concept and approach ACK a1f0c3d'],
    ['post-merge ACK a1f0c3d'],
    ['NACK'],
    ['not ACK a1f0c3d'],
    ['will ACK a1f0c3d'],
    ["I can't ACK a1f0c3d"],
    ['Did you ACK a1f0c3d?'],
    ['ACK a1f0c3d?'],
    ['LGTM?'],
    ['LGTM once CI is green'],
    ['LGTM if you rename it'],
    ['r=me after the nit'],
    ['LGTM modulo the nit'],
    ['This is not LGTM'],
    ["I wouldn't ACK this"],
    ['Needs an ACK of somebody who knows the scheduler'],
    ['I will ACK tomorrow'],
    ['happy before I ACK'],
    ['> ACK a1f0c3d'],
    ['> LGTM\n\nThen why is it open'],
    ['`ACK a1f0c3d`'],
    ['write `LGTM` here'],
    ['```\nACK a1f0c3d\n```'],
    ['An example:\n\n    ACK a1f0c3d\n'],
    ['~~ACK a1f0c3d~~'],
    ['~LGTM~'],
    ['<del>LGTM</del>'],
    ['<!-- LGTM -->'],
    ['This was approved by the board'],
    ['Has this been approved?'],
    ['the packet is an acknowledgement'],
    ['Thanks 👍'],
    ['+10'],
    ['ack'],
    [''],
  ])('is none: %j', (body) => {
    expect(kindOf(body)).toBeNull()
  })

  it.each([
    ['ACK a1f0c3d', ['a1f0c3d'], []],
    ['ACK `A1F0C3D`', ['a1f0c3d'], []],
    ['Compared with b2e9d41, ACK a1f0c3d', ['a1f0c3d', 'b2e9d41'], []],
    ['Read a1f0c3d.\nACK', [], ['a1f0c3d']],
    ['LGTM, the facade is defaced', [], []],
    ['LGTM at https://github.com/a/b/commit/a1f0c3d', ['a1f0c3d'], []],
  ])('%j names its commits', (body, named, namedElsewhere) => {
    expect(readApproval(body)).toMatchObject({ named, namedElsewhere })
  })

  it('quotes the sentence that approves, and no more than 200 characters of it', () => {
    expect(readApproval('Read all of it. LGTM, thanks. Next week I am away.')?.text).toBe('LGTM, thanks.')
    expect(readApproval(`LGTM ${'and '.repeat(200)}`)?.text.length).toBeLessThanOrEqual(200)
  })
})

describe('a merge command', () => {
  it.each([
    ['bors r+'],
    ['Thanks!\nbors r+'],
    ['Thanks! bors r+'],
    ['bors merge'],
    ['@bors r+'],
    ['@bors p=1 r+'],
    ['@bors rollup r+'],
    ['@bors-servo r+'],
    ['bors r=alice'],
    ['bors: r+'],
    ['/lgtm'],
    ['/approve'],
    ['/lgtm\n/hold'],
    ['@mergify queue'],
    ['@Mergifyio queue'],
    ['@pytorchbot merge'],
    ['@pytorchbot squash and merge'],
    ['LGTM\nbors r+'],
    ['> bors r-\n\nbors r+'],
  ])('%j', (body) => {
    expect(readApproval(body)).toMatchObject({ kind: 'merge_command', isDelegation: false })
  })

  it.each([['bors d+'], ['bors d=alice'], ['bors delegate+'], ['@bors delegate+'], ['bors delegate=alice']])('delegates: %j', (body) => {
    expect(readApproval(body)).toMatchObject({ kind: 'merge_command', isDelegation: true })
  })

  it.each([
    ['bors r-'],
    ['bors merge-'],
    ['bors merge=false'],
    ['bors try'],
    ['bors ping'],
    ['/lgtm cancel'],
    ['/approve cancel'],
    ['/approvers'],
    ['I would say bors r+'],
    ['please do not bors r+ this'],
    ['> bors r+'],
    ['`bors r+`'],
    ['```\nbors r+\n```'],
    ['~~bors r+~~'],
    ['@mergify rebase'],
    ['@dependabot rebase'],
    ['see path/lgtm'],
  ])('is none: %j', (body) => {
    expect(kindOf(body)).toBeNull()
  })
})
