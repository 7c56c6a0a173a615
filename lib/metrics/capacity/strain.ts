import { DAY } from '@/lib/dates'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import type { CapacityStrain } from '@/lib/metrics/document/scope-details'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import { wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'
import { computeXmr } from '@/lib/metrics/statistics/xmr'
import type { Tier } from '@/lib/policy/tiers'
import { DEMAND_WEEKS } from './estimate'
import { countReviews, type CapacityInput, type TrailingWeek } from './to-reading'

export interface StrainInput extends Pick<CapacityInput, 'weeks' | 'rollUp'> {
  /** The Monday that the range begins on, and the one on which the last of the weeks has ended. */
  from: Date
  weeksEnd: Date
}

/** The weeks before the range that it is compared with (METRICS section 8). */
const BASELINE_WEEKS = 12
const WEEK = 7 * DAY
const RISKY: readonly Tier[] = ['T2', 'T3']

/** What "where it would break first" asks beyond the document. */
export function toStrain(input: StrainInput): CapacityStrain {
  const reviews = Object.values(countReviews(input.weeks))
  return {
    overdue: toOverdue(input),
    reviews: reviews.reduce((sum, count) => sum + count, 0),
    reviewers: reviews.length,
    riskyUnanswered: toEstimate(toRiskyUnanswered(input)),
  }
}

/** null: too few weeks before the range to compare with. */
function toOverdue({ weeks, from, weeksEnd }: StrainInput): CapacityStrain['overdue'] {
  const counts = weeks.map(({ throughput }) => throughput.overdue)
  const before = Math.max(0, counts.length - Math.max(1, Math.round((weeksEnd.getTime() - from.getTime()) / WEEK)))
  const chart = computeXmr(counts.slice(Math.max(0, before - BASELINE_WEEKS), before), counts.slice(-1))
  const now = counts.at(-1)
  if (!chart || now === undefined) return null
  return { now, usual: chart.mean, isAbove: now > chart.mean && chart.signals.some(({ kind }) => kind === 'outside') }
}

/** Of the T2 and T3 cycles that demand counts; null: none, or one of the two tiers is withheld. */
function toRiskyUnanswered({ weeks, rollUp }: StrainInput): ValueInterval | null {
  const recent = weeks.slice(-DEMAND_WEEKS)
  const answered = (tier: Tier) => sumOver(recent, ({ cycles }) => cycles.reviewedWeekdayHours[tier]?.length ?? 0)
  const skipped = (tier: Tier) => sumOver(recent, ({ cycles }) => cycles.mergedUnreviewed[tier] ?? 0)
  const hidden = listHiddenTiers(rollUp, (tier) => answered(tier) + skipped(tier) > 0)
  if (RISKY.some((tier) => hidden.has(tier) && answered(tier) + skipped(tier) > 0)) return null
  const missed = RISKY.reduce((sum, tier) => sum + skipped(tier), 0)
  return wilson(missed, missed + RISKY.reduce((sum, tier) => sum + answered(tier), 0))
}

function sumOver(weeks: readonly TrailingWeek[], of: (week: TrailingWeek) => number): number {
  return weeks.reduce((sum, week) => sum + of(week), 0)
}
