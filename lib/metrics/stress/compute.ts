import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { changeFactor, effectiveWithoutTop, safeMultiple, toServers, waitMultiplier, WEEKS_PER_MONTH } from './erlang'
import { computeStressBacklog, type StressBacklog } from './backlog'
import { scale, span, toCases, UNKNOWN, type Ends } from './cases'

/**
 * The stress test (METRICS section 2): one scope's review capacity and what is asked of it in, every answer with its
 * interval out. The server and the browser run this very function, so it imports nothing heavy.
 *
 * Each answer is computed three times: at the estimate (λ, C), at the worst corner (λ_high, C_low) and at the best one
 * (λ_low, C_high). A best corner that is open (a lower-bound capacity, a demand that may be nought) leaves that end null.
 * Infinity means never, or without end; null means not known.
 *
 * Choices where METRICS is silent:
 * - "A month's work" is what today's measured capacity answers in 13/3 weeks, one line for all what-ifs and both corners.
 * - The surge lasts; the drain afterwards is at today's arrivals and the capacity of the what-if.
 * - Both what-ifs together add up (changeFactor); the wait multiplier compares the changed queue with today's.
 */

export type StressReading = Pick<
  ReviewCapacityReading,
  'status' | 'demandPerWeek' | 'capacityPerWeek' | 'unanswered' | 'effectiveReviewers' | 'topShare'
> & {
  /** What the own busy weeks showed; of it what is said in words. */
  loadResponse: Pick<ReviewCapacityReading['loadResponse'], 'status' | 'testedUpTo' | 'busy' | 'quiet' | 'fall'>
  queue: Pick<ReviewCapacityReading['queue'], 'open'>
  firstReview: Pick<ReviewCapacityReading['firstReview'], 'n' | 'p50WeekdayHours'>
}

export interface StressControls {
  /** m: arrivals as a multiple of today's. */
  multiple: number
  moreMaintainers: number
  isWithoutTop: boolean
  sloWeekdayHours: number
}

export type StressAnswer = 'yes' | 'no' | 'not_shown'

export interface StressVariant {
  key: 'as_is' | 'one_more' | 'without_top'
  capacity: Ends
  breaksAt: Ends
  answer: StressAnswer
}

export interface StressResult extends StressBacklog {
  status: 'ok'
  isLowerBound: boolean
  /** A what-if is in force. */
  isModelled: boolean
  /** Cycles a week. */
  demand: Ends
  measuredCapacity: Ends
  capacity: Ends
  arrivals: Ends
  /** c of today's queue, and of the one after the what-ifs; null: the reviewers are not known. */
  servers: { present: number; changed: number } | null
  breaksAt: Ends
  answer: StressAnswer
  backlogNow: number | null
  monthOfWork: number
  waitMultiplier: Ends
  presentWaitHours: number | null
  waitHours: Ends
  safeMultiple: Ends
  variants: StressVariant[]
}

export type StressTest =
  | StressResult
  /** withheld: too few people. insufficient: λ or C is not known. no_demand: nothing arrives. no_reviewers: nobody to add to or leave out. */
  | { status: 'withheld' | 'insufficient' | 'no_demand' | 'no_reviewers' }

export function computeStressTest(reading: StressReading, controls: StressControls): StressTest {
  const { demandPerWeek, capacityPerWeek, queue, firstReview } = reading
  if (reading.status === 'withheld') return { status: 'withheld' }
  if (demandPerWeek.mean === null || capacityPerWeek.value === null) {
    return { status: demandPerWeek.mean === 0 ? 'no_demand' : 'insufficient' }
  }
  if (demandPerWeek.mean <= 0) return { status: 'no_demand' }
  const factor = changeFactor(reading, controls)
  if (factor === null) return { status: 'no_reviewers' }
  const { multiple, sloWeekdayHours } = controls
  const demand: Ends = { value: demandPerWeek.mean, low: demandPerWeek.low, high: demandPerWeek.high }
  const capacityLow = capacityPerWeek.low === null ? null : Math.max(0, capacityPerWeek.low)
  const measuredCapacity: Ends = { value: capacityPerWeek.value, low: capacityLow, high: capacityPerWeek.high }
  const servers = toServerCounts(reading, controls)
  const cases = toCases(demand, measuredCapacity, factor, servers)
  const capacity = scale(measuredCapacity, factor)
  const breaksAt = toBreakingMultiple(demand, capacity)
  const monthOfWork = capacityPerWeek.value * WEEKS_PER_MONTH
  const multiplier = servers ? span(cases, 'best', ({ present, changed }) => waitMultiplier(present, multiple, changed)) : UNKNOWN
  const wait = firstReview.p50WeekdayHours
  const isLowerBound = capacityPerWeek.kind === 'lower_bound'
  return {
    status: 'ok',
    isLowerBound,
    isModelled: controls.moreMaintainers > 0 || controls.isWithoutTop,
    demand,
    measuredCapacity,
    capacity,
    arrivals: scale(demand, multiple),
    servers,
    breaksAt,
    answer: toAnswer(breaksAt, multiple, reading),
    backlogNow: queue.open,
    monthOfWork,
    ...computeStressBacklog(cases, queue.open, multiple, monthOfWork),
    waitMultiplier: multiplier,
    presentWaitHours: wait,
    waitHours: wait === null ? UNKNOWN : scale(multiplier, wait),
    safeMultiple:
      wait === null || !servers
        ? UNKNOWN
        : span(cases, 'worst', ({ present, changed }) => safeMultiple(present, wait, sloWeekdayHours, changed)),
    variants: toVariants(reading, demand, measuredCapacity, multiple),
  }
}

/** C/λ: the multiple from which on the queue only grows, [C_low/λ_high, C_high/λ_low]. */
function toBreakingMultiple(demand: Ends, capacity: Ends): Ends {
  const over = (answered: number | null, arriving: number | null) =>
    answered === null || arriving === null || arriving <= 0 ? null : answered / arriving
  return { value: over(capacity.value, demand.value), low: over(capacity.low, demand.high), high: over(capacity.high, demand.low) }
}

/**
 * Of three answers only the first two say something: yes where the whole interval of an observed capacity carries m, no where
 * none of it does. A lower bound was completed and is no room that was seen; and never no beside own weeks that held at m×.
 */
function toAnswer({ low, high }: Ends, multiple: number, { capacityPerWeek, loadResponse }: StressReading): StressAnswer {
  if (capacityPerWeek.kind !== 'lower_bound' && low !== null && low >= multiple) return 'yes'
  const isTested = loadResponse.status === 'holds' && loadResponse.testedUpTo !== null && loadResponse.testedUpTo >= multiple
  return high !== null && high < multiple && !isTested ? 'no' : 'not_shown'
}

function toServerCounts({ effectiveReviewers, topShare }: StressReading, controls: StressControls): StressResult['servers'] {
  if (effectiveReviewers === null || effectiveReviewers <= 0) return null
  const left = controls.isWithoutTop && topShare !== null ? effectiveWithoutTop(effectiveReviewers, topShare) : effectiveReviewers
  return { present: toServers(effectiveReviewers), changed: toServers(left + controls.moreMaintainers) }
}

function toVariants(reading: StressReading, demand: Ends, capacity: Ends, multiple: number): StressVariant[] {
  const changes = {
    as_is: { moreMaintainers: 0, isWithoutTop: false },
    one_more: { moreMaintainers: 1, isWithoutTop: false },
    without_top: { moreMaintainers: 0, isWithoutTop: true },
  } as const
  return (['as_is', 'one_more', 'without_top'] as const).flatMap((key) => {
    const factor = changeFactor(reading, changes[key])
    if (factor === null) return []
    const changed = scale(capacity, factor)
    const breaksAt = toBreakingMultiple(demand, changed)
    return [{ key, capacity: changed, breaksAt, answer: toAnswer(breaksAt, multiple, reading) }]
  })
}
