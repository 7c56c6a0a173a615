import { DAY, HOUR } from '@/lib/dates'
import { THRESHOLDS } from '@/lib/policy/defaults'
import { quantile, toSorted, wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'

export interface RevertRate {
  /** Merged at least the window before the instant: only these had the whole follow-up. */
  matured: number
  reverted: number
  rate: ValueInterval | null
  /** Median hours from merge to revert among the reverted; null: none. */
  medianHoursToRevert: number | null
}

/**
 * Reverts within a fixed follow-up after the merge (METRICS section 7): 30 days, the last instant included.
 * Population: pull requests merged at least the window before `asOf`; younger ones are in neither count. Wilson interval;
 * null where nothing has matured. Reverts pushed without a pull request are not seen.
 */
export function computeRevertRate(
  merges: readonly { mergedAt: Date; revertedAt: Date | null }[],
  asOf: Date,
  windowDays: number = THRESHOLDS.revertWindowDays,
): RevertRate {
  const matured = merges.filter(({ mergedAt }) => isMatured(mergedAt, asOf, windowDays))
  const hours = matured.flatMap(({ mergedAt, revertedAt }) => {
    if (!revertedAt || revertedAt < mergedAt) return []
    const elapsed = revertedAt.getTime() - mergedAt.getTime()
    return elapsed <= windowDays * DAY ? [elapsed / HOUR] : []
  })
  return {
    matured: matured.length,
    reverted: hours.length,
    rate: wilson(hours.length, matured.length),
    medianHoursToRevert: quantile(toSorted(hours), 0.5),
  }
}

export interface Rework {
  matured: number
  /** Lines rewritten within the window / lines added; null without added lines or without a clone. */
  rate: number | null
}

/**
 * Added lines that were rewritten within 21 days (METRICS section 7), over pull requests merged at least that long before
 * `asOf`. Line histories need a clone: where one is missing for any of them the rate is null, never 0.
 */
export function computeRework(
  merges: readonly { mergedAt: Date; linesAdded: number; linesRewritten: number | null }[],
  asOf: Date,
  windowDays: number = THRESHOLDS.reworkWindowDays,
): Rework {
  const matured = merges.filter(({ mergedAt }) => isMatured(mergedAt, asOf, windowDays))
  let added = 0
  let rewritten: number | null = 0
  for (const { linesAdded, linesRewritten } of matured) {
    added += linesAdded
    rewritten = rewritten === null || linesRewritten === null ? null : rewritten + linesRewritten
  }
  return { matured: matured.length, rate: added > 0 && rewritten !== null ? rewritten / added : null }
}

function isMatured(mergedAt: Date, asOf: Date, windowDays: number): boolean {
  return asOf.getTime() - mergedAt.getTime() >= windowDays * DAY
}
