import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import type { CapacityDetails } from '@/lib/metrics/document/scope-details'
import {
  formatCount,
  formatCounted,
  formatHours,
  formatMultiple,
  formatMultipleRange,
  formatRate,
  formatShare,
  formatShareRange,
} from '@/lib/pages/words/format-figures'
import { nameStatus } from '@/lib/pages/words/name-missing'
import { prepareFigure } from '@/lib/pages/figures/prepare'
import { prepareCapacityWeeks } from './prepare-capacity-weeks'
import { fact, NO_DETAILS, type Chapter, type ChapterSource, type Fact } from './chapter'
import { missing, type Exhibit } from './exhibit'
import { prepareBurnExhibit } from './prepare-burn'
import { MEDIAN, prepareHistogram, tabulateHistogram } from './prepare-histogram'
import { prepareLoadExhibit } from './prepare-load'
import { prepareQueueExhibit } from './prepare-queue-ages'

const TWICE = { yes: 'yes, as far as it was seen', no: 'no', not_shown: 'not shown either way' }

/** Review capacity of a team; `stressHref` leads to the stress test of it. */
export function prepareCapacityChapter(source: ChapterSource & { stressHref: string }): Chapter {
  const { readings, series, details, range, listHref } = source
  const capacity = readings.reviewCapacity
  const figure = prepareFigure('capacity', source, 26)
  const finding = findCapacity(capacity)
  const sentence = figure.trend.sentence
  return {
    key: 'capacity',
    name: 'Review capacity',
    finding,
    trend: `${sentence.replace(/\.$/, '')} (wait for a first review).`,
    lead: prepareCapacityWeeks(finding, capacity, series, details?.capacity.weeks ?? []),
    facts: listFacts(capacity, details?.capacity ?? null),
    exhibits: [
      prepareFirstReview(capacity, details?.capacity ?? null),
      prepareQueueExhibit(capacity.queue, details?.capacity.queue.waits ?? null, listHref({ waiting: '1' })),
      prepareBurnExhibit(capacity, series, range),
      prepareLoadExhibit(capacity, details?.capacity.reviewShares ?? null),
    ],
    notes: listNotes(details?.capacity ?? null),
    listHref: listHref({ figure: 'capacity' }),
    next: { label: 'Stress test: twice the changes, one more maintainer, another limit', href: source.stressHref },
  }
}

export function findCapacity({ headroom, capacityPerWeek, twice, status }: ReviewCapacityReading): string {
  if (headroom.value === null) return `Headroom: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
  if (headroom.high !== null && headroom.high < 1) return 'More reviews arrive than are answered'
  if (twice === 'no') {
    return headroom.low !== null && headroom.low >= 1
      ? 'Reviews keep up, but not with twice the changes'
      : 'Reviews arrive about as fast as they are answered'
  }
  if (twice === 'yes') return 'Review has shown room for twice the changes'
  if (capacityPerWeek.kind === 'lower_bound')
    return `The limit was not reached: there is room for at least ${formatMultiple(headroom.value)} of today’s reviews`
  return headroom.low !== null && headroom.low >= 1
    ? 'Reviews keep up; room for twice the changes is not shown'
    : 'Whether reviews keep up is not shown'
}

/** The wait for a first review as a distribution, with the limit of the SLO drawn on it. */
function prepareFirstReview({ firstReview, slo }: ReviewCapacityReading, details: CapacityDetails | null): Exhibit {
  const { n, p50WeekdayHours: p50, p75WeekdayHours: p75 } = firstReview
  const title =
    p50 === null
      ? `Wait for a first review: ${n === null ? 'unknown' : `too few to say, n ${formatCount(n)}`}`
      : `Half of the first reviews come within ${formatHours(p50, 'weekday')}${p75 === null ? '' : `, three quarters within ${formatHours(p75, 'weekday')}`}`
  if (!details) return missing('first-review', title, NO_DETAILS)
  const view = prepareHistogram({
    axis: 'Weekday hours to the first review',
    distribution: details.firstReview,
    limit: { value: slo.limitWeekdayHours, label: `limit ${formatHours(slo.limitWeekdayHours, 'weekday')}` },
    marks: [
      { value: p50, label: MEDIAN },
      { value: p75, label: 'p75' },
    ],
  })
  if (!view) return missing('first-review', title, 'No pull request got its first review in these weeks.')
  return {
    key: 'first-review',
    title,
    caption: `Nights count, weekends and holidays do not. The paler bars are past the limit that most tiers have.${n === null ? '' : ` n\u00a0${formatCount(n)}.`}`,
    drawing: { kind: 'histogram', view },
    table: tabulateHistogram(details.firstReview, 'weekday h'),
    link: null,
    isPrinted: true,
  }
}

function listFacts(block: ReviewCapacityReading, details: CapacityDetails | null): Fact[] {
  const { slo, headroom, capacityPerWeek } = block
  const facts: Fact[] = []
  if (headroom.value !== null) {
    const kind = capacityPerWeek.kind === 'lower_bound' ? 'a lower bound, ' : ''
    facts.push(fact('Headroom', formatMultiple(headroom.value), `${kind}${formatMultipleRange(headroom.low, headroom.high)}`))
  }
  facts.push(fact('Twice the changes?', TWICE[block.twice], 'from passive data'))
  if (slo.attainment !== null && slo.n !== null) {
    facts.push(
      fact(
        nameLimit(block),
        formatShare(slo.attainment),
        `${formatShareRange(slo.low, slo.high)}, n ${formatCount(slo.n)}, target ${formatShare(slo.target)}`,
      ),
    )
  }
  if (details) facts.push(...listCounters(details))
  return facts
}

/** Tiers may have limits of their own: then no single number of hours says what was asked. */
function nameLimit({ slo }: ReviewCapacityReading): string {
  const limits = new Set(Object.values(slo.byTier).map(({ limitWeekdayHours }) => limitWeekdayHours))
  const [only = slo.limitWeekdayHours] = limits
  return limits.size > 1 ? 'Answered within their tier’s limit' : `Answered within ${formatHours(only, 'weekday')}`
}

/** Counter-metrics: what gets worse first where reviews are hurried. */
function listCounters({ outcomes, fastApprovals }: CapacityDetails): Fact[] {
  const cycles = Object.values(outcomes).reduce((sum, count) => sum + count, 0)
  if (cycles === 0) return []
  const of = `of ${formatCounted(cycles, 'cycle')}`
  return [
    fact('Merged before a review', formatCount(outcomes.merged_unreviewed), of),
    fact('Withdrawn before a review', formatCount(outcomes.withdrawn), `${of}, ${formatCount(outcomes.closed)} more closed unmerged`),
    fact(
      'Provably fast approvals',
      formatCount(fastApprovals.flagged),
      `of ${formatCounted(fastApprovals.approvals, 'approval')}: above 1,000 lines an hour, no comment`,
    ),
  ]
}

/** Little's law as a check of the data: what waits on average must follow from arrivals and waits. */
function listNotes(details: CapacityDetails | null): string[] {
  const law = details?.littlesLaw
  if (!law?.isWarning) return []
  return [
    `Data warning: ${formatRate(law.waiting)} cycles wait on average where arrivals and waits give ${formatRate(law.expected)} (Little’s law). Abandoned pull requests or missing events are the usual cause.`,
  ]
}
