import { addWeeks, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import { listWaiting } from '@/lib/metrics/capacity/waiting-cycles'
import { splitByTierStates } from '@/lib/metrics/organization/tier-states'
import type { SeriesEntry } from '@/lib/metrics/document/readings'
import { DEFAULT_WEEKS, rollUpWeek, SERIES_WEEKS, toSeries, TRAILING_WEEKS, withFirstMidnight } from '@/lib/metrics/readings/scope-document'
import { withPrecision } from '@/lib/metrics/audit/with-precision'
import { compute } from '../work/work'
import { loadPrecision } from './load-audits'
import { loadFrame } from './load-frame'
import { later, toRows } from './load-rows'
import { loadStored } from './load-stored'
import { loadWithheld } from './load-withheld'
import type { ReadingsRequest } from './request'

/**
 * One entry an ISO week, oldest first, the last one the last complete week as of the instant, or before `until`: a range of
 * the past is drawn with its own weeks and those before it, not with the ones that came after.
 */
export async function loadSeries(request: ReadingsRequest, count: number, asOf: Date, until: Date = asOf): Promise<SeriesEntry[] | null> {
  const series = await readSeries(request, count, asOf, until)
  if (!series) return null
  const precision = await loadPrecision(request)
  return series.map((entry) => ({ ...entry, readings: entry.readings && withPrecision(entry.readings, precision) }))
}

async function readSeries(request: ReadingsRequest, count: number, asOf: Date, until: Date): Promise<SeriesEntry[] | null> {
  const stored = await loadStored(request, asOf)
  const end = until < asOf ? until : asOf
  if (stored && count === SERIES_WEEKS && toWeekStart(end) >= toWeekStart(asOf)) return stored.series
  const frame = await loadFrame(request)
  if (!frame) return null
  const { context, dataFrom, tierStates } = frame
  const { from, to } = lastCompleteWeeks(end, count)
  const first = addWeeks(from, -TRAILING_WEEKS)
  const span = withFirstMidnight({ from: first, to: later(to, asOf) })
  const readRows = toRows(request, frame, span, asOf, to)
  const headline = lastCompleteWeeks(end, Math.min(DEFAULT_WEEKS, count))
  const withheld = new Set([
    ...(await loadWithheld(request, frame, { ...headline, asOf }, readRows)),
    ...(await loadWithheld(request, frame, { from, to, asOf }, readRows)),
  ])
  const scope = context.scopeFacts(request.scope, asOf)
  const series: SeriesEntry[] = []
  // Mostly one run: the states of tiers change rarely.
  for (const run of splitByTierStates({ from, to }, tierStates)) {
    const rows = (await toRows(request, frame, span, asOf, run.to)()).get(request.scope) ?? []
    const weeks = new Map<number, ReturnType<typeof rollUpWeek>>()
    for (let weekOn = toWeekStart(first); weekOn < run.to; weekOn = addWeeks(weekOn, 1)) {
      const week = weekOn
      weeks.set(week.getTime(), await compute(() => rollUpWeek(rows, week, scope.timeZone)))
    }
    const isWithheld = withheld.has(request.scope)
    series.push(...toSeries(scope, weeks, run, asOf, listWaiting(rows, asOf), isWithheld, dataFrom, context.settings))
  }
  return series
}
