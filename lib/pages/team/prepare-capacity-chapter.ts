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
import { isShedding } from '@/lib/metrics/capacity/shedding'
import { sayContradiction, sayLoadResponse, sayTwice } from '@/lib/pages/figures/say-review'
import { nameStatus } from '@/lib/pages/words/name-missing'
import { prepareFigure } from '@/lib/pages/figures/prepare'
import { prepareCapacityWeeks } from './prepare-capacity-weeks'
import { fact, NO_DETAILS, type Chapter, type ChapterSource, type Fact } from './chapter'
import { missing, type Exhibit } from './exhibit'
import { prepareBurnExhibit } from './prepare-burn'
import { MEDIAN, prepareHistogram, tabulateHistogram } from './prepare-histogram'
import { prepareLoadExhibit } from './prepare-load'
import { prepareQueueExhibit } from './prepare-queue-ages'

/** Review capacity of a team; `stressHref` leads to the stress test of it. */
export function prepareCapacityChapter(source: ChapterSource & { stressHref: string }): Chapter {
  const { readings, series, details, range, listHref } = source
  const capacity = readings.reviewCapacity
  const figure = prepareFigure('capacity', source, 26)
  const finding = findCapacity(capacity, details?.capacity.contradiction ?? null)
  const sentence = figure.trend.sentence
  return {
    key: 'capacity',
    name: 'Review capacity',
    finding,
    trend: `${sentence.replace(/\.$/, '')} (wait for a first review).`,
    lead: prepareCapacityWeeks(finding, series, details?.capacity.weeks ?? []),
    facts: listFacts(capacity, details?.capacity ?? null),
    exhibits: [
      prepareFirstReview(capacity, details?.capacity ?? null),
      prepareQueueExhibit(capacity.queue, details?.capacity.queue.waits ?? null, listHref({ waiting: '1' })),
      prepareBurnExhibit(capacity, series, range),
      prepareLoadExhibit(capacity, details?.capacity.reviewShares ?? null),
    ],
    notes: listNotes(capacity, details?.capacity ?? null),
    listHref: listHref({ figure: 'capacity' }),
    next: { label: 'Stress test: twice the changes, one more maintainer, another limit', href: source.stressHref },
  }
}

/** What was seen; skipped reviews first, because beside them nothing given is room. */
export function findCapacity(reading: ReviewCapacityReading, contradiction: CapacityDetails['contradiction']): string {
  const { headroom, capacityPerWeek, demandPerWeek, twice, status, unanswered } = reading
  if (headroom.value === null || capacityPerWeek.value === null || demandPerWeek.mean === null) {
    return `Headroom: ${nameStatus(status === 'ok' ? 'unknown' : status)}`
  }
  const given = formatRate(capacityPerWeek.value)
  const asked = formatRate(demandPerWeek.mean)
  if (contradiction) return 'No limit was seen: fewer were given than asked for, and yet no queue grew'
  const skipped = isShedding(reading) ? `${formatShare(unanswered.value ?? 0)} of reviews are skipped; ` : ''
  if (capacityPerWeek.kind === 'lower_bound') {
    return skipped
      ? `${skipped}the limit was not seen`
      : `The limit was not seen: ${given} a week were given in the best four weeks, ${asked} are asked for`
  }
  if (headroom.high !== null && headroom.high < 1) return `More reviews are asked for (${asked}) than given (${given})`
  if (headroom.low !== null && headroom.low < 1) {
    return headroom.value < 1
      ? `More reviews are asked for (${asked}) than given (${given}); could be chance`
      : `About as many reviews are given (${given}) as asked for (${asked})`
  }
  if (skipped) return `${skipped}${given} a week are given, ${asked} asked for`
  if (twice === 'no') return `Reviews keep up, but could not with twice the changes: ${given} given, ${asked} asked for`
  return twice === 'yes'
    ? `Reviews given (${given}) cover twice those asked for (${asked}), untried`
    : `Reviews keep up; whether with twice the changes: can’t tell`
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
  const { unanswered, loadResponse } = block
  if (unanswered.value !== null) {
    const range = formatShareRange(unanswered.low, unanswered.high)
    facts.push(fact('Skipped', formatShare(unanswered.value), `merged before anyone answered, ${range}, 13 weeks`))
  }
  if (loadResponse.status !== 'withheld') facts.push(toLoadFact(block))
  const twice = sayTwice(block)
  facts.push(fact('Twice the changes?', twice.answer, twice.because))
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

const LOAD = { bends: 'bends', holds: 'holds', not_shown: 'can’t tell', insufficient: 'too few weeks' }

/** What the own busy weeks showed, and how far they tested it: observed, no model. */
function toLoadFact(block: ReviewCapacityReading): Fact {
  const { status, testedUpTo } = block.loadResponse
  const tested = testedUpTo === null ? null : `tested up to ${formatMultiple(testedUpTo)}`
  const detail = [sayLoadResponse(block)?.replace(/\.$/, ''), tested].filter(Boolean).join('; ')
  return fact('Under load', status === 'withheld' ? 'withheld' : LOAD[status], detail || null)
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
function listNotes(reading: ReviewCapacityReading, details: CapacityDetails | null): string[] {
  const denied = sayContradiction(details?.contradiction ?? null, reading)
  const law = details?.littlesLaw
  if (!law?.isWarning) return denied ? [denied] : []
  return [
    ...(denied ? [denied] : []),
    `Data warning: ${formatRate(law.waiting)} cycles wait on average where requests and waits give ${formatRate(law.expected)} (Little’s law). Abandoned pull requests or missing events are the usual cause.`,
  ]
}
