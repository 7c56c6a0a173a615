import type { Span } from '@/lib/dates'
import type { NarrowEvaluation, ReviewCycleOutcome } from '@/lib/metrics/history/pull-request-evaluation'
import { addCount, byTier, count, countsBy, countsByName, numbers, record, rowsBy } from '@/lib/metrics/statistics/fold'
import type { Tier } from '@/lib/policy/tiers'

/** Review cycles that started in a span. */
export const cycleSums = record({
  firstReviewWeekdayHours: numbers,
  /** Weekday hours of those that were reviewed. */
  reviewedWeekdayHours: byTier(numbers),
  mergedUnreviewed: countsBy<Tier>(),
  /** Those still open, with the team whose calendar counts or null. */
  open: rowsBy<[tier: Tier, startedAt: number, teamId: string | null], 1>(1),
  /** By how they ended. */
  outcomes: countsBy<ReviewCycleOutcome>(),
  /** Those that an approval ended, and those of them that were provably fast. */
  approvals: count,
  fastApprovals: count,
})
export type CycleSums = ReturnType<typeof cycleSums>

export function addCycles(sums: CycleSums, row: NarrowEvaluation, span: Span): void {
  const from = span.from.getTime()
  const to = span.to.getTime()
  row.review.cycles.forEach((cycle, index) => {
    if (cycle.startedAt < from || cycle.startedAt >= to) return
    addCount(sums.outcomes, cycle.outcome)
    if (cycle.approval) sums.approvals += 1
    if (cycle.approval === 'fast') sums.fastApprovals += 1
    if (cycle.outcome === 'reviewed' && cycle.weekdayHours !== null) {
      const hours = (sums.reviewedWeekdayHours[row.tier] ??= [])
      hours.push(cycle.weekdayHours)
    }
    if (cycle.outcome === 'merged_unreviewed') addCount(sums.mergedUnreviewed, row.tier)
    if (cycle.outcome === 'open') sums.open.push([row.tier, cycle.startedAt, row.teamIds[0] ?? null])
    if (index === 0 && row.review.firstReviewWeekdayHours !== null) {
      sums.firstReviewWeekdayHours.push(row.review.firstReviewWeekdayHours)
    }
  })
}

/** Reviews given in a span, by reviewer: one per person and cycle, dated at that person's first review in it. */
export const reviewSums = countsByName
export type ReviewSums = ReturnType<typeof reviewSums>

export function addReviews(sums: ReviewSums, { review }: NarrowEvaluation, span: Span): void {
  const from = span.from.getTime()
  const to = span.to.getTime()
  for (const { reviewerId, at } of review.reviews) if (at >= from && at < to) addCount<string>(sums, reviewerId)
}
