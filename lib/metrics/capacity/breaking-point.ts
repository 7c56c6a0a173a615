import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import type { CapacityStrain } from '@/lib/metrics/document/scope-details'
import { SKIPPED_LIMIT } from './shedding'
import { wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'

/**
 * Where it would break first (METRICS section 2): a place with its kind, by the strongest evidence. In this order: its own
 * busy weeks were answered worse (`bends`); an observed, uncontradicted capacity whose headroom lies below twice
 * (`capacity`); a queue that is longer than it ever is, or risky reviews shown to be late (`queue`); few who carry the
 * reviews (`concentration`); reviews that are skipped (`skipping`), which is a matter of rules and never slowness.
 * A lower bound alone names nothing.
 */
export type BreakKind = (typeof BREAK_KINDS)[number]
export const BREAK_KINDS = ['bends', 'capacity', 'queue', 'concentration', 'skipping'] as const

export interface BreakingPoint {
  kind: BreakKind
  /** To compare places of one kind: the larger breaks first. */
  strength: number
}

const TWICE = 2
const MINIMUM_REVIEWS = 30
const FEW_REVIEWERS = 3
const TOP_SHARE = 0.4

/** null: nothing is shown to give way. `strain` is null where it is not kept. */
export function findBreakingPoint(reading: ReviewCapacityReading, strain: CapacityStrain | null): BreakingPoint | null {
  if (reading.status === 'withheld') return null
  for (const kind of BREAK_KINDS) {
    const strength = finders[kind](reading, strain)
    if (strength !== null) return { kind, strength }
  }
  return null
}

type Finder = (reading: ReviewCapacityReading, strain: CapacityStrain | null) => number | null

const finders: Record<BreakKind, Finder> = {
  bends: ({ loadResponse: { status, fall } }) => (status === 'bends' ? fall.value : null),
  capacity: ({ capacityPerWeek, headroom: { value, high } }) =>
    capacityPerWeek.kind === 'observed' && value !== null && high !== null && high < TWICE ? -value : null,
  queue: (reading, strain) => {
    const late = findRiskyLate(reading)
    if (late) return late.value
    // Counts and shares have no common measure: a queue alone comes after every late share.
    return strain?.overdue?.isAbove ? -1 / strain.overdue.now : null
  },
  concentration: (reading, strain) => (isConcentrated(reading, strain) ? reading.topShare : null),
  skipping: ({ unanswered }, strain) => {
    const share = strain && strain.riskyUnanswered.value !== null ? strain.riskyUnanswered : unanswered
    return share.low !== null && share.low > SKIPPED_LIMIT ? share.value : null
  },
}

/** Few carry the reviews: a matter of people, whatever else is stronger evidence. */
export function isConcentrated({ effectiveReviewers, topShare }: ReviewCapacityReading, strain: CapacityStrain | null): boolean {
  if (!strain || effectiveReviewers === null || topShare === null) return false
  return strain.reviews >= MINIMUM_REVIEWS && effectiveReviewers < FEW_REVIEWERS && topShare >= TOP_SHARE
}

/** Late reviews of those that were due, where they are shown to be more than the target allows; null: they are not. */
export function findLate({ slo: { late, n, target } }: ReviewCapacityReading): ValueInterval | null {
  const share = late === null || n === null ? null : wilson(late, n)
  return share && share.low > 1 - target ? share : null
}

/** The same of T2 and T3; null also where one of the two tiers is withheld. */
export function findRiskyLate({ slo }: ReviewCapacityReading): ValueInterval | null {
  let late = 0
  let n = 0
  for (const tier of ['T2', 'T3'] as const) {
    const row = slo.byTier[tier]
    if (!row) continue
    if (row.late === null || row.n === null) return null
    late += row.late
    n += row.n
  }
  const share = wilson(late, n)
  return share && share.low > 1 - slo.target ? share : null
}

/** The place that breaks first: the strongest kind, then the strength; of equals the first given. null: none is shown to. */
export function pickFirstToBreak<Place extends { breaks: BreakingPoint | null }>(
  places: readonly Place[],
): (Place & { breaks: BreakingPoint }) | null {
  let first: (Place & { breaks: BreakingPoint }) | null = null
  for (const place of places) {
    const { breaks } = place
    if (breaks && (!first || compare(breaks, first.breaks) < 0)) first = { ...place, breaks }
  }
  return first
}

function compare(a: BreakingPoint, b: BreakingPoint): number {
  return BREAK_KINDS.indexOf(a.kind) - BREAK_KINDS.indexOf(b.kind) || b.strength - a.strength
}
