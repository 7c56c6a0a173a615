import { HOUR } from '@/lib/dates'
import { describe, expect, it } from 'vitest'
import { evaluateReview, type ReviewEvaluationInput } from '@/lib/metrics/capacity/evaluate'
import { toReadyAt } from '@/lib/metrics/history/population'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { toPushes } from '@/lib/metrics/history/push-times'
import { toQualifiedReviews } from '@/lib/metrics/history/qualified-reviews'
import { hour, makeActor, makeComment, makeCommit, makeEvent, makeFile, makeHistory, makeReview, oid } from '../../../support/make-history'

const ben = makeActor('ben')
const dee = makeActor('dee')

function evaluate(given: Partial<PullRequestHistory>, rest: Partial<ReviewEvaluationInput> = {}) {
  const history = makeHistory(given)
  const asOf = hour(200)
  return evaluateReview({
    history,
    readyAt: toReadyAt(history),
    qualified: toQualifiedReviews(history, new Set(['ana']), null, asOf),
    pushes: toPushes(history, ['main']),
    bases: ['main'],
    calendar: { zone: 'UTC', holidays: new Set() },
    isDemand: true,
    isCounted: true,
    asOf,
    ...rest,
  })
}
const cyclesOf = (given: Partial<PullRequestHistory>) =>
  evaluate(given).cycles.map(({ startedAt, endedAt, outcome }) => {
    const hours = (at: number) => (at - hour(0).getTime()) / HOUR
    return [hours(startedAt), endedAt === null ? null : hours(endedAt), outcome]
  })
const commits = [makeCommit('a1', 7), makeCommit('a2', 20)]

describe('cycles of a history', () => {
  it.each([
    ['waits still', {}, [[8, null, 'open']]],
    ['is reviewed and merged', { reviews: [makeReview(ben, 10)], mergedAt: hour(12) }, [[8, 10, 'reviewed']]],
    [
      'is merged unreviewed',
      { mergedAt: hour(12), timeline: [makeEvent('ClosedEvent', 12), makeEvent('MergedEvent', 12)] },
      [[8, 12, 'merged_unreviewed']],
    ],
    ['is closed, as its event tells', { closedAt: hour(12), timeline: [makeEvent('ClosedEvent', 12)] }, [[8, 12, 'closed']]],
    ['is closed, though no event tells', { closedAt: hour(12) }, [[8, 12, 'closed']]],
    [
      'is closed, opened again and closed',
      { closedAt: hour(20), timeline: [makeEvent('ClosedEvent', 12), makeEvent('ReopenedEvent', 14), makeEvent('ClosedEvent', 20)] },
      [
        [8, 12, 'closed'],
        [14, 20, 'closed'],
      ],
    ],
    ['never asks', { isDraft: true, mergedAt: hour(12) }, []],
    [
      'was a draft',
      { timeline: [makeEvent('ReadyForReviewEvent', 9), makeEvent('ConvertToDraftEvent', 11)], isDraft: true },
      [[9, 11, 'withdrawn']],
    ],
    [
      'is pushed to after a review',
      { commits, reviews: [makeReview(ben, 10), makeReview(ben, 22, { commitOid: oid('a2') })] },
      [
        [8, 10, 'reviewed'],
        [20, 22, 'reviewed'],
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(cyclesOf(given)).toEqual(expected)
  })

  it('open again where a person or a team is asked, not where a bot is', () => {
    const asked = (given: object) =>
      cyclesOf({ reviews: [makeReview(ben, 10, { state: 'CHANGES_REQUESTED' })], timeline: [makeEvent('ReviewRequestedEvent', 12, given)] })
    expect(asked({ subjectId: 'id-ben', subject: ben })).toEqual([
      [8, 10, 'reviewed'],
      [12, null, 'open'],
    ])
    expect(asked({ subjectId: 'T_1', subject: null })).toHaveLength(2)
    expect(asked({ subjectId: 'id-bot', subject: makeActor('gemini-code-assist', 'Bot') })).toHaveLength(1)
  })

  it('are none where it is no demand', () => {
    expect(evaluate({ reviews: [makeReview(ben, 10)] }, { isDemand: false })).toMatchObject({
      cycles: [],
      reviews: [],
      firstReviewWeekdayHours: null,
    })
  })
})

describe('load and waits', () => {
  it('count a person once a cycle, second reviewers and later approvers too', () => {
    const reviews = [
      makeReview(ben, 10, { state: 'COMMENTED' }),
      makeReview(dee, 11),
      makeReview(ben, 12),
      makeReview(ben, 22, { commitOid: oid('a2') }),
      makeReview(dee, 31),
    ]
    const { reviews: load } = evaluate({ commits, reviews, mergedAt: hour(30) })
    expect(load).toEqual([
      { reviewerId: 'id-ben', at: hour(10).getTime() },
      { reviewerId: 'id-dee', at: hour(11).getTime() },
      { reviewerId: 'id-ben', at: hour(22).getTime() },
    ])
  })

  it('measures the first wait from first ready in weekday hours', () => {
    // Friday 20:00 to Monday 02:00: four hours and two, the weekend between them does not count.
    expect(evaluate({ createdAt: hour(116), reviews: [makeReview(ben, 170)] }).firstReviewWeekdayHours).toBe(6)
    const withdrawn = [makeEvent('ConvertToDraftEvent', 9), makeEvent('ReadyForReviewEvent', 20)]
    expect(evaluate({ timeline: withdrawn, reviews: [makeReview(ben, 22)] }).firstReviewWeekdayHours).toBe(14)
    expect(evaluate({}).firstReviewWeekdayHours).toBeNull()
  })

  it('names as contributors the person who wrote it and who judged it, where anything counts it', () => {
    const reviews = [makeReview(ben, 10), makeReview('cy', 11, { authorCanPush: false })]
    expect(evaluate({ reviews }).contributorIds).toEqual(['id-ana', 'id-ben'])
    expect(evaluate({ reviews, author: makeActor('devin-ai-integration', 'Bot') }).contributorIds).toEqual(['id-ben'])
    expect(evaluate({ reviews }, { isCounted: false }).contributorIds).toEqual([])
  })
})

describe('provably fast approvals', () => {
  const files = [makeFile('src/cart.ts', 500), makeFile('package-lock.json', 9_000)]
  const fast = { createdAt: hour(8), files, reviews: [makeReview(ben, 8.25)] }

  it.each([
    ['500 lines in a quarter of an hour', fast, 1],
    ['500 lines in an hour', { ...fast, reviews: [makeReview(ben, 9)] }, 0],
    ['a lock file is not read', { ...fast, files: [makeFile('package-lock.json', 9_000)] }, 0],
    ['a comment', { ...fast, comments: [makeComment(ben, 8.1, 'Why?')] }, 0],
    ['a remark', { ...fast, reviews: [makeReview(ben, 8.25, { body: 'Fine.' })] }, 0],
    ['no approval', { ...fast, reviews: [makeReview(ben, 8.25, { state: 'COMMENTED' })] }, 0],
    ["somebody else's comment", { ...fast, comments: [makeComment(dee, 8.1, 'Why?')] }, 1],
  ])('%s', (_name, given, expected) => {
    expect(evaluate(given).provablyFastApprovals).toBe(expected)
  })
})
