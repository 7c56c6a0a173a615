import { describe, expect, it } from 'vitest'
import { computeConfidence } from '@/lib/metrics/confidence/confident-merge'
import { explainConfidence } from '@/lib/metrics/confidence/explain'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { listUnqualifiedApprovals, toQualifiedReviews } from '@/lib/metrics/history/qualified-reviews'
import { toConfidenceInput } from '@/lib/metrics/confidence/to-input'
import { hour, makeCommit, makeEvent, makeHistory, makeReview, makeThread, oid } from '../../../support/make-history'

const authors = new Set(['ana'])

function explain(
  given: Partial<PullRequestHistory>,
  { needed = 1, clockStartAt = hour(8) }: { needed?: number; clockStartAt?: Date | null } = {},
) {
  const history = makeHistory(given)
  const qualified = toQualifiedReviews(history, authors, null, hour(100))
  const confidence = computeConfidence(toConfidenceInput(history, clockStartAt, qualified, ['main']), hour(100), {
    qualified: needed,
    byBranchRule: 0,
  })
  return explainConfidence({
    confidence,
    approvalsNeeded: { qualified: needed, byBranchRule: 0 },
    clockStartAt,
    unqualified: listUnqualifiedApprovals(history, authors, null, hour(100)),
    unqualifiedWords: [],
  })
}

describe('why a merge is confident or not', () => {
  const mergedAt = hour(30)

  it('says what stands in the way of what is not merged', () => {
    expect(explain({}, { clockStartAt: null })).toEqual(['It never became ready for review.'])
    expect(explain({ closedAt: hour(20) })).toEqual(['It was closed without a merge.'])
    expect(explain({})).toEqual(['It is open.'])
  })

  it('counts the approvals that held', () => {
    expect(explain({ mergedAt, reviews: [makeReview('ben', 10)] })).toEqual([
      '1 qualified approval held on the merged commit; 1 was needed.',
      'No checks were reported.',
    ])
    expect(explain({ mergedAt, reviews: [makeReview('ben', 10), makeReview('dee', 11)] }, { needed: 2 })[0]).toBe(
      '2 qualified approvals held on the merged commit; 2 were needed.',
    )
  })

  it('says which approvals do not count', () => {
    const reviews = [makeReview('ana', 9), makeReview('dee', 10, { authorCanPush: false }), makeReview('eve', 11, { authorCanPush: false })]
    expect(
      explain({
        mergedAt,
        reviews,
        checksState: 'read',
        checks: [{ name: 'ci', commitOid: oid('a1'), conclusion: 'SUCCESS', completedAt: hour(9) }],
      }),
    ).toEqual([
      'No qualified approval held on the merged commit; 1 was needed.',
      '1 approval did not count: by an author of a commit.',
      '2 approvals did not count: by somebody without push access.',
      'Too few people approved who may judge it.',
      'No branch rule can be read: every reported check was asked to be green.',
    ])
  })

  it('tells a rewritten branch from a commit that GitHub does not name', () => {
    const forced = makeEvent('HeadRefForcePushedEvent', 20, { details: { afterOid: oid('b1') } })
    const commits = [makeCommit('b1', 19)]
    expect(explain({ mergedAt, commits, timeline: [forced], reviews: [makeReview('ben', 10)] }).slice(0, 2)).toEqual([
      'No qualified approval is known to hold on the merged commit; 1 was needed.',
      'The branch was rewritten after an approval, and the two patches cannot be compared.',
    ])
    expect(explain({ mergedAt, reviews: [makeReview('ben', 10, { commitOid: null })] }).slice(0, 2)).toEqual([
      'No qualified approval is known to hold on the merged commit; 1 was needed.',
      'GitHub does not name the commit of an approval, so it cannot be compared with what was merged.',
    ])
  })

  it('says when confidence may have come later than shown', () => {
    const threads = [makeThread('ben', 12)]
    expect(explain({ mergedAt, threads, reviews: [makeReview('ben', 10)] }).at(-1)).toBe(
      'GitHub gives no time at which threads were resolved: confidence may have come later than shown.',
    )
  })
})
