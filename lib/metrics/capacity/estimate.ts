import { meanInterval, type MeanInterval } from '@/lib/metrics/statistics/intervals'

/**
 * Review capacity (METRICS section 2), in review cycles a week; a review cycle is defined in review-cycles.ts.
 *
 * Demand λ: mean cycles opened a week over the last 13 complete ISO weeks (UTC), without those that ended withdrawn or
 * closed, t interval.
 * Capacity C: mean cycles completed a week over *saturated* weeks among the last 26, t interval. A week is saturated
 * if at each of the six team-zone midnights Monday 00:00 to Saturday 00:00 at least as many cycles younger than 14 days
 * waited as there are effective reviewers: only where every reviewer could have had fresh work does output show capacity,
 * and one forgotten pull request fills no week. With fewer than four such weeks C is at least the best mean of any four
 * consecutive weeks, marked `lower_bound`; with fewer than four weeks nothing is said (null).
 * An observed C below λ is contradicted where the open queue did not grow over the same weeks: then it is no capacity
 * either, and the lower bound stands.
 * A percentile of weekly throughput is not used: it follows load, not capacity.
 */

export type CapacityKind = 'observed' | 'lower_bound'
export type TwiceAnswer = 'yes' | 'no' | 'not_shown'

export interface CapacityWeek {
  completed: number
  /** Cycles younger than 14 days that wait at each of the six midnights. */
  freshWaiting: readonly number[]
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

export const DEMAND_WEEKS = 13
const CAPACITY_WEEKS = 26
const SATURATED_WEEKS_NEEDED = 4
const MIDNIGHTS = 6

/** λ from the cycles opened in complete weeks, oldest first; null without weeks. */
export function computeDemand(opened: readonly number[]): MeanInterval | null {
  const demand = meanInterval(opened.slice(-DEMAND_WEEKS))
  // Of few uneven weeks the t interval reaches below nought, where no arrivals lie.
  return demand && { ...demand, low: demand.low === null ? null : Math.max(0, demand.low) }
}

/** How many reviewers there are to give work to: c = max(1, ⌊N_eff⌋), one where nobody reviewed. */
export function countServers(effectiveReviewers: number | null): number {
  return Math.max(1, Math.floor(effectiveReviewers ?? 1))
}

export function isSaturated({ freshWaiting }: CapacityWeek, servers: number): boolean {
  return freshWaiting.length === MIDNIGHTS && freshWaiting.every((cycles) => cycles >= servers)
}

/** C from complete weeks, oldest first and without gaps; weeks before the last 26 are left out. `servers` as countServers. */
export function estimateCapacity(weeks: readonly CapacityWeek[], servers: number): Capacity {
  const recent = weeks.slice(-CAPACITY_WEEKS)
  const saturated = recent.filter((week) => isSaturated(week, servers)).map(({ completed }) => completed)
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
    : toLowerBound(counts)
}

function toLowerBound({ saturatedWeeks, bestFourWeekMean }: Pick<Capacity, 'saturatedWeeks' | 'bestFourWeekMean'>): Capacity {
  return { kind: 'lower_bound', value: bestFourWeekMean, low: bestFourWeekMean, high: null, saturatedWeeks, bestFourWeekMean }
}

/** The open queue at the first and at the last Monday of the weeks that capacity looks back on. */
export interface QueueChange {
  from: number
  to: number
}

/** What is left of C beside what is asked for and what became of the queue: an observed one that both deny is a lower bound. */
export function contradictCapacity(
  capacity: Capacity,
  demand: number,
  queue: QueueChange,
): { capacity: Capacity; contradiction: QueueChange | null } {
  const isContradicted = capacity.kind === 'observed' && capacity.value !== null && capacity.value < demand && queue.to <= queue.from
  return isContradicted ? { capacity: toLowerBound(capacity), contradiction: queue } : { capacity, contradiction: null }
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
  /** A lower bound never answers "yes": it was completed, and is no room that was seen. */
  kind: CapacityKind
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
 * nothing was asked for (λ = 0). "Twice as many changes?" is yes if C was observed and the low end is ≥ 2, no if the high
 * end is < 2; never no where the own busy weeks `holdsTwice`: held at twice the load.
 */
export function computeHeadroom(input: HeadroomInput, { holdsTwice = false } = {}): Headroom | null {
  const { kind, capacity, capacityLow, capacityHigh, demand, demandLow, demandHigh } = input
  if (capacity === null || demand <= 0) return null
  const low = capacityLow !== null && demandHigh !== null && demandHigh > 0 ? capacityLow / demandHigh : null
  const high = capacityHigh !== null && demandLow !== null && demandLow > 0 ? capacityHigh / demandLow : null
  const isYes = kind === 'observed' && low !== null && low >= 2
  const isNo = high !== null && high < 2 && !holdsTwice
  return { value: capacity / demand, low, high, twice: isYes ? 'yes' : isNo ? 'no' : 'not_shown' }
}
