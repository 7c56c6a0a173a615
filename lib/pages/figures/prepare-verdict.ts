import { findBreakingPoint, isConcentrated } from '@/lib/metrics/capacity/breaking-point'
import type { ReadingBlocks, ReviewCapacityReading, SeriesEntry } from '@/lib/metrics/document/readings'
import type { CapacityDetails, CapacityStrain } from '@/lib/metrics/document/scope-details'
import { toWeekNumber } from '@/lib/pages/words/format-dates'
import { formatCounted, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { MINIMUM_CONTRIBUTORS } from '@/lib/pages/words/name-missing'
import { BASELINE_WEEKS, type Trend } from './prepare-trend'
import { sayConcentration, saySeen } from './say-breaking-point'
import { sayBalance, sayContradiction, sayLoadResponse, saySkipped, sayTwice, sayWaiting } from './say-review'

/** A sentence in parts; the one thing it is about is marked, and may link to its page. */
export interface SentencePart {
  text: string
  isSubject?: boolean
  href?: string
}

export interface Verdict {
  headline: SentencePart[]
  /** Where it would break first and what shows it; null or absent: nothing is shown to. */
  place?: string | null
  evidence: string
  /** What a model gives, drawn apart from what was seen; null or absent: none. */
  model?: string | null
  /** The stress test of what the verdict is about. */
  stressHref?: string
}

/** One team: first what was seen of its reviews, then whether twice the changes would fit. */
export function prepareTeamVerdict(name: string, readings: ReadingBlocks, strain: CapacityStrain | null): SentencePart[] {
  const subject: SentencePart = { text: name, isSubject: true }
  const { reviewCapacity: reading, contributors } = readings
  if (reading.status === 'withheld') {
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
  if (reading.headroom.value === null) return [subject, { text: ' has too few weeks of review for a verdict on capacity.' }]
  const seen = saySeen({ reading, strain, breaks: findBreakingPoint(reading, strain) })
  return [subject, { text: seen === null ? `: ${sayTwiceAnswer(reading)}` : `${seen}. ${toSentence(sayTwiceAnswer(reading))}` }]
}

/** "twice the changes? Can’t tell: nobody has seen twice as many." */
export function sayTwiceAnswer(reading: ReviewCapacityReading): string {
  const { answer, because } = sayTwice(reading)
  return `twice the changes? ${toSentence(answer)}: ${because}.`
}

export function toSentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}`
}

/** What stands under the verdict of a team: skipped, busy weeks, waits, asked and given. */
export function listTeamEvidence(reading: ReviewCapacityReading, details: CapacityDetails | null): string[] {
  if (reading.status === 'withheld') return []
  const breaks = findBreakingPoint(reading, details?.strain ?? null)
  const skipped = saySkipped(reading)
  return [
    skipped && `${skipped}.`,
    sayLoadResponse(reading),
    sayWaiting(reading),
    breaks?.kind === 'concentration' || isConcentrated(reading, details?.strain ?? null)
      ? `${toSentence(sayConcentration(reading, details?.strain ?? null))}.`
      : null,
    sayContradiction(details?.contradiction ?? null, reading) ?? sayBalance(reading),
  ].filter((sentence) => sentence !== null)
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
