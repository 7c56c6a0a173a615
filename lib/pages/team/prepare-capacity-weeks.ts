import type { SeriesEntry } from '@/lib/metrics/document/readings'
import type { CapacityDetails } from '@/lib/metrics/document/scope-details'
import { formatCounted, formatRate } from '@/lib/pages/words/format-figures'
import { prepareWeeklyChart, type ChartMark, type ChartValue } from '@/lib/pages/figures/prepare-weekly-chart'
import type { Exhibit } from './exhibit'

/**
 * What is asked for against what is given: both estimates with their intervals, the counts of every single week as light
 * points, and the full weeks marked at the foot, because capacity is measured in them alone. A limit that was seen is a line; the
 * best four weeks in a row are points, because no line runs through what was never reached.
 */
export function prepareCapacityWeeks(title: string, series: readonly SeriesEntry[], weeks: CapacityDetails['weeks']): Exhibit {
  const blocks = series.map(({ readings }) => readings?.reviewCapacity ?? null)
  const counts = new Map(weeks.map((week) => [week.weekOn, week]))
  const ofWeek = series.map(({ from }) => counts.get(from) ?? null)
  const capacityOf = (kind: 'observed' | 'lower_bound') =>
    blocks.map((block) => (block?.capacityPerWeek.kind === kind ? block.capacityPerWeek : null))
  const [seen, unseen] = [capacityOf('observed'), capacityOf('lower_bound')]
  const isSeen = seen.some((capacity) => capacity?.value != null)
  const isUnseen = unseen.some((capacity) => capacity?.value != null)
  const marks: ChartMark[] = [
    {
      key: 'demandRange',
      label: 'asked for, interval',
      kind: 'range',
      tone: 'soft',
      isLabelled: false,
      values: blocks.map((block) => toRange(block?.demandPerWeek.low, block?.demandPerWeek.high)),
      format: formatRange,
    },
    {
      key: 'capacityRange',
      label: 'given in full weeks, interval',
      kind: 'range',
      tone: 'accent',
      isLabelled: false,
      values: seen.map((capacity) => toRange(capacity?.low, capacity?.high)),
      format: formatRange,
    },
    {
      key: 'opened',
      label: 'asked for in the week',
      kind: 'dot',
      tone: 'soft',
      isLabelled: false,
      values: ofWeek.map((week) => week?.opened ?? null),
      format: formatCycles,
    },
    {
      key: 'completed',
      label: 'given in the week',
      kind: 'dot',
      tone: 'accent',
      isLabelled: false,
      values: ofWeek.map((week) => week?.completed ?? null),
      format: formatCycles,
    },
    {
      key: 'demand',
      label: 'asked for',
      kind: 'line',
      tone: 'soft',
      isLabelled: true,
      values: blocks.map((block) => block?.demandPerWeek.mean ?? null),
      format: formatCycles,
    },
    {
      key: 'capacity',
      label: 'given in full weeks',
      kind: 'line',
      tone: 'accent',
      isLabelled: seen.at(-1)?.value != null,
      values: seen.map((capacity) => capacity?.value ?? null),
      format: formatCycles,
    },
    {
      key: 'atLeast',
      label: 'at least',
      kind: 'ring',
      tone: 'accent',
      isLabelled: unseen.at(-1)?.value != null,
      values: unseen.map((capacity) => capacity?.value ?? null),
      format: formatAtLeast,
    },
  ]
  const shown = marks.filter(({ key }) => (isSeen || !key.startsWith('capacity')) && (isUnseen || key !== 'atLeast'))
  const full = ofWeek.flatMap((week, index) => (week?.isSaturated ? [index] : []))
  const view = prepareWeeklyChart({
    id: 'capacity',
    axis: 'Review cycles a week',
    weeks: [...series],
    marks: shown,
    formatTick: formatRate,
    highlights: full,
  })
  return {
    key: 'weeks',
    title,
    caption: [
      'Grey line: reviews asked for (13 weeks back, with its 95 % interval).',
      isSeen ? 'Blue line: reviews given while every reviewer had fresh work (26 weeks back).' : '',
      isUnseen ? 'Rings: the best four weeks in a row (26 weeks back), where no limit was seen: at least so many can be given.' : '',
      weeks.length === 0 ? '' : 'Points: single weeks, asked for grey, given blue.',
      weeks.length === 0
        ? ''
        : full.length === 0
          ? 'In none of them did fresh work wait for every reviewer every day.'
          : `Marked at the foot: ${formatCounted(full.length, 'week')} in which fresh work waited for every reviewer every day.`,
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

function formatAtLeast(value: ChartValue): string {
  return typeof value === 'number' ? `≥\u00a0${formatRate(value)}` : 'no figure'
}
