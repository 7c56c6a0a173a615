import { TOOL_DEFAULT_CHANGES } from '@/lib/attribution/tool-default-changes'
import { formatDay } from '@/lib/pages/words/format-dates'

/** Something that happened on a day and may have moved a line: named by plumbline.yml, or a tool's changed default. */
export interface ChartEvent {
  /** YYYY-MM-DD */
  date: string
  label: string
}

/** Where a mark stands over the weeks, and in which row its label is written so that no two labels touch. */
export interface ChartEventView {
  /** Share of the width from the left; a week's own point stands at its Monday. */
  at: number
  label: string
  /** 0 is the row next to the plot. */
  lane: number
  /** The label ends at its mark, because it would not fit to the right of it. */
  isLeftward: boolean
  /** Index of the week it falls into. */
  week: number
  /** "7 Sep: agents on by default" */
  title: string
}

const WEEK = 7 * 86_400_000
/** Width of a letter on the narrowest plot, a phone's, as a share of that plot: labels that do not touch there touch nowhere. */
const LETTER = 0.024

/** What an organisation says of itself and what tools did, by date; a day of both is told once, in the organisation's words. */
export function listChartEvents(own: readonly ChartEvent[]): ChartEvent[] {
  const known = TOOL_DEFAULT_CHANGES.filter(({ date }) => own.every((event) => event.date !== date))
  return [...own, ...known].map(({ date, label }) => ({ date, label })).toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** Only what lies within the weeks is placed. */
export function placeChartEvents(events: readonly ChartEvent[], weeks: readonly { from: string }[]): ChartEventView[] {
  const first = weeks[0]
  if (!first) return []
  const start = Date.parse(first.from)
  const last = Math.max(1, weeks.length - 1)
  const lanes: { from: number; to: number }[][] = []
  return events.flatMap(({ date, label }): ChartEventView[] => {
    const passed = (Date.parse(date) - start) / WEEK
    if (!(passed >= 0 && passed < weeks.length)) return []
    const at = Math.min(1, passed / last)
    const width = (label.length + 2) * LETTER
    const isLeftward = at + width > 1 && at > 0.5
    const span = isLeftward ? { from: at - width, to: at } : { from: at, to: at + width }
    const free = lanes.findIndex((lane) => lane.every(({ from, to }) => span.to <= from || span.from >= to))
    const lane = free < 0 ? lanes.length : free
    lanes[lane] = [...(lanes[lane] ?? []), span]
    return [{ at, label, lane, isLeftward, week: Math.floor(passed), title: `${formatDay(date)}: ${label}` }]
  })
}
