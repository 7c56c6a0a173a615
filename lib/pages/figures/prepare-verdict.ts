import type { ReadingBlocks, ReviewCapacityReading, SeriesEntry } from '@/lib/metrics/document/readings'
import { toWeekNumber } from '@/lib/pages/words/format-dates'
import { formatCounted, formatRate, formatRated, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { MINIMUM_CONTRIBUTORS } from '@/lib/pages/words/name-missing'
import { BASELINE_WEEKS, type Trend } from './prepare-trend'

/** A sentence in parts; the one thing it is about is marked, and may link to its page. */
export interface SentencePart {
  text: string
  isSubject?: boolean
  href?: string
}

export interface Verdict {
  headline: SentencePart[]
  evidence: string
  /** What a decision would do, where the model carries a number. */
  decision?: string | null
  /** The stress test of what the verdict is about. */
  stressHref?: string
}

/** What arrives and what is answered, in one clause. */
export function describeBalance({ demandPerWeek, capacityPerWeek }: ReviewCapacityReading): string {
  if (demandPerWeek.mean === null || capacityPerWeek.value === null) return 'its reviews are not known'
  // An observed capacity is what was answered while work waited: no more is claimed, because some arrivals end without a review.
  const answered = formatRate(capacityPerWeek.value)
  const balance =
    capacityPerWeek.kind === 'lower_bound'
      ? `at least ${answered} can be answered`
      : `${answered} ${answered === '1' ? 'is' : 'are'} answered when work never runs out`
  const arriving = formatRated(demandPerWeek.mean, 'review')
  return `${arriving} a week ${arriving.startsWith('1\u00a0') ? 'arrives' : 'arrive'} where ${balance}`
}

/** One team: what its reviewers can take, in one sentence about that team. */
export function prepareTeamVerdict(name: string, readings: ReadingBlocks): SentencePart[] {
  const subject: SentencePart = { text: name, isSubject: true }
  const { reviewCapacity: capacity, contributors } = readings
  if (capacity.status === 'withheld') {
    if (contributors === 0) return [subject, { text: ' has no pull requests in these weeks.' }]
    const isSmall = contributors !== null && contributors < MINIMUM_CONTRIBUTORS
    return [
      subject,
      {
        text: isSmall
          ? ' is too small to show without showing its people.'
          : ' is not shown: its figures would give away a smaller team’s.',
      },
    ]
  }
  const { headroom, capacityPerWeek, twice } = capacity
  if (headroom.value === null) return [subject, { text: ' has too few weeks of review for a verdict on capacity.' }]
  const balance = describeBalance(capacity)
  if (capacityPerWeek.kind === 'lower_bound' && twice !== 'yes') {
    return [subject, { text: ` was never seen at its limit: ${balance}.` }]
  }
  if (headroom.high !== null && headroom.high < 1) return [subject, { text: ` gets more reviews than it answers: ${balance}.` }]
  if (headroom.low !== null && headroom.low < 1) return [subject, { text: ` is about at its limit: ${balance}.` }]
  if (twice === 'no') return [subject, { text: ` keeps up, but not with twice the changes: ${balance}.` }]
  if (twice === 'yes') return [subject, { text: ` has shown room for twice the changes: ${balance}.` }]
  return [subject, { text: ` keeps up; twice the changes are not shown to fit: ${balance}.` }]
}

/** How much of what was merged was confident, and whether that moved; a move is named only on a signal. */
export function prepareConfidenceSentence(
  { timeToConfidentMerge: { confident, withoutConfidence, withoutConfidenceShare: share } }: ReadingBlocks,
  series: readonly SeriesEntry[],
  trend: Trend,
  range: { from: string },
): string {
  if (confident === null || withoutConfidence === null || share.value === null || share.low === null || share.high === null) {
    return 'Too few merges for a statement about confidence.'
  }
  const now = `Of ${formatCounted(confident + withoutConfidence, 'merged pull request')}, ${formatShare(1 - share.value)} were confident at the moment of merging (${formatShareRange(1 - share.high, 1 - share.low)})`
  const before = sumConfidence(series.filter(({ from }) => from < range.from).slice(-BASELINE_WEEKS))
  if (before === null || trend.limits === null) return `${now}.`
  const earlier = `${now}; it was ${formatShare(before)} in the weeks before`
  if (trend.pastWeek !== null) return `${earlier}, outside normal variation up to week ${toWeekNumber(trend.pastWeek)} and not since.`
  if (trend.direction === null) return `${earlier}, no change outside normal variation.`
  // More without confidence is less with it. A signal of some weeks against the move of the whole names no move.
  const isFall = trend.direction === 'up'
  const hasFallen = 1 - share.value < before
  if (isFall !== hasFallen) return `${earlier}; some weeks lie outside normal variation the other way.`
  return `${earlier}, and the ${isFall ? 'fall' : 'rise'} is outside normal variation.`
}

/** Counts are summed, weekly shares are never averaged. */
function sumConfidence(entries: readonly SeriesEntry[]): number | null {
  let confident = 0
  let all = 0
  for (const { readings } of entries) {
    const block = readings?.timeToConfidentMerge
    if (!block || block.confident === null || block.withoutConfidence === null) continue
    confident += block.confident
    all += block.confident + block.withoutConfidence
  }
  return all === 0 ? null : confident / all
}
