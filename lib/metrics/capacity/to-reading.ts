import { TIERS } from '@/lib/policy/tiers'
import { computeDemand, computeHeadroom, estimateCapacity } from './estimate'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import { computeQueueAges } from './queue'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { computeReviewLoad } from './review-load'
import { countSlo, toReviewSlo, type SloCycle } from './review-slo'
import type { ContributorSums } from '@/lib/metrics/document/contributors'
import type { CycleSums, ReviewSums } from './sums'
import type { WeekThroughput } from './throughput'
import type { WaitingCycle } from './waiting-cycles'
import { quantileIfEnough } from '@/lib/metrics/statistics/intervals'
import type { ReadingsSettings } from '@/lib/metrics/organization/context'

export interface CapacityInput {
  asOf: Date
  rollUp: { cycles: CycleSums; reviews: ReviewSums; contributors: ContributorSums }
  /** Complete ISO weeks ending at min(to, as of), oldest first, at most 26; weeks before the data begin are absent. */
  weeks: WeekThroughput[]
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
  const isLongEnough = weeks.length >= MINIMUM_WEEKS
  const demand = isLongEnough ? computeDemand(weeks.map(({ opened }) => opened)) : null
  const capacity = isLongEnough ? estimateCapacity(weeks) : null
  const headroom =
    demand && capacity
      ? computeHeadroom({
          capacity: capacity.value,
          capacityLow: capacity.low,
          capacityHigh: capacity.high,
          demand: demand.mean,
          demandLow: demand.low,
          demandHigh: demand.high,
        })
      : null
  const reviewers = new Set([...eligibleReviewerIds, ...Object.keys(rollUp.reviews)])
  const load = computeReviewLoad([...reviewers].sort().map((id) => rollUp.reviews[id] ?? 0))
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

function toSlo(rollUp: CapacityInput['rollUp'], asOf: Date, { slo, weekdayHours }: ReadingsSettings): ReviewCapacityReading['slo'] {
  const { target, limitWeekdayHours, limitByTier } = slo
  const byTier: ReviewCapacityReading['slo']['byTier'] = {}
  const parts = TIERS.map((tier) => {
    const limit = limitByTier[tier] ?? limitWeekdayHours
    const open = rollUp.cycles.open.filter(([openTier]) => openTier === tier)
    const counts = countSlo(
      [
        ...(rollUp.cycles.reviewedWeekdayHours[tier] ?? []).map((hours): SloCycle => ({ outcome: 'reviewed', weekdayHours: hours })),
        ...open.map(([, since, teamId]): SloCycle => ({ outcome: 'open', weekdayHours: weekdayHours(new Date(since), asOf, teamId) })),
      ],
      limit,
    )
    const missed = counts.missed + (rollUp.cycles.mergedUnreviewed[tier] ?? 0)
    const n = counts.good + missed
    if (n > 0) byTier[tier] = { limitWeekdayHours: limit, n, missed }
    return { ...counts, missed }
  })
  for (const tier of listHiddenTiers(rollUp, (one) => byTier[one] !== undefined)) {
    const row = byTier[tier]
    if (row) byTier[tier] = { ...row, n: null, missed: null }
  }
  const { n, good, missed, undetermined, attainment, low, high, budgetUsed } = toReviewSlo(parts, target)
  return { limitWeekdayHours, target, n, good, missed, undetermined, attainment, low, high, budgetUsed, byTier }
}
