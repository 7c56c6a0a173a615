import type { ReviewCapacityReading } from '@/lib/metrics/readings'
import { formatCount, formatCounted, formatHours, formatMultiple, formatRate, formatShare, formatShareRange } from '../format-figures'
import { nameStatus } from '../name-missing'
import { prepareFigure } from '../prepare-figures'
import { prepareWeeklyChart, type ChartMark, type ChartValue } from '../prepare-weekly-chart'
import { fact, type Chapter, type ChapterSource, type Fact } from './chapter'

const TWICE = { yes: 'yes, as far as it was seen', no: 'no', not_shown: 'not shown either way' }

export function prepareCapacityChapter(source: ChapterSource): Chapter {
  const { readings, series } = source
  const capacity = readings.reviewCapacity
  const figure = prepareFigure('capacity', source, 26)
  const blocks = series.map(({ readings: week }) => week?.reviewCapacity ?? null)
  const marks: ChartMark[] = [
    {
      key: 'demandRange',
      label: 'arrive, interval',
      kind: 'range',
      tone: 'soft',
      isLabelled: false,
      values: blocks.map((block) => toRange(block?.demandPerWeek.low ?? null, block?.demandPerWeek.high ?? null)),
      format: formatRange,
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
      label: capacity.capacityPerWeek.kind === 'lower_bound' ? 'answered, at least' : 'answered',
      kind: 'line',
      tone: 'accent',
      isLabelled: true,
      values: blocks.map((block) => block?.capacityPerWeek.value ?? null),
      format: formatCycles,
    },
  ]
  return {
    key: 'capacity',
    name: 'Review capacity',
    finding: findCapacity(capacity),
    trend: `Wait for a first review: ${figure.trend.sentence.charAt(0).toLowerCase()}${figure.trend.sentence.slice(1)}`,
    figures: [figure],
    chart: prepareWeeklyChart({ id: 'capacity', axis: 'Review cycles a week', weeks: [...series], marks, formatTick: formatRate }),
    caption: 'Review cycles that open and that can be closed a week; each point looks back 13 and 26 weeks.',
    facts: listFacts(capacity),
  }
}

export function findCapacity({ headroom, capacityPerWeek, twice, status }: ReviewCapacityReading): string {
  if (headroom.value === null) return `Headroom: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
  if (headroom.high !== null && headroom.high < 1) return 'More reviews arrive than are answered'
  if (twice === 'no') {
    return headroom.low !== null && headroom.low >= 1 ? 'Reviews keep up, but not with twice the changes' : 'Reviews arrive about as fast as they are answered'
  }
  if (twice === 'yes') return 'Review has shown room for twice the changes'
  if (capacityPerWeek.kind === 'lower_bound') return `The limit was not reached: there is room for at least ${formatMultiple(headroom.value)} of today’s reviews`
  return headroom.low !== null && headroom.low >= 1 ? 'Reviews keep up; room for twice the changes is not shown' : 'Whether reviews keep up is not shown'
}

function listFacts(block: ReviewCapacityReading): Fact[] {
  const { firstReview, slo, queue } = block
  const facts = [fact('Twice the changes?', TWICE[block.twice], 'from passive data')]
  if (firstReview.n !== null) {
    const wait = firstReview.p50WeekdayHours === null ? 'not enough evidence' : formatHours(firstReview.p50WeekdayHours, 'weekday')
    const p75 = firstReview.p75WeekdayHours === null ? '' : `p75 ${formatHours(firstReview.p75WeekdayHours, 'weekday')}, `
    facts.push(fact('Wait for a first review', wait, `${p75}weekday hours, n ${formatCount(firstReview.n)}`))
  }
  if (slo.attainment !== null && slo.n !== null) {
    facts.push(
      fact(`Answered within ${formatHours(slo.limitWeekdayHours, 'weekday')}`, formatShare(slo.attainment), `${formatShareRange(slo.low, slo.high)}, n ${formatCount(slo.n)}, target ${formatShare(slo.target)}`),
    )
  }
  if (slo.budgetUsed !== null && slo.missed !== null) {
    facts.push(fact('Review error budget used', formatShare(slo.budgetUsed), `${formatCount(slo.missed)} missed`, slo.budgetUsed > 1))
  }
  if (queue.open !== null) {
    const oldest = queue.oldestHours === null ? '' : `oldest ${formatHours(queue.oldestHours)}`
    const median = queue.ageP50Hours === null ? '' : `, half older than ${formatHours(queue.ageP50Hours)}`
    facts.push(fact('Waiting now', formatCounted(queue.open, 'cycle'), oldest === '' ? null : `${oldest}${median}`))
  }
  if (block.effectiveReviewers !== null) {
    const top = block.topShare === null ? null : `the busiest carries ${formatShare(block.topShare)}`
    facts.push(fact('Effective reviewers', formatRate(block.effectiveReviewers), top))
  }
  return facts
}

function toRange(low: number | null, high: number | null): ChartValue {
  return low === null || high === null ? null : [low, high]
}

function formatCycles(value: ChartValue): string {
  return typeof value === 'number' ? formatRate(value) : 'no figure'
}

function formatRange(value: ChartValue): string {
  return Array.isArray(value) ? `${formatRate(value[0])}–${formatRate(value[1])}` : 'no figure'
}
