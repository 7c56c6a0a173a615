import type { TimeToConfidentMergeReading } from '@/lib/metrics/readings'
import { formatCount, formatHours, formatHoursRange } from '../format-figures'
import { nameReason } from '../name-reasons'
import { nameStatus, nameTooFew } from '../name-missing'
import { prepareFigure } from '../prepare-figures'
import { prepareWeeklyChart, type ChartValue } from '../prepare-weekly-chart'
import { fact, type Chapter, type ChapterSource, type Fact } from './chapter'

export function prepareConfidenceChapter(source: ChapterSource): Chapter {
  const { readings, series } = source
  const figure = prepareFigure('confidence', source, 26)
  const without = prepareFigure('withoutConfidence', source, 26)
  const blocks = series.map(({ readings: week }) => week?.timeToConfidentMerge ?? null)
  return {
    key: 'confidence',
    name: 'Time to confident merge',
    finding: findConfidence(readings.timeToConfidentMerge, figure.trend.direction),
    trend: figure.trend.sentence,
    figures: [figure, without],
    chart: prepareWeeklyChart({
      id: 'confidence',
      axis: 'Hours from ready to confident merge, median of the week',
      weeks: [...series],
      formatTick: (value) => formatHours(value),
      band: figure.trend.limits,
      signals: figure.trend.signals.map(({ week }) => week),
      marks: [
        {
          key: 'interval',
          label: '95 % interval',
          kind: 'range',
          tone: 'accent',
          isLabelled: false,
          values: blocks.map((block) => toInterval(block)),
          format: (value) => (Array.isArray(value) ? formatHoursRange(value[0], value[1]) : 'open or none'),
        },
        {
          key: 'median',
          label: 'median',
          kind: 'line',
          tone: 'accent',
          isLabelled: true,
          values: blocks.map((block) => block?.p50Hours ?? null),
          format: formatMedian,
        },
      ],
    }),
    caption: 'Median of the pull requests that became ready in each week. A week whose median is not reached is a gap.',
    facts: listFacts(readings.timeToConfidentMerge),
  }
}

/** Intervals that are open above are left out of the drawing: their end is unknown, not large. */
function toInterval(block: TimeToConfidentMergeReading | null): ChartValue {
  if (!block || block.p50Low === null || block.p50High === null || block.p50Hours === null) return null
  return [block.p50Low, block.p50High]
}

function formatMedian(value: ChartValue): string {
  return typeof value === 'number' ? formatHours(value) : 'not reached or too few'
}

export function findConfidence(block: TimeToConfidentMergeReading, direction: 'up' | 'down' | null): string {
  if (block.p50Status === 'insufficient') return `No median yet: ${nameTooFew(block.n, 6, 'pull requests')}`
  if (block.p50Status === 'not_reached') return 'Fewer than half of the changes have reached a confident merge'
  if (block.p50Hours === null) return `Time to confident merge: ${nameStatus(block.p50Status)}`
  const change = direction === null ? '' : direction === 'up' ? ', longer than before' : ', sooner than before'
  return `Half of the changes are merged with confidence within ${formatHours(block.p50Hours)}${change}`
}

function listFacts(block: TimeToConfidentMergeReading): Fact[] {
  const facts: Fact[] = []
  Object.entries(block.reasons ?? {})
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 4)
    .forEach(([reason, count], index) => {
      const note = index === 0 ? 'merges without confidence; one can have several reasons' : null
      facts.push(fact(`${nameReason(reason).charAt(0).toUpperCase()}${nameReason(reason).slice(1)}`, formatCount(count), note))
    })
  if (block.indeterminate !== null) facts.push(fact('Indeterminate', formatCount(block.indeterminate), 'left out: GitHub no longer tells'))
  if (block.open !== null) facts.push(fact('Still open', formatCount(block.open), 'counted as waiting'))
  if (block.idleAfterConfidenceP50Hours !== null) {
    facts.push(fact('Idle after confidence', formatHours(block.idleAfterConfidenceP50Hours), 'median'))
  }
  if (block.plainTimeToMergeP50Hours !== null) {
    facts.push(fact('Plain time to merge', formatHours(block.plainTimeToMergeP50Hours), 'median, confident or not'))
  }
  return facts
}
