import { addWeeks } from '@/lib/dates'
import { PATH_WEEKS } from '@/lib/metrics/stress/backlog'
import type { StressControls, StressResult } from '@/lib/metrics/stress/compute'
import { formatDay } from '@/lib/pages/words/format-dates'
import { formatCount } from '@/lib/pages/words/format-figures'
import type { AnswerView } from '@/lib/pages/figures/answer'
import { chooseTicks } from '@/lib/pages/figures/prepare-weekly-chart'
import { formatAsked, toWeekOf } from './format'

/** The backlog of the next twelve weeks as a fan. Positions are shares of the plot, from the left and from below. */
export interface StressChartView {
  title: string
  caption: string
  ticks: { at: number; label: string }[]
  weeks: { at: number; label: string }[]
  fan: { x: number; low: number; high: number }[]
  line: { x: number; y: number }[]
  month: { at: number; label: string }
  /** Where the line of the estimate meets a month's work. */
  crossing: { x: number; y: number } | null
  /** The estimate's label at the end of its line. */
  end: { at: number; label: string }
  table: { columns: string[]; rows: string[][] }
  answer: AnswerView
}

/** null: today's queue is not known. */
export function prepareStressChart(test: StressResult, controls: StressControls, start: Date): StressChartView | null {
  const { path, monthOfWork, overflowWeeks } = test
  const last = path.at(-1)
  if (!last) return null
  const values = path.map(({ value }) => value ?? 0)
  const highest = Math.max(monthOfWork * 1.08, ...values, ...path.map(({ high }) => high ?? 0), 1)
  const ticks = chooseTicks(highest, null)
  const top = ticks.at(-1) ?? 1
  const x = (week: number) => week / PATH_WEEKS
  const y = (waiting: number) => waiting / top
  const crossesAt = overflowWeeks.value
  const columns = ['Week', 'Low end', test.isLowerBound ? 'At most' : 'Estimate', 'High end']
  const rows = path.map(({ week, value, low, high }) => [
    week === 0 ? 'now' : `End of week ${week}, from ${formatDay(addWeeks(start, week - 1))}`,
    ...[low, value, high].map((waiting) => (waiting === null ? 'unknown' : formatCount(Math.round(waiting)))),
  ])
  return {
    title: findBacklog(test, controls),
    caption: `Model, not seen: reviews waiting at ${formatAsked(controls.multiple)} of those asked for today, from ${formatDay(start)} on; shaded, the interval${test.isLowerBound ? '. No limit was seen, so the queue would be anywhere in the shade' : ''}.`,
    ticks: ticks.map((tick) => ({ at: y(tick), label: formatCount(tick) })),
    weeks: [0, 4, 8, 12].map((week) => ({ at: x(week), label: week === 0 ? 'now' : `week ${week}` })),
    fan: path.map(({ week, value, low, high }) => ({ x: x(week), low: y(low ?? 0), high: y(high ?? value ?? 0) })),
    // Of a lower bound the estimate is the longest that the queue could be: the edge of the fan, and no line.
    line: test.isLowerBound ? [] : path.map(({ week, value }) => ({ x: x(week), y: y(value ?? 0) })),
    month: { at: y(monthOfWork), label: `a month’s work, ${test.isLowerBound ? '≥\u00a0' : ''}${formatCount(Math.round(monthOfWork))}` },
    crossing:
      !test.isLowerBound && crossesAt !== null && crossesAt > 0 && crossesAt <= PATH_WEEKS ? { x: x(crossesAt), y: y(monthOfWork) } : null,
    end: { at: y(values.at(-1) ?? 0), label: test.isLowerBound ? 'at most' : 'estimate' },
    table: { columns, rows },
    answer: {
      axis: 'share',
      domain: [0, 1],
      columns: columns.slice(1),
      points: path.map(({ week, value, low, high }, index) => {
        const [title = '', ...texts] = rows[index] ?? []
        return { x: x(week), heights: [low, value, high].map((waiting) => (waiting === null ? null : y(waiting))), title, texts }
      }),
    },
  }
}

function findBacklog(
  { overflowWeeks: { value, low }, backlogAfterMonth, backlogNow, isLowerBound }: StressResult,
  { multiple }: StressControls,
): string {
  const at = `At ${formatAsked(multiple)}`
  if (value === null) return `${at} the backlog is not known`
  if (value === 0) return isLowerBound ? 'More waits already than a month is known to answer' : 'More than a month’s work waits already'
  const week = (weeks: number) => `week ${formatCount(toWeekOf(weeks))}`
  if (value <= PATH_WEEKS)
    return `${at} the backlog would pass a month’s work in ${week(value)}${isLowerBound ? ' or later, or never' : ''}`
  if (value < Infinity)
    return `${at} the backlog ${isLowerBound ? 'may' : 'would'} grow, but stay below a month’s work for these twelve weeks`
  const isShrinking = (backlogAfterMonth.value ?? 0) < (backlogNow ?? 0)
  const estimate = isShrinking ? 'the backlog would shrink' : 'no backlog would build up'
  return low !== null && low <= PATH_WEEKS
    ? `${at} ${estimate}; at the high end it passes a month’s work in ${week(low)}`
    : `${at} ${estimate}`
}
