import { describe, expect, it } from 'vitest'
import { judgeApprovals } from '@/lib/metrics/confidence/approval-standing'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { toQualifiedReviews } from '@/lib/metrics/history/qualified-reviews'
import { toConfidenceInput, toHeads } from '@/lib/metrics/confidence/to-input'
import { hour, makeCommit, makeEvent, makeHistory, makeReview, makeThread, oid } from '../../../support/make-history'

const bases = ['main']
const [a1, a2, a3] = [makeCommit('a1', 7), makeCommit('a2', 12), makeCommit('a3', 20)]
const merge = makeCommit('b1', 22, { message: "Merge branch 'main' into cart" })
const approve = (start: string | null, at: number) => makeReview('ben', at, { commitOid: start === null ? null : oid(start) })
const force = (at: number, start?: string) => makeEvent('HeadRefForcePushedEvent', at, { details: start ? { afterOid: oid(start) } : {} })

/** What became of Ben's approval at the merge. */
function standingOf(given: Partial<PullRequestHistory>) {
  const history = makeHistory({ mergedAt: hour(30), ...given })
  const reviews = toQualifiedReviews(history, new Set(['ana']), null, hour(30))
  return judgeApprovals(reviews, toHeads(history, bases), hour(30), { qualified: 1, byBranchRule: 0 }).approvals[0]?.standing
}

describe('an approval', () => {
  it.each([
    ['of the head holds', { commits: [a1, a2], reviews: [approve('a2', 15)] }, 'holds'],
    ['holds over a merge of the base', { commits: [a1, a2, merge], reviews: [approve('a2', 15)] }, 'holds'],
    ['is stale after a commit', { commits: [a1, a2, a3], reviews: [approve('a2', 15)] }, 'stale'],
    ['is stale after a commit and a merge of the base', { commits: [a1, a2, a3, merge], reviews: [approve('a2', 15)] }, 'stale'],
    [
      'is stale after a commit, though an earlier force push is known',
      { commits: [a1, a2, a3], timeline: [force(13, 'a2')], reviews: [approve('a2', 15)] },
      'stale',
    ],
    [
      'of what a force push took away is unknown',
      { commits: [a2, a3], timeline: [force(21, 'a3')], reviews: [approve('f0', 15)] },
      'unknown',
    ],
    ['of what is gone is unknown, though no event tells', { commits: [makeCommit('a2', 5)], reviews: [approve('f0', 15)] }, 'unknown'],
    [
      'of what a force push took away is stale after a commit on top',
      { commits: [a2, a3], timeline: [force(16, 'a2')], reviews: [approve('f0', 15)] },
      'stale',
    ],
    [
      'of the head holds after a force push',
      { commits: [a2, a3], timeline: [force(21, 'a3')], reviews: [approve('f0', 15), approve('a3', 25)] },
      'holds',
    ],
    [
      'of what is gone is unknown, though it was given after the force push',
      { commits: [a2, a3], timeline: [force(21, 'a3')], reviews: [approve('f0', 25)] },
      'unknown',
    ],
    [
      'of the head holds, though GitHub moved an old review to it',
      {
        commits: [a1, a3],
        timeline: [force(21, 'a3')],
        reviews: [
          makeReview('dee', 9, { commitOid: oid('a3'), state: 'COMMENTED' }),
          makeReview('dee', 15, { commitOid: oid('f0'), state: 'COMMENTED' }),
          approve('a3', 25),
        ],
      },
      'holds',
    ],
    [
      'of what vanished without an event is unknown: a rebase dates every commit anew',
      { commits: [makeCommit('b1', 16), makeCommit('b2', 17)], reviews: [approve('f0', 15)] },
      'unknown',
    ],
    [
      'of what vanished is stale once an ordinary commit lies on one that was reviewed later',
      {
        commits: [makeCommit('b1', 16), makeCommit('b2', 20)],
        reviews: [approve('f0', 15), makeReview('dee', 18, { commitOid: oid('b1'), state: 'COMMENTED' })],
      },
      'stale',
    ],
    ['of a commit that nobody knows is unknown', { commits: [a1], reviews: [approve(null, 15)] }, 'unknown'],
    ['of a head that the list of commits lacks holds', { commits: [a1], headRefOid: oid('c1'), reviews: [approve('c1', 15)] }, 'holds'],
  ])('%s', (_name, given, expected) => {
    expect(standingOf(given)).toBe(expected)
  })
})

describe('heads', () => {
  it('end with the present head, in order, none after the merge', () => {
    const history = makeHistory({
      mergedAt: hour(30),
      commits: [a1, a2, a3],
      reviews: [approve('f0', 9), approve('a2', 11), approve('e0', 31)],
    })
    const heads = toHeads(history, bases)
    expect(heads.at(-1)?.oid).toBe(history.headRefOid)
    expect(heads.map(({ oid: name }) => name.slice(0, 2))).toEqual(['f0', 'a1', 'a2', 'a3'])
    // GitHub moved a review of hour 11 to a2, which was not there before hour 12.
    expect(heads.find(({ oid: name }) => name === oid('a2'))?.at).toEqual(hour(12))
    const instants = heads.map(({ at }) => at.getTime())
    expect(instants).toEqual([...instants].sort((a, b) => a - b))
  })

  it('that several reviews name are one', () => {
    const history = makeHistory({ reviews: [approve('f0', 9), approve('f0', 10)] })
    expect(toHeads(history, bases).filter(({ patchId }) => patchId === null)).toHaveLength(1)
  })
})

describe('checks and threads', () => {
  it('come as GitHub told them', () => {
    const threads = [makeThread('ben', 10, { isResolved: null }), makeThread('ben', 11, { comments: [] })]
    const history = makeHistory({
      threads,
      checksState: 'unreadable',
      branchRules: [{ from: hour(0), rule: { approvals: 2, contexts: ['ci'] } }],
    })
    expect(toConfidenceInput(history, hour(8), [], bases)).toMatchObject({
      clockStartAt: hour(8),
      requiredChecks: ['ci'],
      areChecksReadable: false,
      threads: [
        { createdAt: hour(10), isResolved: null },
        { createdAt: null, isResolved: true },
      ],
    })
    expect(toConfidenceInput(makeHistory(), hour(8), [], bases)).toMatchObject({
      requiredChecks: null,
      areChecksReadable: true,
      threads: [],
    })
  })
})
