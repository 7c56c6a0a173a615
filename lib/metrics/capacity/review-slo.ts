import type { ReviewCycleOutcome } from '@/lib/metrics/history/pull-request-evaluation'
import { wilson } from '@/lib/metrics/statistics/intervals'

/**
 * Review SLO (METRICS section 2): the share of review cycles answered within a limit of weekday hours.
 * Good: reviewed in time. Missed: late (reviewed late, or open past the limit) or skipped (merged unreviewed): the one is
 * slowness, the other a matter of rules. Undetermined: open and younger. Withdrawn and closed cycles are left out.
 * n = good + missed; the error budget is (1 − target)·n misses.
 * Null: n = 0; budget used also with a target of 1, which allows no miss.
 */
export interface SloCycle {
  outcome: ReviewCycleOutcome
  /** From the start to the end of the cycle, or to now while it is open. */
  weekdayHours: number
}

export interface ReviewSlo {
  n: number
  good: number
  /** late + skipped */
  missed: number
  late: number
  skipped: number
  undetermined: number
  attainment: number | null
  low: number | null
  high: number | null
  budgetAllowed: number
  budgetUsed: number | null
}

const DEFAULT_SLO = { limitWeekdayHours: 24, target: 0.9 }

export function computeReviewSlo(cycles: Iterable<SloCycle>, { limitWeekdayHours, target } = DEFAULT_SLO): ReviewSlo {
  return toReviewSlo([countSlo(cycles, limitWeekdayHours)], target)
}

export type SloCounts = Pick<ReviewSlo, 'good' | 'late' | 'skipped' | 'undetermined'>

/** The counts of cycles that share one limit. */
export function countSlo(cycles: Iterable<SloCycle>, limitWeekdayHours: number): SloCounts {
  let good = 0
  let late = 0
  let skipped = 0
  let undetermined = 0
  for (const { outcome, weekdayHours } of cycles) {
    const isInTime = weekdayHours <= limitWeekdayHours
    if (outcome === 'reviewed' && isInTime) good += 1
    else if (outcome === 'merged_unreviewed') skipped += 1
    else if (outcome === 'open' && isInTime) undetermined += 1
    else if (outcome === 'open' || outcome === 'reviewed') late += 1
  }
  return { good, late, skipped, undetermined }
}

/** The reading over parts that may each have a limit of their own, such as tiers. */
export function toReviewSlo(parts: readonly SloCounts[], target: number): ReviewSlo {
  const sum = (key: keyof SloCounts) => parts.reduce((total, part) => total + part[key], 0)
  const good = sum('good')
  const [late, skipped] = [sum('late'), sum('skipped')]
  const missed = late + skipped
  const n = good + missed
  const attainment = wilson(good, n)
  const budgetAllowed = (1 - target) * n
  return {
    n,
    good,
    missed,
    late,
    skipped,
    undetermined: sum('undetermined'),
    attainment: attainment?.value ?? null,
    low: attainment?.low ?? null,
    high: attainment?.high ?? null,
    budgetAllowed,
    budgetUsed: budgetAllowed > 0 ? missed / budgetAllowed : null,
  }
}
