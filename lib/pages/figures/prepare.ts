import type { ReadingBlocks, SeriesEntry } from '@/lib/metrics/document/readings'
import { formatDay, toWeekNumber } from '@/lib/pages/words/format-dates'
import { defineFigure, type FigureDefinition } from './define'
import { formatHours, formatShare } from '@/lib/pages/words/format-figures'
import { isLowN } from '@/lib/pages/words/name-missing'
import { pickWeeklyPoints, type FigureKey, type WeeklyKey } from './pick-weekly-points'
import { prepareIntervalMark, type IntervalMarkView } from './prepare-interval-mark'
import { prepareSparkline, type SparklineView } from './prepare-sparkline'
import { prepareTrend, type Trend } from './prepare-trend'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { printFigure, type FigurePrint } from './print'

/** The figures that only the organisation has beside those of a team. */
export type OrganizationFigureKey = 'tightest' | 'confidentShare' | 'risky' | 'independent'
export type FigureViewKey = FigureKey | OrganizationFigureKey

/** One of the three that stand in the place of one number. */
export interface FigureRowView {
  name: string
  href: string
  value: string
  mark: IntervalMarkView
}

/** The figure's own weeks, larger than beside the number, and as text. */
export interface FigureHistory {
  sparkline: SparklineView
  weeks: { title: string; text: string }[]
}

/** A figure as it is printed: a value with its unit, or the words that say why there is none; then what it rests on. */
export interface FigureView {
  key: FigureViewKey
  label: string
  value: NonNullable<FigurePrint['value']> | null
  /** Why there is no value. */
  absent: string | null
  /** Interval, and a second figure that must stand beside it. */
  interval: string | null
  /** In a few words each, what no reader may miss beside it; empty: nothing. */
  beside: string[]
  /** What it was computed from. */
  n: string | null
  isLowN: boolean
  /** AI share: grey, since it has no good or bad. */
  isContext: boolean
  mark: IntervalMarkView | null
  /** In place of value, interval and drawing; empty where the figure is one number. */
  rows: FigureRowView[]
  sparkline: SparklineView | null
  trend: Trend
  definition: FigureDefinition
  /** null: too few weeks, or a figure without weeks. */
  history: FigureHistory | null
}

export interface FigureSource {
  readings: ReadingBlocks
  series: readonly SeriesEntry[]
  range: { from: string; to: string }
}

export const NO_DRAWING: Pick<FigureView, 'sparkline' | 'trend'> = {
  sparkline: null,
  trend: { limits: null, signals: [], direction: null, pastWeek: null, sentence: '' },
}

export const FIGURE_KEYS: readonly FigureKey[] = ['capacity', 'confidence', 'withoutConfidence', 'catch', 'trail', 'ai']

const LABELS: Record<FigureKey, string> = {
  capacity: 'Review headroom',
  confidence: 'Time to confident merge',
  withoutConfidence: 'Merged without confidence',
  catch: 'Defect catch rate',
  trail: 'Reasoning trail',
  ai: 'AI share of lines',
}

const SPARK_FORMAT: Record<WeeklyKey, (value: number) => string> = {
  firstReview: (value) => formatHours(value, 'weekday'),
  confidence: (value) => formatHours(value),
  withoutConfidence: formatShare,
  catch: formatShare,
  trail: formatShare,
  ai: formatShare,
  confidentShare: formatShare,
  risky: formatShare,
}

const SPARK_NAMES: Record<WeeklyKey, string> = {
  firstReview: 'Wait for a first review, weekday hours',
  confidence: 'Median time to confident merge',
  withoutConfidence: 'Share merged without confidence',
  catch: 'Defect catch rate',
  trail: 'Reasoning-trail coverage',
  ai: 'Lines assisted by AI, at least',
  confidentShare: 'Share merged with confidence',
  risky: 'Reasoning-trail coverage of T2 and T3',
}

export function prepareFigures(source: FigureSource, weeks: number): FigureView[] {
  return FIGURE_KEYS.map((key) => ({ ...prepareFigure(key, source, weeks), history: prepareHistory(toWeekly(key), source) }))
}

/** Without its history: a table has hundreds of these. */
export function prepareFigure(key: FigureKey, source: FigureSource, weeks: number): FigureView {
  const { readings } = source
  const drawing = prepareDrawing(toWeekly(key), source, weeks)
  return {
    key,
    label: LABELS[key],
    ...toPrinted(printFigure(key, readings)),
    isContext: key === 'ai',
    mark: key === 'capacity' ? prepareIntervalMark(readings.reviewCapacity) : null,
    rows: [],
    ...drawing,
    definition: defineFigure(key, readings),
    history: null,
  }
}

export function toPrinted(print: FigurePrint): Pick<FigureView, 'value' | 'absent' | 'interval' | 'beside' | 'n' | 'isLowN'> {
  return {
    value: print.value ?? null,
    absent: print.absent ?? null,
    interval: print.interval ?? null,
    beside: print.beside ?? [],
    n: print.n ?? null,
    isLowN: print.value ? isLowN(print.count ?? null) : false,
  }
}

/** Weeks beside the range are no drawing of a figure that is hidden, or of a range in which nothing happened. */
export function prepareDrawing(
  key: WeeklyKey,
  { readings, series, range }: FigureSource,
  weeks: number,
): Pick<FigureView, 'sparkline' | 'trend'> {
  if (isWithheld(readings)) return NO_DRAWING
  const points = pickWeeklyPoints(series, key)
  const trend = prepareTrend(points, range)
  return { trend, sparkline: prepareSparkline(points, trend, { name: SPARK_NAMES[key], format: SPARK_FORMAT[key], weeks }) }
}

/** All the weeks there are, as a course and as text. */
export function prepareHistory(key: WeeklyKey, source: FigureSource): FigureHistory | null {
  const { sparkline } = prepareDrawing(key, source, source.series.length)
  if (!sparkline) return null
  const points = pickWeeklyPoints(source.series, key)
  return {
    sparkline,
    weeks: points.map(({ week, from, value }) => ({
      title: `Week ${toWeekNumber(week)}, from ${formatDay(from)}`,
      text: value === null ? 'no figure' : SPARK_FORMAT[key](value),
    })),
  }
}

function toWeekly(key: FigureKey): WeeklyKey {
  return key === 'capacity' ? 'firstReview' : key
}
