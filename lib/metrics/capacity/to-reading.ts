import { TIERS, type Tier } from '@/lib/policy/tiers'
import { computeDemand, computeHeadroom, contradictCapacity, countServers, DEMAND_WEEKS, estimateCapacity } from './estimate'
import { computeLoadResponse, type LoadResponse } from './load-response'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import { computeQueueAges } from './queue'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import { computeReviewLoad, type ReviewLoad } from './review-load'
import { countSlo, toReviewSlo, type SloCounts, type SloCycle } from './review-slo'
import type { ContributorSums } from '@/lib/metrics/document/contributors'
import { reviewSums, type CycleSums, type ReviewSums } from './sums'
import type { WeekThroughput } from './throughput'
import type { WaitingCycle } from './waiting-cycles'
import { quantileIfEnough, wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'
import type { ReadingsSettings } from '@/lib/metrics/organization/context'

/** What capacity reads of one week. */
export interface TrailingWeek {
  throughput: WeekThroughput
  cycles: CycleSums
  reviews: ReviewSums
}

export interface CapacityInput {
  asOf: Date
  rollUp: { cycles: CycleSums; contributors: ContributorSums }
  /** Complete ISO weeks ending at min(to, as of), oldest first, at most 26; weeks before the data begin are absent. */
  weeks: TrailingWeek[]
  /** The cycles that wait as of now, oldest first. */
  queue: WaitingCycle[]
  /** Team members with push access, zeros included in the load; whoever reviewed is added. */
  eligibleReviewerIds: string[]
}

/** Four consecutive weeks are the least that any statement on capacity rests on. */
const MINIMUM_WEEKS = 4
const UNKNOWN = { value: null, low: null, high: null }

/** The review capacity block of a range (METRICS section 2) from its sums. */
export function toReviewCapacity(
  { asOf, rollUp, weeks, queue, eligibleReviewerIds }: CapacityInput,
  settings: ReadingsSettings,
): ReviewCapacityReading {
  const load = toTrailingLoad(weeks, eligibleReviewerIds)
  const response = respondToLoad(weeks, asOf, settings)
  const { demand, capacity, headroom } = toBalance(weeks, countServers(load.effectiveReviewers), response)
  const ages = computeQueueAges(
    queue.map(({ since }) => new Date(since)),
    asOf,
  )
  const waits = rollUp.cycles.firstReviewWeekdayHours
  return {
    status: headroom ? 'ok' : 'insufficient',
    demandPerWeek: demand ?? { mean: null, low: null, high: null },
    capacityPerWeek: {
      kind: capacity?.kind ?? null,
      value: capacity?.value ?? null,
      low: capacity?.low ?? null,
      high: capacity?.high ?? null,
      saturatedWeeks: capacity?.saturatedWeeks ?? null,
    },
    headroom: headroom ? { value: headroom.value, low: headroom.low, high: headroom.high } : UNKNOWN,
    twice: headroom?.twice ?? 'not_shown',
    unanswered: toEstimate(toUnanswered(weeks)),
    loadResponse: toLoadResponse(response),
    effectiveReviewers: load.effectiveReviewers,
    topShare: load.topShare,
    gini: load.gini,
    queue: { open: ages.open, ageP50Hours: ages.p50Hours, ageP90Hours: ages.p90Hours, oldestHours: ages.oldestHours },
    firstReview: {
      n: waits.length,
      p50WeekdayHours: quantileIfEnough(waits, 0.5),
      p75WeekdayHours: quantileIfEnough(waits, 0.75),
    },
    slo: toSlo(rollUp, asOf, settings),
  }
}

/** How the reviews of the trailing weeks spread over everyone who may give them, zeros included. */
export function toTrailingLoad(weeks: TrailingWeek[], eligibleReviewerIds: string[]): ReviewLoad {
  const reviews = countReviews(weeks)
  const reviewers = new Set([...eligibleReviewerIds, ...Object.keys(reviews)])
  return computeReviewLoad([...reviewers].sort().map((id) => reviews[id] ?? 0))
}

/** Reviews given in the trailing weeks, by reviewer. */
export function countReviews(weeks: TrailingWeek[]): ReviewSums {
  return reviewSums(weeks.map(({ reviews }) => reviews))
}

/** What arrives, what is answered when work never runs out, and how the two stand to each other. */
export function toBalance(weeks: TrailingWeek[], servers: number, { status, testedUpTo }: Pick<LoadResponse, 'status' | 'testedUpTo'>) {
  const throughputs = weeks.map(({ throughput }) => throughput)
  const [first, last] = [throughputs[0], throughputs.at(-1)]
  const demand = computeDemand(throughputs.map(({ demanded }) => demanded))
  if (weeks.length < MINIMUM_WEEKS || !demand || !first || !last) {
    return { demand: null, capacity: null, headroom: null, contradiction: null }
  }
  const queue = { from: first.waiting[0] ?? 0, to: last.waiting[0] ?? 0 }
  const { capacity, contradiction } = contradictCapacity(estimateCapacity(throughputs, servers), demand.mean, queue)
  const headroom = computeHeadroom(
    {
      kind: capacity.kind,
      capacity: capacity.value,
      capacityLow: capacity.low,
      capacityHigh: capacity.high,
      demand: demand.mean,
      demandLow: demand.low,
      demandHigh: demand.high,
    },
    { holdsTwice: status === 'holds' && testedUpTo !== null && testedUpTo >= 2 },
  )
  return { demand, capacity, headroom, contradiction }
}

/** Load that is shed, not carried: of the cycles that demand counts, the share merged without an answer. */
function toUnanswered(weeks: TrailingWeek[]): ValueInterval | null {
  const recent = weeks.slice(-DEMAND_WEEKS).map(({ throughput }) => throughput)
  const answered = recent.reduce((sum, week) => sum + week.answered, 0)
  const skipped = recent.reduce((sum, week) => sum + week.skipped, 0)
  return wilson(skipped, answered + skipped)
}

function respondToLoad(weeks: TrailingWeek[], asOf: Date, settings: ReadingsSettings): LoadResponse {
  return computeLoadResponse(
    weeks.map(({ throughput, cycles }) => {
      const tiers = TIERS.map((tier) => countTier(cycles, tier, asOf, settings))
      return { opened: throughput.arrived, good: sumOf(tiers, 'good'), missed: sumOf(tiers, 'late') + sumOf(tiers, 'skipped') }
    }),
  )
}

function toLoadResponse({ fall, ...response }: LoadResponse): ReviewCapacityReading['loadResponse'] {
  const nothing = { load: null, good: null, n: null }
  return { ...response, busy: response.busy ?? nothing, quiet: response.quiet ?? nothing, fall: toEstimate(fall) }
}

function sumOf(counts: readonly SloCounts[], key: keyof SloCounts): number {
  return counts.reduce((sum, one) => sum + one[key], 0)
}

/** One tier's cycles against its own limit. */
function countTier(cycles: CycleSums, tier: Tier, asOf: Date, { slo, weekdayHours }: ReadingsSettings): SloCounts {
  const open = cycles.open.filter(([openTier]) => openTier === tier)
  const counts = countSlo(
    [
      ...(cycles.reviewedWeekdayHours[tier] ?? []).map((hours): SloCycle => ({ outcome: 'reviewed', weekdayHours: hours })),
      ...open.map(([, since, teamId]): SloCycle => ({ outcome: 'open', weekdayHours: weekdayHours(new Date(since), asOf, teamId) })),
    ],
    toLimit(slo, tier),
  )
  return { ...counts, skipped: counts.skipped + (cycles.mergedUnreviewed[tier] ?? 0) }
}

function toLimit({ limitByTier, limitWeekdayHours }: ReadingsSettings['slo'], tier: Tier): number {
  return limitByTier[tier] ?? limitWeekdayHours
}

function toSlo(rollUp: CapacityInput['rollUp'], asOf: Date, settings: ReadingsSettings): ReviewCapacityReading['slo'] {
  const { target, limitWeekdayHours } = settings.slo
  const byTier: ReviewCapacityReading['slo']['byTier'] = {}
  const parts = TIERS.map((tier) => {
    const counts = countTier(rollUp.cycles, tier, asOf, settings)
    const { good, late, skipped } = counts
    const missed = late + skipped
    if (good + missed > 0) byTier[tier] = { limitWeekdayHours: toLimit(settings.slo, tier), n: good + missed, missed, late, skipped }
    return counts
  })
  for (const tier of listHiddenTiers(rollUp, (one) => byTier[one] !== undefined)) {
    const row = byTier[tier]
    if (row) byTier[tier] = { ...row, n: null, missed: null, late: null, skipped: null }
  }
  const { n, good, missed, late, skipped, undetermined, attainment, low, high, budgetUsed } = toReviewSlo(parts, target)
  return { limitWeekdayHours, target, n, good, missed, late, skipped, undetermined, attainment, low, high, budgetUsed, byTier }
}
