import type { Trend } from './prepare-trend'
import { splitAtGaps, type WeeklyPoint } from './pick-weekly-points'

/** Points in the unit square, x to the right, y upwards; the component only scales and strokes. */
export interface SparkPoint {
  x: number
  y: number
}

export interface SparklineView {
  /** Lines between neighbouring weeks; a missing week breaks them. */
  runs: SparkPoint[][]
  /** Limits of normal variation over the baseline; null: the baseline is too short. */
  band: { low: number; high: number } | null
  mean: number | null
  /** The latest signal, if there is one among the drawn weeks; more dots than that are noise at this size. */
  signal: SparkPoint | null
  last: SparkPoint | null
  description: string
}

export interface SparklineOptions {
  /** What the points are, for the text equivalent: "Merged without confidence". */
  name: string
  format: (value: number) => string
  /** How many of the latest weeks are drawn. */
  weeks: number
}

const PADDING = 0.12
/** Fewer are a handful of dots, not a course. */
const MINIMUM_POINTS = 4

export function prepareSparkline(points: readonly WeeklyPoint[], trend: Trend, options: SparklineOptions): SparklineView | null {
  const drawn = points.slice(-options.weeks)
  const values = drawn.flatMap(({ value }) => (value === null ? [] : [value]))
  if (values.length < MINIMUM_POINTS) return null
  const { limits } = trend
  const reach = limits ? [...values, Math.max(0, limits.low), limits.high] : values
  const bottom = Math.min(...reach)
  const top = Math.max(...reach)
  const span = top - bottom || Math.abs(top) || 1
  const toY = (value: number) => PADDING + (1 - 2 * PADDING) * (top === bottom ? 0.5 : (value - bottom) / span)
  const toX = (index: number) => (drawn.length > 1 ? index / (drawn.length - 1) : 0.5)
  const placed = drawn.map(({ week, value }, index) => (value === null ? null : { week, x: toX(index), y: toY(value) }))
  const known = placed.filter((point) => point !== null)
  const signalled = trend.signals.at(-1)?.week
  const signal = known.find(({ week }) => week === signalled)
  const last = placed.at(-1) ?? null
  return {
    runs: splitAtGaps(placed, (point) => point === null).map((run) => run.filter((point) => point !== null).map(toPoint)),
    band: limits ? { low: toY(Math.max(0, limits.low)), high: toY(limits.high) } : null,
    mean: limits ? toY(limits.mean) : null,
    signal: signal ? toPoint(signal) : null,
    last: last && toPoint(last),
    description: describe(values, drawn.length, trend, options),
  }
}

function toPoint({ x, y }: SparkPoint): SparkPoint {
  return { x, y }
}

function describe(values: number[], weeks: number, trend: Trend, { name, format }: SparklineOptions): string {
  const first = values.at(0) ?? 0
  const latest = values.at(-1) ?? 0
  const missing = weeks - values.length
  const gaps = missing === 0 ? '' : ` ${missing} without a figure.`
  const range = `${name}, ${weeks} weeks: from ${format(first)} to ${format(latest)}, between ${format(Math.min(...values))} and ${format(Math.max(...values))}.`
  return `${range}${gaps} ${trend.sentence}`
}
