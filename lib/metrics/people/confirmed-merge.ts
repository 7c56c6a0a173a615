import { addDays } from '@/lib/dates'
import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import type { ConfidenceStatus } from '@/lib/metrics/history/pull-request-evaluation'

/**
 * Confirmed (METRICS section 3): a confident merge at least 30 days old with no strict escape.
 * null: not a confident merge, or too young to say.
 */
export function isConfirmed(
  merge: { confidence: ConfidenceStatus | null; mergedAt: Date | null; strictEscapes: number },
  asOf: Date,
): boolean | null {
  if (merge.confidence !== 'confident' || !merge.mergedAt) return null
  if (merge.strictEscapes > 0) return false
  return addDays(merge.mergedAt, ESCAPE_WINDOW_DAYS) <= asOf ? true : null
}
