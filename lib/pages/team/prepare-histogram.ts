import type { Distribution } from '@/lib/metrics/document/scope-details'
import type { AnswerView } from '@/lib/pages/figures/answer'
import { formatCount, formatRate } from '@/lib/pages/words/format-figures'
import type { HistogramView, TableView } from './exhibit'

export interface HistogramInput {
  axis: string
  distribution: Distribution
  /** Bars at or above it are drawn quieter: they are past the limit. */
  limit?: { value: number; label: string } | null
  marks?: { value: number | null; label: string }[]
}

/**
 * Counts between bounds as bars of equal width: the bounds grow about twofold, so the axis is logarithmic in effect.
 * Null: nothing was counted.
 */
export function prepareHistogram({ axis, distribution, limit = null, marks = [] }: HistogramInput): HistogramView | null {
  const { bounds, counts } = distribution
  const highest = Math.max(0, ...counts)
  if (highest === 0) return null
  const limitAt = limit === null ? 0 : placeOnBars(bounds, limit.value)
  const { rows } = tabulateHistogram(distribution, 'h')
  return {
    axis,
    description: rows
      .filter(([, count]) => count !== '0')
      .map(([span, count]) => `${span}: ${count}`)
      .join(', '),
    bars: counts.map((count, index) => ({
      count,
      height: count / highest,
      tone: limit !== null && (bounds[index] ?? 0) >= limit.value ? 'soft' : 'accent',
    })),
    edges: bounds.map(formatRate),
    limit: limit === null ? null : { at: limitAt, label: limit.label, side: limitAt > 0.7 ? 'left' : 'right' },
    marks: joinMarks(
      marks
        .flatMap(({ value, label }) =>
          value === null ? [] : [placeMark(placeOnBars(bounds, value), label, limit === null ? null : limitAt)],
        )
        .toSorted((a, b) => a.at - b.at),
    ),
    answer: answerBars(rows),
  }
}

/** In the middle of each bar. */
function answerBars(rows: TableView['rows']): AnswerView {
  return {
    axis: 'share',
    domain: [0, 1],
    columns: ['count'],
    points: rows.map(([span = '', ...texts], index) => ({ x: (index + 0.5) / rows.length, heights: [null], title: `${span} h`, texts })),
  }
}

export const MEDIAN = 'p50'

/** The median's label stands at the left of its line and any other at the right, unless the limit or the edge leaves no room there. */
function placeMark(at: number, label: string, limitAt: number | null): HistogramView['marks'][number] {
  const isNearLimit = limitAt !== null && Math.abs(limitAt - at) < LABEL_WIDTH
  const isLeft = isNearLimit ? at < limitAt : label === MEDIAN && at > LABEL_WIDTH
  return { at, label, side: isLeft || at > 1 - LABEL_WIDTH ? 'left' : 'right' }
}

/** Of the plot, on a phone. */
const LABEL_WIDTH = 0.12

/** Where the label of one would run into the next one's, the two share one on the outer side: "p50, p75". */
function joinMarks([first, ...others]: HistogramView['marks']): HistogramView['marks'] {
  const [second, ...rest] = others
  if (!first || !second) return first ? [first] : []
  const between = (first.side === 'right' ? LABEL_WIDTH : 0) + (second.side === 'left' ? LABEL_WIDTH : 0)
  if (second.at - first.at >= between) return [first, ...joinMarks(others)]
  const label = `${first.label}, ${second.label}`
  const isRight = second.side === 'right' && second.at <= 1 - 2 * LABEL_WIDTH
  const joined: HistogramView['marks'] = isRight
    ? [
        { ...first, label: '' },
        { ...second, label, side: 'right' },
      ]
    : [
        { ...first, label, side: 'left' },
        { ...second, label: '' },
      ]
  return [...joined, ...rest]
}

/** Inside a bar a value stands in proportion; above the last bound its place is unknown, so it stands at that bar's middle. */
export function placeOnBars(bounds: readonly number[], value: number): number {
  const index = Math.max(
    0,
    bounds.findLastIndex((bound) => bound <= value),
  )
  const from = bounds[index] ?? 0
  const to = bounds[index + 1]
  const inside = to === undefined ? (value === from ? 0 : 0.5) : Math.min(1, Math.max(0, (value - from) / (to - from)))
  return (index + inside) / Math.max(1, bounds.length)
}

export function tabulateHistogram({ bounds, counts }: Distribution, unit: string): TableView {
  return {
    columns: [`From – to, ${unit}`, 'Count'],
    rows: counts.map((count, index) => {
      const to = bounds[index + 1]
      const from = formatRate(bounds[index] ?? 0)
      return [to === undefined ? `${from} or more` : `${from} – ${formatRate(to)}`, formatCount(count)]
    }),
  }
}
