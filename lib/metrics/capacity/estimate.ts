import { meanInterval, type MeanInterval } from '@/lib/metrics/statistics/intervals'

/**
 * Review capacity (METRICS section 2), in review cycles a week; a review cycle is defined in review-cycles.ts.
 *
 * Demand λ: mean cycles opened a week over the last 13 complete ISO weeks (UTC), t interval.
 * Capacity C: mean cycles completed a week over *saturated* weeks among the last 26, t interval. A week is saturated
 * if at least one cycle waited at each of the six team-zone midnights Monday 00:00 to Saturday 00:00: only a team
 * that never ran out of work shows what it can do. With fewer than four such weeks C is at least the best mean of
 * any four consecutive weeks, marked `lower_bound`; with fewer than four weeks nothing is said (null).
 * A percentile of weekly throughput is not used: it follows load, not capacity.
 */

export type CapacityKind = 'observed' | 'lower_bound'
export type TwiceAnswer = 'yes' | 'no' | 'not_shown'

export interface CapacityWeek {
  completed: number
  /** Cycles waiting at each of the six midnights. */
  waiting: readonly number[]
}

export interface Capacity {
  kind: CapacityKind
  /** null: fewer than four weeks. */
  value: number | null
  low: number | null
  /** null for a lower bound. */
  high: number | null
  saturatedWeeks: number
  bestFourWeekMean: number | null
}

const DEMAND_WEEKS = 13
const CAPACITY_WEEKS = 26
const SATURATED_WEEKS_NEEDED = 4
const MIDNIGHTS = 6

/** λ from the cycles opened in complete weeks, oldest first; null without weeks. */
export function computeDemand(opened: readonly number[]): MeanInterval | null {
  const demand = meanInterval(opened.slice(-DEMAND_WEEKS))
  // Of few uneven weeks the t interval reaches below nought, where no arrivals lie.
  return demand && { ...demand, low: demand.low === null ? null : Math.max(0, demand.low) }
}

export function isSaturated({ waiting }: CapacityWeek): boolean {
  return waiting.length === MIDNIGHTS && waiting.every((cycles) => cycles >= 1)
}

/** C from complete weeks, oldest first and without gaps; weeks before the last 26 are left out. */
export function estimateCapacity(weeks: readonly CapacityWeek[]): Capacity {
  const recent = weeks.slice(-CAPACITY_WEEKS)
  const saturated = recent.filter(isSaturated).map(({ completed }) => completed)
  const bestFourWeekMean = bestMean(recent.map(({ completed }) => completed))
  const counts = { saturatedWeeks: saturated.length, bestFourWeekMean }
  const observed = saturated.length >= SATURATED_WEEKS_NEEDED ? meanInterval(saturated) : null
  return observed
    ? // Of few uneven weeks the t interval reaches below nought, where no capacity lies.
      {
        kind: 'observed',
        value: observed.mean,
        low: observed.low === null ? null : Math.max(0, observed.low),
        high: observed.high,
        ...counts,
      }
    : { kind: 'lower_bound', value: bestFourWeekMean, low: bestFourWeekMean, high: null, ...counts }
}

/** The best mean of any four consecutive weeks; null with fewer than four. */
function bestMean(completed: readonly number[]): number | null {
  let best: number | null = null
  for (let end = SATURATED_WEEKS_NEEDED; end <= completed.length; end += 1) {
    const sum = completed.slice(end - SATURATED_WEEKS_NEEDED, end).reduce((total, week) => total + week, 0)
    best = Math.max(best ?? 0, sum / SATURATED_WEEKS_NEEDED)
  }
  return best
}

export interface HeadroomInput {
  capacity: number | null
  capacityLow: number | null
  capacityHigh: number | null
  demand: number
  demandLow: number | null
  demandHigh: number | null
}

export interface Headroom {
  value: number
  low: number | null
  /** null: not bounded from above (a lower-bound capacity, or a demand that may be nought). */
  high: number | null
  twice: TwiceAnswer
}

/**
 * H = C/λ, a multiple of the present demand; interval [C_low/λ_high, C_high/λ_low]. null where C is unknown or
 * nothing was asked for (λ = 0). "Twice as many changes?" is yes if the low end is ≥ 2, no if the high end is < 2.
 */
export function computeHeadroom(input: HeadroomInput): Headroom | null {
  const { capacity, capacityLow, capacityHigh, demand, demandLow, demandHigh } = input
  if (capacity === null || demand <= 0) return null
  const low = capacityLow !== null && demandHigh !== null && demandHigh > 0 ? capacityLow / demandHigh : null
  const high = capacityHigh !== null && demandLow !== null && demandLow > 0 ? capacityHigh / demandLow : null
  return { value: capacity / demand, low, high, twice: answerTwice(low, high) }
}

function answerTwice(low: number | null, high: number | null): TwiceAnswer {
  if (low !== null && low >= 2) return 'yes'
  return high !== null && high < 2 ? 'no' : 'not_shown'
}
