import { addDays } from '@/lib/dates'
import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import { toExcludedClass } from '@/lib/metrics/history/population'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { Figure } from '@/lib/pages/list/figures'
import type { ResolvedRange } from '@/lib/dashboard/readings/resolve-range'

/**
 * The readings of a range that count a pull request, by the rules of CONTRACT.md ("Ranges"): ready in the range for
 * time to confident merge, merged in it for the next three (30 days old for the catch rate), and for capacity a
 * review cycle that started in it.
 */
export function toCountedIn(row: NarrowEvaluation, range: ResolvedRange): Figure[] {
  const isWithin = (at: Date | null) => at !== null && at >= range.from && at < range.to && at <= range.asOf
  const isMerged = isWithin(row.mergedAt)
  const counted: [Figure, boolean][] = [
    ['reviewCapacity', row.review.cycles.some(({ startedAt }) => isWithin(new Date(startedAt)))],
    ['timeToConfidentMerge', isWithin(row.readyAt) && isConfidenceCounted(row)],
    ['defectCatchRate', isMerged && row.defects !== null && isMature(row, range.asOf)],
    ['reasoningTrail', isMerged && row.trail !== null],
    ['aiShare', isMerged && row.ai !== null],
  ]
  return counted.flatMap(([figure, isCounted]) => (isCounted ? [figure] : []))
}

/** In n: confident, without confidence, open and indeterminate; closed unmerged ones are counted beside it. */
function isConfidenceCounted(row: NarrowEvaluation): boolean {
  if (toExcludedClass(row) !== null || row.clockStartAt === null) return false
  return row.confidence !== null && !row.confidence.startsWith('excluded_')
}

function isMature(row: NarrowEvaluation, asOf: Date): boolean {
  return row.mergedAt !== null && addDays(row.mergedAt, ESCAPE_WINDOW_DAYS) <= asOf
}
