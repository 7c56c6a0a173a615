import { HOUR } from '@/lib/dates'
import type { ConfidenceReason, NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { addCount, count, countsBy, numbers, record } from '@/lib/metrics/statistics/fold'

/** Pull requests first ready in a span, by whether and when they were merged with confidence. */
export const confidenceSums = record({
  /** Hours from the start of the clock to a confident merge. */
  confidentHours: numbers,
  /** Start of the clock, epoch milliseconds, of merges without confidence: censored at (as of − start). */
  withoutConfidenceSince: numbers,
  openSince: numbers,
  /** Of the confident ones, those that needed an approval in words or by merge command. */
  inWords: count,
  indeterminate: count,
  reasons: countsBy<ConfidenceReason>(),
  /** Hours from confidence to the merge, where confidence has an exact instant. */
  idleHours: numbers,
  /** Hours from the start of the clock to the merge, whatever the confidence. */
  mergeHours: numbers,
})
export type ConfidenceSums = ReturnType<typeof confidenceSums>

export function addConfidence(sums: ConfidenceSums, row: NarrowEvaluation): void {
  const since = row.clockStartAt?.getTime()
  if (since === undefined || row.confidence === null) return
  if (row.mergedAt) sums.mergeHours.push((row.mergedAt.getTime() - since) / HOUR)
  if (row.confidence === 'open') sums.openSince.push(since)
  if (row.confidence === 'indeterminate') sums.indeterminate += 1
  if (row.confidence === 'merged_without_confidence') {
    sums.withoutConfidenceSince.push(since)
    for (const reason of row.reasons) addCount(sums.reasons, reason)
  }
  if (row.confidence === 'confident' && row.mergedAt) {
    if (row.marks.some((mark) => mark === 'in_words' || mark === 'merge_command')) sums.inWords += 1
    sums.confidentHours.push((row.mergedAt.getTime() - since) / HOUR)
    // Without every thread's resolution time confidence may have come later than its bound: no idle time is claimed.
    if (row.confidentAt && row.confidentAtExact) sums.idleHours.push((row.mergedAt.getTime() - row.confidentAt.getTime()) / HOUR)
  }
}

/** Ages, in hours, of what is not confident as of an instant. Censored so, never at the merge: skipping review must not shorten a figure. */
export function toCensoredHours({ withoutConfidenceSince, openSince }: ConfidenceSums, asOf: Date): number[] {
  return [...withoutConfidenceSince, ...openSince].map((since) => (asOf.getTime() - since) / HOUR)
}
