import type { Milliseconds, NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { rowsBy } from '@/lib/metrics/statistics/fold'
import type { Tier } from '@/lib/policy/tiers'

/** A merge with its catches and escapes. One by one, because whether it has matured depends on "as of". */
export type DefectRow = [
  mergedAt: Milliseconds,
  caughtStrict: number,
  caughtBroad: number,
  caughtByAi: number,
  escapes: [at: Milliseconds, strict: number, broad: number, days: number][],
  tier: Tier,
]

export const defectSums = rowsBy<DefectRow, 0>(0)

export function addDefects(sums: DefectRow[], { defects, mergedAt, tier }: NarrowEvaluation): void {
  if (!defects || !mergedAt) return
  const { caughtStrict, caughtBroad, caughtByAi } = defects
  const escapes = defects.escapes.map(({ at, strict, broad, days }): DefectRow[4][number] => [at, strict, broad, days])
  sums.push([mergedAt.getTime(), caughtStrict, caughtBroad, caughtByAi, escapes, tier])
}
