import { addWeeks, HOUR } from '@/lib/dates'
import { tierControlSums, type TierControlSums } from '@/lib/metrics/controls/sums'
import { emptySpanRollUp, type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { toDetails, type DetailsInput } from '@/lib/metrics/readings/to-details'

export const asOf = new Date('2026-11-16T00:00:00Z')
export const before = (hours: number) => asOf.getTime() - hours * HOUR
export const PEOPLE = ['ana', 'bo', 'cy', 'dee', 'eli', 'fay']

/** Details of a scope of six people, from sums that a test changes. */
export function readDetails(change: (rollUp: SpanRollUp) => void = () => {}, given: Partial<DetailsInput> = {}): ScopeDetails {
  const details = toDetails(makeDetailsInput(change, given))
  if (!details) throw new Error('withheld')
  return details
}

export function makeDetailsInput(change: (rollUp: SpanRollUp) => void, given: Partial<DetailsInput> = {}): DetailsInput {
  const rollUp = emptySpanRollUp()
  rollUp.contributors = { T1: PEOPLE, T2: PEOPLE, T3: PEOPLE }
  change(rollUp)
  return {
    asOf,
    rollUp,
    earlierDefects: [],
    weeks: [],
    from: addWeeks(asOf, -12),
    weeksEnd: asOf,
    queue: [],
    eligibleReviewerIds: [],
    isWithheld: false,
    ...given,
  }
}

export function makeControls(change: Partial<TierControlSums>): TierControlSums {
  return { ...tierControlSums([]), ...change }
}
