import type { StressResult } from './compute'

/**
 * The review surge drill: how a "yes" is earned, because passive data only shows what happened to be asked for. For some
 * weeks m× the arrivals are really sent, and the answer is read from the same rule, C_low/λ_high ≥ m.
 *
 * Arrivals are taken at their high end: with fewer, the rule could not say yes even if every one of them were answered.
 * Four weeks, because capacity needs four saturated ones (capacity/estimate.ts). The arrivals to compare with are those before the
 * drill: its own weeks raise the mean of 13 weeks.
 */
export interface SurgeDrill {
  weeks: number
  /** Reviews a week that must arrive, m·λ_high rounded up. */
  arrivals: number
  /** The low end of the reviews answered a week that makes it a yes, m·λ_high. */
  answeredLow: number
  /** Stop when more wait than today's capacity answers in a week. */
  stopAtWaiting: number
}

const DRILL_WEEKS = 4

/** null at or below today's arrivals: there is nothing to send. */
export function computeSurgeDrill({ demand, measuredCapacity, backlogNow }: StressResult, multiple: number): SurgeDrill | null {
  if (demand.value === null || measuredCapacity.value === null || multiple <= 1) return null
  const answeredLow = multiple * (demand.high ?? demand.value)
  return {
    weeks: DRILL_WEEKS,
    arrivals: Math.ceil(answeredLow),
    answeredLow,
    stopAtWaiting: Math.ceil((backlogNow ?? 0) + measuredCapacity.value),
  }
}

/**
 * Maintainers to add until even the low end carries m×, by C·(1 − s₁·[without] + k/N_eff) (modelled); 0: it does already.
 * null: the reviewers are not known, or there is no interval.
 */
export function countMaintainersNeeded(
  { demand, measuredCapacity }: Pick<StressResult, 'demand' | 'measuredCapacity'>,
  { effectiveReviewers, topShare }: { effectiveReviewers: number | null; topShare: number | null },
  { multiple, isWithoutTop }: { multiple: number; isWithoutTop: boolean },
): number | null {
  if (effectiveReviewers === null || demand.high === null || measuredCapacity.low === null || measuredCapacity.low <= 0) return null
  const left = 1 - (isWithoutTop ? (topShare ?? 0) : 0)
  // A hair below the next whole person is that person: sums of thirds must not ask for one more.
  return Math.max(0, Math.ceil(effectiveReviewers * ((multiple * demand.high) / measuredCapacity.low - left) - 1e-9))
}
