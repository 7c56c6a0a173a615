import type { ReviewCapacityReading, SeriesEntry } from '@/lib/metrics/document/readings'
import type { CapacityDetails } from '@/lib/metrics/document/scope-details'
import { formatCounted, formatRate } from '@/lib/pages/words/format-figures'
import { prepareWeeklyChart, type ChartMark, type ChartValue } from '@/lib/pages/figures/prepare-weekly-chart'
import type { Exhibit } from './exhibit'

/**
 * What arrives against what is answered: both estimates with their intervals, the counts of every single week as light
 * points, and the weeks in which work never ran out marked at the foot, because capacity is measured in them alone.
 */
export function prepareCapacityWeeks(
  title: string,
  { capacityPerWeek }: ReviewCapacityReading,
  series: readonly SeriesEntry[],
  weeks: CapacityDetails['weeks'],
): Exhibit {
  const blocks = series.map(({ readings }) => readings?.reviewCapacity ?? null)
  const counts = new Map(weeks.map((week) => [week.weekOn, week]))
  const ofWeek = series.map(({ from }) => counts.get(from) ?? null)
  const isLowerBound = capacityPerWeek.kind === 'lower_bound'
  const marks: ChartMark[] = [
    {
      key: 'demandRange',
      label: 'arrive, interval',
      kind: 'range',
      tone: 'soft',
      isLabelled: false,
      values: blocks.map((block) => toRange(block?.demandPerWeek.low, block?.demandPerWeek.high)),
      format: formatRange,
    },
    {
      key: 'capacityRange',
      label: 'answered, interval',
      kind: 'range',
      tone: 'accent',
      isLabelled: false,
      values: blocks.map((block) => toRange(block?.capacityPerWeek.low, block?.capacityPerWeek.high)),
      format: formatRange,
    },
    {
      key: 'opened',
      label: 'opened in the week',
      kind: 'dot',
      tone: 'soft',
      isLabelled: false,
      values: ofWeek.map((week) => week?.opened ?? null),
      format: formatCycles,
    },
    {
      key: 'completed',
      label: 'answered in the week',
      kind: 'dot',
      tone: 'accent',
      isLabelled: false,
      values: ofWeek.map((week) => week?.completed ?? null),
      format: formatCycles,
    },
    {
      key: 'demand',
      label: 'arrive',
      kind: 'line',
      tone: 'soft',
      isLabelled: true,
      values: blocks.map((block) => block?.demandPerWeek.mean ?? null),
      format: formatCycles,
    },
    {
      key: 'capacity',
      label: isLowerBound ? 'answered, at least' : 'answered',
      kind: 'line',
      tone: 'accent',
      isLabelled: true,
      values: blocks.map((block) => block?.capacityPerWeek.value ?? null),
      format: formatCycles,
    },
  ]
  const saturated = ofWeek.flatMap((week, index) => (week?.isSaturated ? [index] : []))
  const view = prepareWeeklyChart({
    id: 'capacity',
    axis: 'Review cycles a week',
    weeks: [...series],
    marks,
    formatTick: formatRate,
    highlights: saturated,
  })
  return {
    key: 'weeks',
    title,
    caption: [
      isLowerBound
        ? 'Lines: what arrives (13 weeks back, with its 95 % interval) and the best four weeks in a row (26 weeks back): the limit itself was not seen.'
        : 'Lines: what arrives (13 weeks back) and what is answered while work never runs out (26 weeks back), with 95 % intervals.',
      weeks.length === 0 ? '' : 'Points: single weeks, opened grey, answered blue.',
      weeks.length === 0
        ? ''
        : saturated.length === 0
          ? 'In none of them did work wait every day.'
          : `Marked at the foot: ${formatCounted(saturated.length, 'week')} in which work waited every day.`,
    ]
      .filter(Boolean)
      .join(' '),
    drawing: { kind: 'weeks', view },
    table: view.table,
    link: null,
    isPrinted: true,
  }
}

function toRange(low: number | null | undefined, high: number | null | undefined): ChartValue {
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : null
}

function formatCycles(value: ChartValue): string {
  return typeof value === 'number' ? formatRate(value) : 'no figure'
}

function formatRange(value: ChartValue): string {
  return Array.isArray(value) ? `${formatRate(value[0])}–${formatRate(value[1])}` : 'no figure'
}
