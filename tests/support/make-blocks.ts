import { HOUR } from '@/lib/dates'
import { emptySpanRollUp, emptyWeekRollUp, type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import type { TrailingWeek } from '@/lib/metrics/capacity/to-reading'
import { toReadings, type ReadingsInput } from '@/lib/metrics/readings/to-blocks'
import type { ReadingsSettings } from '@/lib/metrics/organization/context'

export const asOf = new Date('2026-11-16T00:00:00Z')
const settings: ReadingsSettings = {
  slo: { target: 0.9, limitWeekdayHours: 24, limitByTier: { T3: 8 } },
  weekdayHours: (from, to) => (to.getTime() - from.getTime()) / HOUR,
}
export const busy: TrailingWeek = makeTrailing({
  opened: 20,
  demanded: 20,
  completed: 30,
  waiting: [1, 1, 1, 1, 1, 1],
  freshWaiting: [1, 1, 1, 1, 1, 1],
  ended: 30,
})

/** A week of which only the throughput is given. */
export function makeTrailing(throughput: Partial<TrailingWeek['throughput']>): TrailingWeek {
  const week = emptyWeekRollUp()
  return { ...week, throughput: { ...week.throughput, ...throughput } }
}

/** The blocks of a scope of six people and 26 busy weeks, from sums that a test changes. */
export function readBlocks(change: (rollUp: SpanRollUp) => void, given: Partial<ReadingsInput> = {}) {
  const rollUp = emptySpanRollUp()
  rollUp.contributors = { T1: ['ana', 'bo', 'cy', 'dee', 'eli', 'fay'] }
  change(rollUp)
  return toReadings(
    { asOf, rollUp, weeks: Array.from({ length: 26 }, () => busy), queue: [], eligibleReviewerIds: [], isWithheld: false, ...given },
    settings,
  )
}

export const hoursBefore = (hours: number) => asOf.getTime() - hours * HOUR
