import { isEqual } from 'es-toolkit'
import { DateTime } from 'luxon'
import { addDays, addWeeks, HOUR, toDateString, toWeekName, toWeekStart, type Span } from '@/lib/dates'
import { DEFINITIONS_VERSION, type ReadingsDocument, type SeriesEntry } from '@/lib/metrics/document/readings'
import {
  isEmptyWeek,
  mergeSpanRollUps,
  emptySpanRollUp,
  emptyWeekRollUp,
  rollUpSpan,
  type SpanRollUp,
  type WeekRollUp,
} from './span-roll-up'
import type { DefectRow } from '@/lib/metrics/defects/sums'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { ScopeFacts } from '@/lib/metrics/organization/scope'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { toDetails } from './to-details'
import { toReadings, type ReadingsInput } from './to-blocks'
import type { ReadingsSettings } from '@/lib/metrics/organization/context'
import { listWaiting, type WaitingCycle } from '@/lib/metrics/capacity/waiting-cycles'
import { rollUpThroughput } from '@/lib/metrics/capacity/throughput'
import type { TrailingWeek } from '@/lib/metrics/capacity/to-reading'

/**
 * Glossary. A *scope* is the organisation, a team, a surface or a cell (scope.ts). A *week* is an ISO week, Monday 00:00 UTC to Monday 00:00 UTC.
 * *Trailing* weeks are the complete ISO weeks that demand (13) and capacity (26) look back on from min(to, as of).
 */

export const DEFAULT_WEEKS = 12
export const SERIES_WEEKS = 26
export const TRAILING_WEEKS = 26

export interface ReadingsRange extends Span {
  asOf: Date
}

/** Monday 00:00 to Saturday 00:00 of the week, in the scope's zone: the instants at which waiting work is counted. */
export function toMidnights(weekOn: Date, timeZone: string): Date[] {
  return [0, 1, 2, 3, 4, 5].map((day) => {
    const { year, month, day: date } = DateTime.fromJSDate(addDays(weekOn, day), { zone: 'utc' })
    return DateTime.fromObject({ year, month, day: date }, { zone: timeZone }).toJSDate()
  })
}

/** The roll-up of one ISO week from the evaluations that overlap it. */
export function rollUpWeek(rows: NarrowEvaluation[], weekOn: Date, timeZone: string): WeekRollUp {
  const week = { from: weekOn, to: addWeeks(weekOn, 1) }
  const { from } = withFirstMidnight(week)
  const overlapping = rows.filter((row) => (row.readyAt === null || row.readyAt < week.to) && (row.endedAt === null || row.endedAt >= from))
  return {
    ...rollUpSpan(overlapping, week),
    throughput: rollUpThroughput(overlapping, week, toMidnights(weekOn, timeZone)),
  }
}

/** The farthest zone ahead of UTC is 14 hours ahead: there the week's first midnight comes as early. */
export const EARLIEST_MIDNIGHT_HOURS = 14

/** The span with the midnight that may come before its first UTC day: the rows that roll-ups of its weeks read. */
export function withFirstMidnight({ from, to }: Span): Span {
  return { from: new Date(from.getTime() - EARLIEST_MIDNIGHT_HOURS * HOUR), to }
}

/** Mondays of the trailing weeks for a range; weeks that began before the data did are left out, because nothing measured them. */
export function trailingWeeks(range: ReadingsRange, dataFrom: Date | null): Date[] {
  const end = toTrailingEnd(range)
  const weeks = Array.from({ length: TRAILING_WEEKS }, (_, index) => addWeeks(end, index - TRAILING_WEEKS))
  return weeks.filter((weekOn) => dataFrom !== null && weekOn >= dataFrom)
}

function toTrailingEnd({ to, asOf }: ReadingsRange): Date {
  return toWeekStart(to < asOf ? to : asOf)
}

export interface RangeSums {
  rollUp: SpanRollUp
  /** Of the merges of the same span 13 weeks earlier: the youngest that a follow-up of 90 days is over for. */
  earlierDefects: DefectRow[]
  /** The trailing weeks, oldest first. */
  trailing: TrailingWeek[]
  queue: WaitingCycle[]
}

/** 90 days and a day: in whole weeks, so that stored weeks can answer. */
const FOLLOW_UP_WEEKS = 13

/** The span whose merges have had 90 days of follow-up when the range ends. */
export function toFollowedUpSpan({ from, to }: Span): Span {
  return { from: addWeeks(from, -FOLLOW_UP_WEEKS), to: addWeeks(to, -FOLLOW_UP_WEEKS) }
}

/** The scope had no pull request in the range, and nothing waits or waited in the weeks before. */
export function isBlank({ rollUp, trailing, queue }: RangeSums): boolean {
  const isIdle = trailing.every(
    ({ throughput: { opened, completed, waiting } }) => opened + completed === 0 && waiting.every((count) => count === 0),
  )
  return queue.length === 0 && isIdle && isEqual(rollUp, emptySpanRollUp())
}

/** Sums of any range from evaluations: the way of every request that stored weeks cannot answer. */
export function sumRange(rows: NarrowEvaluation[], range: ReadingsRange, scope: ScopeFacts, dataFrom: Date | null): RangeSums {
  return {
    rollUp: rollUpSpan(rows, range),
    earlierDefects: rollUpSpan(rows, toFollowedUpSpan(range)).defects,
    trailing: trailingWeeks(range, dataFrom).map((weekOn) => rollUpWeek(rows, weekOn, scope.timeZone)),
    queue: listWaiting(rows, range.asOf),
  }
}

export function toDocument(
  scope: ScopeFacts,
  range: ReadingsRange,
  sums: RangeSums,
  isWithheld: boolean,
  settings: ReadingsSettings,
): ReadingsDocument {
  return {
    scope: scope.name,
    from: toDateString(range.from),
    to: toDateString(range.to),
    asOf: range.asOf.toISOString(),
    definitions: DEFINITIONS_VERSION,
    ...toReadings(toInput(scope, range, sums, isWithheld), settings),
  }
}

/** The distributions behind that document, from the same sums; null: withheld. */
export function toScopeDetails(scope: ScopeFacts, range: ReadingsRange, sums: RangeSums, isWithheld: boolean): ScopeDetails | null {
  return toDetails({
    ...toInput(scope, range, sums, isWithheld),
    earlierDefects: sums.earlierDefects,
    from: range.from,
    weeksEnd: toTrailingEnd(range),
  })
}

function toInput({ eligibleReviewerIds }: ScopeFacts, { asOf }: ReadingsRange, sums: RangeSums, isWithheld: boolean): ReadingsInput {
  const { rollUp, trailing, queue } = sums
  return { asOf, rollUp, weeks: trailing, queue, eligibleReviewerIds, isWithheld }
}

/** Stored weeks by their Monday's epoch milliseconds; a week that nothing touched is absent and counts as measured zero. */
export type WeeksByStart = ReadonlyMap<number, WeekRollUp>

/** Sums of a range of whole weeks from their roll-ups. */
export function sumWeeks(weeks: WeeksByStart, range: ReadingsRange, queue: WaitingCycle[], dataFrom: Date | null): RangeSums {
  const listParts = ({ from, to }: Span) => {
    const parts: SpanRollUp[] = []
    for (let weekOn = from; weekOn < to; weekOn = addWeeks(weekOn, 1)) parts.push(weeks.get(weekOn.getTime()) ?? emptySpanRollUp())
    return parts
  }
  return {
    rollUp: mergeSpanRollUps(listParts(range)),
    earlierDefects: listParts(toFollowedUpSpan(range)).flatMap(({ defects }) => defects),
    trailing: trailingWeeks(range, dataFrom).map((weekOn) => weeks.get(weekOn.getTime()) ?? emptyWeekRollUp()),
    queue,
  }
}

/** One entry a week of the span, whole weeks, oldest first; each is what a request for that week alone would answer, but withheld as its row is. */
export function toSeries(
  scope: ScopeFacts,
  weeks: WeeksByStart,
  span: Span,
  asOf: Date,
  queue: WaitingCycle[],
  isWithheld: boolean,
  dataFrom: Date | null,
  settings: ReadingsSettings,
): SeriesEntry[] {
  const mondays: Date[] = []
  for (let weekOn = span.from; weekOn < span.to; weekOn = addWeeks(weekOn, 1)) mondays.push(weekOn)
  return mondays.map((weekOn) => {
    const range = { from: weekOn, to: addWeeks(weekOn, 1), asOf }
    const week = weeks.get(range.from.getTime())
    const sums = sumWeeks(weeks, range, queue, dataFrom)
    return {
      week: toWeekName(range.from),
      from: toDateString(range.from),
      to: toDateString(range.to),
      readings: week && !isEmptyWeek(week) ? toReadings(toInput(scope, range, sums, isWithheld), settings) : null,
    }
  })
}
