import type { NarrowEvaluation, Span, SpanRollUp } from '@/lib/metrics/readings/roll-up-week'

/** What the cycles that started in the span, and the reviews given in it, add. */
export function addCycles(rollUp: SpanRollUp, row: NarrowEvaluation, span: Span): void {
  const from = span.from.getTime()
  const to = span.to.getTime()
  const { cycles } = rollUp
  row.review.cycles.forEach((cycle, index) => {
    if (cycle.startedAt < from || cycle.startedAt >= to) return
    cycles.outcomes[cycle.outcome] = (cycles.outcomes[cycle.outcome] ?? 0) + 1
    if (cycle.approval) cycles.approvals += 1
    if (cycle.approval === 'fast') cycles.fastApprovals += 1
    if (cycle.outcome === 'reviewed' && cycle.weekdayHours !== null) {
      ;(cycles.reviewedWeekdayHours[row.tier] ??= []).push(cycle.weekdayHours)
    }
    if (cycle.outcome === 'merged_unreviewed') {
      cycles.mergedUnreviewed[row.tier] = (cycles.mergedUnreviewed[row.tier] ?? 0) + 1
    }
    if (cycle.outcome === 'open') cycles.open.push([row.tier, cycle.startedAt, row.teamIds[0] ?? null])
    if (index === 0 && row.review.firstReviewWeekdayHours !== null) {
      cycles.firstReviewWeekdayHours.push(row.review.firstReviewWeekdayHours)
    }
  })
  for (const { reviewerId, at } of row.review.reviews) {
    if (at >= from && at < to) rollUp.reviews[reviewerId] = (rollUp.reviews[reviewerId] ?? 0) + 1
  }
}
