import { DAY } from '@/lib/dates'
import { ESCAPE_WINDOW_DAYS } from './catch-rate'
import type { DefectRow } from './sums'

export interface DefectSums {
  /** Merges at least the window before the instant: only these had the whole follow-up. */
  matured: number
  caughtStrict: number
  caughtBroad: number
  caughtByAi: number
  escapedStrict: number
  escapedBroad: number
  /** Matured merges with at least one strict escape. */
  withStrictEscape: number
}

/** Catches and escapes of matured merges as of an instant (METRICS section 4); repairs dated after it are not known yet. */
export function countDefects(rows: readonly DefectRow[], asOf: Date, windowDays: number = ESCAPE_WINDOW_DAYS): DefectSums {
  const matureBefore = asOf.getTime() - windowDays * DAY
  const sums: DefectSums = {
    matured: 0,
    caughtStrict: 0,
    caughtBroad: 0,
    caughtByAi: 0,
    escapedStrict: 0,
    escapedBroad: 0,
    withStrictEscape: 0,
  }
  for (const [mergedAt, caughtStrict, caughtBroad, caughtByAi, escapes] of rows) {
    if (mergedAt > matureBefore) continue
    sums.matured += 1
    sums.caughtStrict += caughtStrict
    sums.caughtBroad += caughtBroad
    sums.caughtByAi += caughtByAi
    const inWindow = escapes.filter(([at, , , days]) => days <= windowDays && at <= asOf.getTime())
    for (const [, strict, broad] of inWindow) {
      sums.escapedStrict += strict
      sums.escapedBroad += broad
    }
    if (inWindow.some(([, strict]) => strict > 0)) sums.withStrictEscape += 1
  }
  return sums
}
