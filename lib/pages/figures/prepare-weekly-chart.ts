import { formatDay, formatMonth, toWeekNumber } from '@/lib/pages/words/format-dates'
import { placeOnAxis, toFirstWeek, type AnswerPoint, type AnswerView } from './answer'
import { placeChartEvents, type ChartEvent, type ChartEventView } from './prepare-chart-events'

/** What a mark says: the reading itself, its quieter companion, plain context, or a normal band behind both. */
export type Tone = 'accent' | 'soft' | 'context'

export type ChartValue = number | [number, number] | null

/** One quantity over the weeks. `values` stand in the order of the chart's weeks; null is a gap. */
export interface ChartMark {
  key: string
  label: string
  /** A dot is a single week's count beside an estimate that looks back over many; a ring a lower bound, which is no line. */
  kind: 'line' | 'range' | 'bar' | 'dot' | 'ring'
  tone: Tone
  values: ChartValue[]
  /** Written at the end of the line instead of a legend. */
  isLabelled: boolean
  /** How one value reads in the table and beside the pointer; a range gives both ends. */
  format: (value: ChartValue) => string
}

export interface WeeklyChartInput {
  id: string
  /** What the vertical axis counts, with its unit. */
  axis: string
  weeks: { week: string; from: string }[]
  marks: ChartMark[]
  /** Ticks carry the unit. */
  formatTick: (value: number) => string
  /** A strip has room for its ends alone. */
  hasFewTicks?: boolean
  /** Shares end at 1. */
  ceiling?: number
  band?: { low: number; high: number; mean: number } | null
  signals?: string[]
  /** Indexes of weeks that are marked at the foot of the plot. */
  highlights?: number[]
  /** Dated things beside the weeks; only those within them are drawn. */
  events?: readonly ChartEvent[]
  /** Weeks whose figure is still open, with the words that say why. */
  unsettled?: { from: number; label: string } | null
}

/** Everything decided: the component only scales. Values are in units of the axis, labels are ready. */
export interface WeeklyChartView {
  id: string
  axis: string
  rows: ChartRow[]
  /** The width of a week, as a share of the plot; a bar stands in the middle of its own. */
  slot: number
  marks: ChartMarkView[]
  domain: [number, number]
  ticks: { value: number; label: string }[]
  /** Indexes of weeks that begin a month, with the month's name. */
  months: { index: number; label: string }[]
  band: { low: number; high: number; mean: number } | null
  signals: { index: number; value: number }[]
  highlights: number[]
  events: ChartEventView[]
  endLabels: { text: string; tone: Tone; at: number }[]
  unsettled: { from: number; label: string } | null
  /** No week has a figure: the frame says so instead of staying blank. */
  isEmpty: boolean
  answer: AnswerView
  table: { columns: string[]; rows: string[][] }
}

export type ChartMarkView = Pick<ChartMark, 'key' | 'label' | 'kind' | 'tone'>

/** A week: where it stands, as a share of the width, and its values by mark. */
export interface ChartRow {
  at: number
  values: Record<string, ChartValue>
}

export function prepareWeeklyChart(input: WeeklyChartInput): WeeklyChartView {
  const { marks, weeks } = input
  const numbers = marks.flatMap(({ values }) => values.flatMap((value) => (Array.isArray(value) ? value : value === null ? [] : [value])))
  const highest = Math.max(0, ...numbers, input.band?.high ?? 0)
  const ticks = chooseTicks(Math.min(highest, input.ceiling ?? highest), input.ceiling ?? null)
  const top = ticks.at(-1) ?? 1
  const events = placeChartEvents(input.events ?? [], weeks)
  const answer = toAnswer(weeks, marks, top)
  const line = marks.find(({ kind, tone }) => kind === 'line' && tone === 'accent')
  return {
    id: input.id,
    axis: input.axis,
    rows: answer.points.map(({ x }, index) => ({
      at: placeOnAxis(answer.domain, x),
      values: Object.fromEntries(marks.map(({ key, values }) => [key, values[index] ?? null])),
    })),
    slot: 1 / Math.max(1, weeks.length),
    marks: marks.map(({ key, label, kind, tone }) => ({ key, label, kind, tone })),
    domain: [0, top],
    ticks: (input.hasFewTicks ? [0, top] : ticks).map((value) => ({ value, label: input.formatTick(value) })),
    months: findMonths(weeks),
    band: input.band ? { low: Math.max(0, input.band.low), high: Math.min(input.band.high, top), mean: input.band.mean } : null,
    signals: (input.signals ?? []).flatMap((week) => {
      const index = weeks.findIndex((entry) => entry.week === week)
      const value = line?.values[index] ?? null
      return typeof value === 'number' ? [{ index, value }] : []
    }),
    highlights: input.highlights ?? [],
    events,
    endLabels: placeEndLabels(marks, top),
    unsettled: input.unsettled ?? null,
    isEmpty: numbers.length === 0,
    answer,
    table: toTable(answer, events),
  }
}

/** Bars stand in the middle of their weeks, lines run from the first week at one edge to the last at the other. */
function toAnswer(weeks: WeeklyChartInput['weeks'], marks: readonly ChartMark[], top: number): AnswerView {
  const first = toFirstWeek(weeks)
  const inset = marks.some(({ kind }) => kind === 'bar') ? 0.5 : 0
  const lines = marks.filter(({ kind }) => kind === 'line' || kind === 'ring')
  return {
    axis: 'weeks',
    domain: [first - inset, first + Math.max(1, weeks.length - 1 + 2 * inset) - inset],
    columns: marks.map(({ label }) => label),
    points: weeks.map(({ week, from }, index): AnswerPoint => ({
      x: first + index,
      heights: lines.map(({ values }) => toHeight(values[index] ?? null, top)),
      title: `Week ${toWeekNumber(week)}, from ${formatDay(from)}`,
      texts: marks.map(({ values, format }) => format(values[index] ?? null)),
    })),
  }
}

function toHeight(value: ChartValue, top: number): number | null {
  return typeof value === 'number' ? value / top : null
}

/** What happened beside the weeks is a column only where something did. */
function toTable({ columns, points }: AnswerView, events: readonly ChartEventView[]): WeeklyChartView['table'] {
  const hasEvents = events.length > 0
  const happened = (index: number) =>
    events
      .filter(({ week }) => week === index)
      .map(({ title }) => title)
      .join('; ')
  return {
    columns: ['Week', ...columns, ...(hasEvents ? ['beside it'] : [])],
    rows: points.map(({ title, texts }, index) => [title, ...texts, ...(hasEvents ? [happened(index)] : [])]),
  }
}

/** Three to five round steps from zero that reach the highest value. */
export function chooseTicks(highest: number, ceiling: number | null): number[] {
  const reach = highest > 0 ? highest : 1
  const rough = reach / 4
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * magnitude >= rough - 1e-12) ?? 10) * magnitude
  const count = Math.ceil(reach / step - 1e-9)
  const ticks = Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)))
  return ceiling === null
    ? ticks
    : ticks.map((tick) => Math.min(tick, ceiling)).filter((tick, index, all) => index === 0 || tick !== all[index - 1])
}

/** The first week of every month but the first, which may be a stub. */
function findMonths(weeks: readonly { from: string }[]): { index: number; label: string }[] {
  return weeks.flatMap(({ from }, index) => {
    const before = weeks[index - 1]
    return before && before.from.slice(0, 7) !== from.slice(0, 7) ? [{ index, label: formatMonth(from) }] : []
  })
}

const LABEL_DISTANCE = 0.11

/** Labels at the ends of lines, as shares of the height from the bottom, pushed apart where they would touch. */
function placeEndLabels(marks: readonly ChartMark[], top: number): WeeklyChartView['endLabels'] {
  const labels = marks
    .filter(({ isLabelled }) => isLabelled)
    .flatMap(({ label, tone, values }) => {
      const last = values.findLast((value) => value !== null)
      if (last === null || last === undefined) return []
      const value = Array.isArray(last) ? (last[0] + last[1]) / 2 : last
      return [{ text: label, tone, at: Math.min(1, value / top) }]
    })
    .toSorted((a, b) => a.at - b.at)
  let floor = 0
  for (const label of labels) {
    label.at = Math.max(label.at, floor)
    floor = label.at + LABEL_DISTANCE
  }
  const overflow = (labels.at(-1)?.at ?? 0) - 1
  return overflow > 0 ? labels.map((label) => ({ ...label, at: label.at - overflow })) : labels
}
