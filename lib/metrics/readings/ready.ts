import { toExcludedClass, type ExcludedClass } from '@/lib/metrics/history/population'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { addCount, count, countsBy, record } from '@/lib/metrics/statistics/fold'
import type { ReadingBlocks } from '@/lib/metrics/document/readings'

/** Pull requests first ready in a span, by what became of them; those left out by why. */
export const readySums = record({ merged: count, closedUnmerged: count, open: count, excluded: countsBy<ExcludedClass>() })
export type ReadySums = ReturnType<typeof readySums>

export function addReady(sums: ReadySums, row: NarrowEvaluation): void {
  const excluded = toExcludedClass(row)
  if (excluded) addCount(sums.excluded, excluded)
  else if (row.mergedAt) sums.merged += 1
  else if (row.endedAt) sums.closedUnmerged += 1
  else sums.open += 1
}

export function toPullRequestCounts({ merged, closedUnmerged, open, excluded }: ReadySums): ReadingBlocks['pullRequests'] {
  return { ready: merged + closedUnmerged + open, merged, closedUnmerged, open, excluded }
}
