import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import type { CapacityDetails } from '@/lib/metrics/document/scope-details'
import { TIERS } from '@/lib/policy/tiers'
import { keepLastAtEachPlace, type AnswerView } from '@/lib/pages/figures/answer'
import { formatCount, formatCounted, formatHours } from '@/lib/pages/words/format-figures'
import { NO_DETAILS } from './chapter'
import { missing, type Exhibit, type QueueView, type TableView } from './exhibit'
import { prepareHoursAxis } from './hours-axis'

/** The details keep no more (scope-details.ts). */
const MOST_WAITS = 200

/** What waits for a reviewer now: every open cycle a stroke at its age, a line for each tier. */
export function prepareQueueExhibit(
  queue: ReviewCapacityReading['queue'],
  waits: CapacityDetails['queue']['waits'] | null,
  href: string,
): Exhibit {
  const title = titleQueue(queue)
  if (queue.open === null) return missing('queue', title, 'Whether anything waits is not known.')
  if (waits === null) return missing('queue', title, NO_DETAILS)
  if (waits.length === 0)
    return missing('queue', title, queue.open > 0 ? 'The tiers of what waits are withheld.' : 'No pull request waits for a review.')
  const left = queue.open - waits.length
  return {
    key: 'queue',
    title,
    caption: `Each stroke is a review cycle that is open now, by its tier.${left > 0 ? ` ${formatCounted(left, 'more', 'more')} not drawn: ${waits.length < MOST_WAITS ? 'their tiers are withheld' : 'too many'}.` : ''}`,
    drawing: { kind: 'queue', view: prepareQueueAges(waits) },
    table: tabulateQueue(waits),
    link: { label: 'The pull requests that wait', href },
    isPrinted: true,
  }
}

function titleQueue({ open, oldestHours, ageP50Hours }: ReviewCapacityReading['queue']): string {
  if (open === null) return 'Waiting now: unknown'
  if (open === 0) return 'Nothing waits for a review now'
  const oldest = oldestHours === null ? '' : formatHours(oldestHours)
  if (open === 1) return `1 review waits now${oldest && `, for ${oldest}`}`
  const median = ageP50Hours === null || open < 6 ? '' : `, half of them for ${formatHours(ageP50Hours)} or more`
  return `${formatCounted(open, 'review')} wait now${median}${oldest && `, the oldest for ${oldest}`}`
}

export function prepareQueueAges(waits: CapacityDetails['queue']['waits']): QueueView {
  const axis = prepareHoursAxis(Math.max(0, ...waits.map(({ hours }) => hours)))
  const rows = groupByTier(waits)
  return {
    axis: 'Elapsed time waited, logarithmic',
    description: rows
      .map(({ tier, hours }) => `${tier}: ${formatCount(hours.length)}, oldest ${formatHours(Math.max(...hours))}`)
      .join('; '),
    ticks: axis.ticks.map(({ at, label }) => ({ at, label })),
    rows: rows.map(({ tier, hours }) => ({
      label: tier,
      count: formatCount(hours.length),
      ages: hours.map(axis.toPosition),
      oldest: formatHours(Math.max(...hours)),
      answer: answerAges(hours, axis.toPosition),
    })),
  }
}

/** Every stroke says its age, and how many of the tier wait so long or longer; of strokes on each other the oldest speaks. */
function answerAges(hours: readonly number[], toPosition: (hours: number) => number): AnswerView {
  const youngestFirst = hours.toSorted((a, b) => a - b)
  const points = youngestFirst.map((age, index) => ({
    x: toPosition(age),
    heights: [null],
    title: `Waits ${formatHours(age)}`,
    texts: [formatCount(hours.length - index)],
  }))
  return { axis: 'share', domain: [0, 1], columns: ['as long or longer'], points: keepLastAtEachPlace(points) }
}

function tabulateQueue(waits: CapacityDetails['queue']['waits']): TableView {
  return {
    columns: ['Tier', 'Waiting', 'Youngest', 'Oldest'],
    rows: groupByTier(waits).map(({ tier, hours }) => [
      tier,
      formatCount(hours.length),
      formatHours(Math.min(...hours)),
      formatHours(Math.max(...hours)),
    ]),
  }
}

/** The riskiest tier first. */
function groupByTier(waits: CapacityDetails['queue']['waits']): { tier: string; hours: number[] }[] {
  return TIERS.toReversed().flatMap((tier) => {
    const hours = waits.filter((wait) => wait.tier === tier).map((wait) => wait.hours)
    return hours.length === 0 ? [] : [{ tier, hours }]
  })
}
