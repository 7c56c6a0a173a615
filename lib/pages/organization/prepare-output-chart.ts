import type { AiShareReading, SeriesEntry } from '@/lib/metrics/document/readings'
import { formatCount, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { pickAssisted, type WeeklyPoint } from '@/lib/pages/figures/pick-weekly-points'
import { listChartEvents, type ChartEvent } from '@/lib/pages/figures/prepare-chart-events'
import { pickDirection, prepareTrend, type Trend } from '@/lib/pages/figures/prepare-trend'
import { prepareWeeklyChart, type ChartValue, type WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'

/** Output against confidence, with AI's share as a strip on the same weeks. */
export interface OutputChartView {
  title: string
  caption: string
  output: WeeklyChartView
  ai: WeeklyChartView
}

/** `own`: what plumbline.yml says happened on which day. */
export function prepareOutputChart(
  series: readonly SeriesEntry[],
  range: { from: string; to: string },
  own: readonly ChartEvent[] = [],
): OutputChartView {
  const events = listChartEvents(own)
  const spans = series.map(({ readings }) => readings && toSpan(readings.aiShare))
  const merged = pick(series, (entry) => entry.readings?.pullRequests.merged ?? null)
  const confident = pick(series, (entry) => entry.readings?.timeToConfidentMerge.confident ?? null)
  const settled = withoutOpenWeeks(series, merged)
  const mergedTrend = prepareTrend(settled, range)
  const confidentTrend = prepareTrend(withoutOpenWeeks(series, confident), range)
  const count = (value: ChartValue) => (typeof value === 'number' ? formatCount(value) : 'no figure')
  return {
    title: nameOutput(mergedTrend, confidentTrend, findShareMove(series, range)),
    caption: 'Pull requests by the week they became ready. The area between the lines was merged without confidence, or cannot be judged.',
    output: prepareWeeklyChart({
      id: 'output',
      events,
      axis: 'Pull requests a week',
      weeks: [...series],
      formatTick: formatCount,
      marks: [
        {
          key: 'gap',
          label: 'between',
          kind: 'range',
          tone: 'context',
          isLabelled: false,
          values: series.map((_, index) => toRange(confident[index]?.value ?? null, merged[index]?.value ?? null)),
          format: (value) => (Array.isArray(value) ? formatCount(value[1] - value[0]) : 'no figure'),
        },
        {
          key: 'merged',
          label: 'merged',
          kind: 'line',
          tone: 'soft',
          isLabelled: true,
          values: merged.map(({ value }) => value),
          format: count,
        },
        {
          key: 'confident',
          label: 'with confidence',
          kind: 'line',
          tone: 'accent',
          isLabelled: true,
          values: confident.map(({ value }) => value),
          format: count,
        },
      ],
    }),
    ai: prepareWeeklyChart({
      id: 'output-ai',
      axis: 'Lines assisted by AI, at least',
      hasFewTicks: true,
      weeks: [...series],
      events,
      formatTick: formatShare,
      ceiling: 1,
      marks: [
        ...(spans.some((span) => span !== null)
          ? [
              {
                key: 'ai-span',
                label: 'low to high end',
                kind: 'range' as const,
                tone: 'context' as const,
                isLabelled: false,
                values: spans,
                format: formatSpan,
              },
            ]
          : []),
        {
          key: 'ai',
          label: 'AI share',
          kind: 'line',
          tone: 'context',
          isLabelled: true,
          values: series.map(({ readings }) => (readings ? pickAssisted(readings.aiShare) : null)),
          format: (value) => (typeof value === 'number' ? formatShare(value) : 'not enough evidence'),
        },
      ],
    }),
  }
}

function pick(series: readonly SeriesEntry[], read: (entry: SeriesEntry) => number | null): WeeklyPoint[] {
  return series.map((entry) => ({ week: entry.week, from: entry.from, value: read(entry) }))
}

/** Weeks with a fifth or more of their pull requests still open would look like a fall in output. */
function withoutOpenWeeks(series: readonly SeriesEntry[], points: readonly WeeklyPoint[]): WeeklyPoint[] {
  return points.map((point, index) => {
    const counts = series[index]?.readings?.pullRequests
    const isOpen = counts && counts.open !== null && counts.ready !== null && counts.open >= counts.ready / 5
    return isOpen ? { ...point, value: null } : point
  })
}

/** Both ends are known only in weeks with evidence for most lines. */
function toSpan({ display, lower, upper }: AiShareReading): ChartValue {
  return display === 'range' && lower !== null && upper !== null ? [lower, upper] : null
}

function formatSpan(value: ChartValue): string {
  return Array.isArray(value) ? formatShareRange(value[0], value[1]) : 'not enough evidence'
}

function toRange(low: number | null, high: number | null): ChartValue {
  return low === null || high === null ? null : [low, high]
}

/**
 * Whether a smaller or larger part of what was merged was confident, though neither count left its band: the same judgement
 * as the sentence at the head of the page, so that the two never seem to disagree.
 */
function findShareMove(series: readonly SeriesEntry[], range: { from: string; to: string }): 'up' | 'down' | null {
  const trend = prepareTrend(
    pick(series, (entry) => entry.readings?.timeToConfidentMerge.withoutConfidenceShare.value ?? null),
    range,
  )
  let confident = 0
  let without = 0
  for (const { from, readings } of series) {
    if (from < range.from || from >= range.to || !readings) continue
    confident += readings.timeToConfidentMerge.confident ?? 0
    without += readings.timeToConfidentMerge.withoutConfidence ?? 0
  }
  const move = pickDirection(trend, confident + without === 0 ? null : without / (confident + without))
  return move === null ? null : move === 'up' ? 'down' : 'up'
}

/** `share`: where the part that was confident went. */
function nameOutput(merged: Trend, confident: Trend, share: 'up' | 'down' | null = null): string {
  if (!merged.limits || !confident.limits) return 'What was merged, and what of it with confidence'
  const output = merged.direction === 'up' ? 'More was merged' : merged.direction === 'down' ? 'Less was merged' : 'Output held steady'
  if (confident.direction === merged.direction) {
    return merged.direction === null
      ? share === null
        ? 'Output and confident merges stayed within normal variation'
        : `Both counts stayed within normal variation; a ${share === 'up' ? 'larger' : 'smaller'} share of the merges was confident`
      : `${output}, and ${merged.direction === 'up' ? 'more' : 'less'} with confidence`
  }
  if (confident.direction === null) return `${output}; what was confidently merged did not change`
  return `${output}; what was confidently merged ${confident.direction === 'up' ? 'rose' : 'fell'}`
}
