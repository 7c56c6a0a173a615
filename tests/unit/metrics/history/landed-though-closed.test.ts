import { describe, expect, it } from 'vitest'
import { findLanding, toLandedHistory } from '@/lib/metrics/history/landed-though-closed'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { hour, makeActor, makeComment, makeHistory } from '@/tests/support/make-history'

const { bots: mergeBots } = toDefaultConfiguration().merges
const MINUTE = 1 / 60
const CLOSED = 30

/** What a comment so many minutes after the closing makes of a pull request. */
function after(minutes: number, body: string, given: { login?: string; type?: 'Bot' | 'User'; association?: string | null } = {}) {
  const { login = 'bo', type = 'User', association = 'MEMBER' } = given
  const comment = { ...makeComment(makeActor(login, type), CLOSED + minutes * MINUTE, body), authorAssociation: association }
  return findLanding({ mergedAt: null, closedAt: hour(CLOSED), comments: [comment] }, { mergeBots, defaultBranchHas: null })
}

describe('a merge bot', () => {
  const bot = (body: string, minutes = -1) => after(minutes, body, { login: 'mathlib-bors', type: 'Bot', association: null })?.via ?? null

  it.each([
    'Pull request successfully merged into master.\n\nBuild succeeded:\n* build',
    '@ana merged this pull request in acme/core@8b1d0aa2f3.',
    '**Merged by** the train',
  ])('says so: %s', (body) => expect(bot(body)).toBe('merge_bot'))

  it.each([
    'Build failed: * Build',
    'This cannot be merged by me: conflicts.',
    'Once it is green it will be successfully merged.',
    '> Pull request successfully merged into master.\n\nwas wrong, see above',
  ])('does not: %s', (body) => expect(bot(body)).toBeNull())

  it('is believed within ten minutes of the closing, on either side', () => {
    expect([-10, 10].map((minutes) => bot('Merged by bors', minutes))).toEqual(['merge_bot', 'merge_bot'])
    expect([-10.1, 10.1].map((minutes) => bot('Merged by bors', minutes))).toEqual([null, null])
  })

  it('is known by its login, with and without "[bot]", and by those of plumbline.yml', () => {
    const said = 'Pull request successfully merged.'
    expect(after(0, said, { login: 'Mathlib-Bors[bot]', type: 'Bot' })?.via).toBe('merge_bot')
    expect(after(0, said, { login: 'lander', type: 'Bot' })).toBeNull()
    const comments = [makeComment(makeActor('Lander[bot]', 'Bot'), CLOSED, said)]
    const configured = { mergeBots: new Set(['lander']), defaultBranchHas: null }
    expect(findLanding({ mergedAt: null, closedAt: hour(CLOSED), comments }, configured)?.via).toBe('merge_bot')
  })
})

describe('a commit that somebody names', () => {
  it.each([
    ['Landed in 3f9a1c2d7e', '3f9a1c2d7e'],
    ['Thanks! Merged as `3f9a1c2`.', '3f9a1c2'],
    ['Pushed in [3F9A1C2D7E](https://github.com/acme/core/commit/3f9a1c2d7e)', '3f9a1c2d7e'],
    ['landed as https://github.com/acme/core/commit/3f9a1c2d7e0011223344556677889900aabbccdd', '3f9a1c2d7e0011223344556677889900aabbccdd'],
    ['landed in acme/core@3f9a1c2d7e', '3f9a1c2d7e'],
  ])('%s', (body, commitOid) => expect(after(0, body)).toMatchObject({ via: 'landed_commit', commitOid }))

  it.each([
    'Landed in #12',
    'Landed in 3f9a1c',
    'Will be merged as 3f9a1c2d7e',
    'Not landed in 3f9a1c2d7e',
    '> Landed in 3f9a1c2d7e',
    'See 3f9a1c2d7e',
  ])('not: %s', (body) => expect(after(0, body)).toBeNull())

  it.each([
    ['OWNER', 'User', 'landed_commit'],
    ['COLLABORATOR', 'User', 'landed_commit'],
    ['CONTRIBUTOR', 'User', null],
    [null, 'User', null],
    [null, 'Bot', 'landed_commit'],
  ] as const)('by %s %s: %s', (association, type, via) => {
    expect(after(0, 'Landed in 3f9a1c2d7e', { association, type })?.via ?? null).toBe(via)
  })

  it('must be one of the default branch, where those are known', () => {
    const comments = [{ ...makeComment('bo', CLOSED, 'Landed in 3f9a1c2d7e'), authorAssociation: 'MEMBER' }]
    const via = (defaultBranchHas: string[]) =>
      findLanding({ mergedAt: null, closedAt: hour(CLOSED), comments }, { mergeBots, defaultBranchHas })?.via ?? null
    expect(via(['3f9a1c2d7e0011223344556677889900aabbccdd'])).toBe('landed_commit')
    expect(via(['1111111111111111111111111111111111111111'])).toBeNull()
    expect(via([])).toBeNull()
  })
})

describe('the history as it is judged', () => {
  const said = makeComment(makeActor('bors', 'User'), CLOSED, 'Merged by bors in 3f9a1c2d7e.')

  it('is merged at the closing, by who says so, as the commit named', () => {
    const { history, landing } = toLandedHistory(makeHistory({ closedAt: hour(CLOSED), comments: [said] }), mergeBots)
    expect(history).toMatchObject({ mergedAt: hour(CLOSED), mergedBy: { login: 'bors' }, mergeCommitOid: '3f9a1c2d7e' })
    expect(landing).toMatchObject({ via: 'merge_bot', text: 'Merged by bors in 3f9a1c2d7e.' })
  })

  it('stays what GitHub says where it is open, merged, or closed in silence', () => {
    for (const given of [{ comments: [said] }, { mergedAt: hour(CLOSED), comments: [said] }, { closedAt: hour(CLOSED) }]) {
      const history = makeHistory(given)
      expect(toLandedHistory(history, mergeBots)).toEqual({ history, landing: null })
    }
  })

  it('takes no title for a merge', () => {
    const closed = makeHistory({ closedAt: hour(CLOSED), title: '[Merged by Bors] - feat: a lemma' })
    expect(toLandedHistory(closed, mergeBots).landing).toBeNull()
  })
})
