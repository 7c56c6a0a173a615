import { describe, expect, it } from 'vitest'
import { toPushes } from '@/lib/metrics/history/push-times'
import { hour, makeCommit, makeEvent, makeHistory, makeReview, oid } from '../../../support/make-history'

const bases = ['main']

describe('pushes', () => {
  const [a1, a2, a3] = [makeCommit('a1', 7), makeCommit('a2', 10), makeCommit('a3', 12)]

  it("are the webhook's where one came, merges of the base left out", () => {
    const merge = makeCommit('b1', 11, { message: "Merge branch 'main' into cart" })
    const history = makeHistory({
      commits: [a1, a2, merge],
      pushes: [
        { at: hour(11), headOid: oid('b1') },
        { at: hour(10.5), headOid: oid('a2') },
        { at: hour(9), headOid: null },
      ],
      timeline: [makeEvent('HeadRefForcePushedEvent', 13)],
    })
    expect(toPushes(history, bases)).toEqual([
      { at: hour(9), source: 'webhook', headOid: null },
      { at: hour(10.5), source: 'webhook', headOid: oid('a2') },
    ])
  })

  it('are force-push events, else what reviews of different commits show', () => {
    const history = makeHistory({
      commits: [a1, a2, a3],
      reviews: [makeReview('ben', 9), makeReview('ben', 11, { commitOid: oid('a2') }), makeReview('ben', 14, { commitOid: oid('a3') })],
      timeline: [makeEvent('HeadRefForcePushedEvent', 13, { details: { afterOid: oid('a3') } })],
    })
    expect(toPushes(history, bases)).toEqual([
      { at: hour(10), source: 'review_commits', headOid: oid('a2') },
      // The force push explains why the last two reviews differ.
      { at: hour(13), source: 'force_push_event', headOid: oid('a3') },
    ])
  })

  it('between two reviews are clamped between them, and never at the instant of the first', () => {
    const reviews = [makeReview('ben', 11), makeReview('ben', 12, { commitOid: oid('a2') })]
    const at = (committed: number) => toPushes(makeHistory({ commits: [a1, makeCommit('a2', committed)], reviews }), bases)[0]?.at
    expect(at(11.5)).toEqual(hour(11.5))
    // Committed before the first review and pushed after it: at that review's instant it would count as reviewed.
    expect(at(10)).toEqual(new Date(hour(11).getTime() + 1))
    expect(at(15)).toEqual(hour(12))
  })

  it.each([
    ['the same commit', [a1, a2], ['a1', 'a1']],
    ['an older commit: the reviewer looked back', [a1, a2], ['a2', 'a1']],
    ['a commit that a rebase took away: nothing tells when', [a1, a2], ['a1', 'f0']],
    ['a review whose commit nobody knows', [a1, a2], ['a1', null]],
    ['a merge of the base alone', [a1, makeCommit('a2', 10, { message: "Merge branch 'main' into cart" })], ['a1', 'a2']],
  ])('none are seen in reviews of %s', (_name, commits, reviewed) => {
    const reviews = reviewed.map((start, index) => makeReview('ben', 9 + 3 * index, { commitOid: start === null ? null : oid(start) }))
    expect(toPushes(makeHistory({ commits, reviews }), bases)).toEqual([])
  })
})
