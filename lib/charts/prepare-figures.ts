import type { ReadingBlocks, SeriesEntry } from '@/lib/metrics/readings'
import { defineFigure, type FigureDefinition } from './define-figures'
import { formatHours, formatShare } from './format-figures'
import { isLowN } from './name-missing'
import { pickWeeklyPoints, type FigureKey, type WeeklyKey } from './pick-weekly-points'
import { prepareIntervalMark, type IntervalMarkView } from './prepare-interval-mark'
import { prepareSparkline, type SparklineView } from './prepare-sparkline'
import { prepareTrend, type Trend } from './prepare-trend'
import { printFigure, type FigurePrint } from './print-figure'

/** A figure as it is printed: a value with its unit, or the words that say why there is none; then what it rests on. */
export interface FigureView {
  key: FigureKey
  label: string
  value: NonNullable<FigurePrint['value']> | null
  /** Why there is no value. */
  absent: string | null
  /** Interval, and a second figure that must stand beside it. */
  interval: string | null
  /** What it was computed from. */
  n: string | null
  isLowN: boolean
  /** AI share: grey, since it has no good or bad. */
  isContext: boolean
  mark: IntervalMarkView | null
  sparkline: SparklineView | null
  trend: Trend
  definition: FigureDefinition
}

export interface FigureSource {
  readings: ReadingBlocks
  series: readonly SeriesEntry[]
  range: { from: string; to: string }
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
}

const SPARK_NAMES: Record<WeeklyKey, string> = {
  firstReview: 'Wait for a first review, weekday hours',
  confidence: 'Median time to confident merge',
  withoutConfidence: 'Share merged without confidence',
  catch: 'Defect catch rate',
  trail: 'Reasoning-trail coverage',
  ai: 'Lines assisted by AI, at least',
}

export function prepareFigures(source: FigureSource, weeks: number): FigureView[] {
  return FIGURE_KEYS.map((key) => prepareFigure(key, source, weeks))
}

export function prepareFigure(key: FigureKey, source: FigureSource, weeks: number): FigureView {
  const { readings, series, range } = source
  const weekly: WeeklyKey = key === 'capacity' ? 'firstReview' : key
  const points = pickWeeklyPoints(series, weekly)
  const trend = prepareTrend(points, range)
  const print = printFigure(key, readings)
  return {
    key,
    label: LABELS[key],
    value: print.value ?? null,
    absent: print.absent ?? null,
    interval: print.interval ?? null,
    n: print.n ?? null,
    isLowN: print.value ? isLowN(print.count ?? null) : false,
    isContext: key === 'ai',
    mark: key === 'capacity' ? prepareIntervalMark(readings.reviewCapacity) : null,
    sparkline: prepareSparkline(points, trend, { name: SPARK_NAMES[weekly], format: SPARK_FORMAT[weekly], weeks }),
    trend,
    definition: defineFigure(key, readings),
  }
}
