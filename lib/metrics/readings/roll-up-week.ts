import type { Tier } from '@/lib/policy/tiers'
import type {
  AiEvidenceTier,
  ConfidenceReason,
  Milliseconds,
  PullRequestEvaluation,
  ReviewCycleOutcome,
  TrailElement,
} from '@/lib/metrics/history/pull-request-evaluation'
import type { ControlSums } from '@/lib/metrics/controls/sums'
import { addCycles } from '@/lib/metrics/capacity/roll-up-cycles'
import { addMerged } from './roll-up-merged'
import { sortLists } from './sort-roll-up'
import type { WeekThroughput } from '@/lib/metrics/capacity/week-throughput'

/**
 * Sums and lists of one run of days that are enough to compute every reading of it (METRICS sections 2–6).
 *
 * Lists, not summaries: merging the roll-ups of twelve weeks gives exactly what the pull requests of those
 * twelve weeks give, so a headline is never an average of weekly medians. Whatever depends on "as of" (how long an
 * open pull request has waited, whether a merge is 30 days old) is kept as an instant and decided in to-blocks.ts and
 * to-details.ts.
 * Everything is sorted, so that a rebuild writes the same bytes.
 */

/** The part of an evaluation that roll-ups read: what one narrow row holds. */
export type NarrowEvaluation = Omit<PullRequestEvaluation, 'evidence'>

export interface Span {
  from: Date
  /** Exclusive. */
  to: Date
}

export type ExcludedClass = 'dependencyBot' | 'otherBot' | 'revert' | 'backMerge' | 'release' | 'otherBase'

export interface TierCounts {
  eligible: number
  covered: number
  humanEvidenced: number
  elements: Partial<Record<TrailElement, number>>
}

/** [merged at, caught strictly, caught broadly, caught by AI, escapes as [at, strict, broad, days], tier] */
export type DefectRow = [Milliseconds, number, number, number, [Milliseconds, number, number, number][], Tier]

export interface SpanRollUp {
  /** Pull requests first ready in the span. */
  ready: { merged: number; closedUnmerged: number; open: number; excluded: Partial<Record<ExcludedClass, number>> }
  confidence: {
    /** Hours from the start of the clock to a confident merge. */
    confidentHours: number[]
    /** Start of the clock of merges without confidence: censored at (as of − start). */
    withoutConfidenceSince: Milliseconds[]
    openSince: Milliseconds[]
    indeterminate: number
    reasons: Partial<Record<ConfidenceReason, number>>
    /** Hours from confidence to the merge, where confidence has an exact instant. */
    idleHours: number[]
    /** Hours from the start of the clock to the merge, whatever the confidence. */
    mergeHours: number[]
  }
  cycles: {
    firstReviewWeekdayHours: number[]
    /** Weekday hours of the cycles started in the span that were reviewed, by tier. */
    reviewedWeekdayHours: Partial<Record<Tier, number[]>>
    mergedUnreviewed: Partial<Record<Tier, number>>
    /** Cycles still open: [tier, start, team whose calendar counts or null]. */
    open: [Tier, Milliseconds, string | null][]
    /** Cycles started in the span by how they ended. */
    outcomes: Partial<Record<ReviewCycleOutcome, number>>
    /** Cycles started in the span that an approval ended, and those of them that were provably fast. */
    approvals: number
    fastApprovals: number
  }
  /** Reviews by reviewer: one per person and cycle, dated at that person's first review in it. */
  reviews: Record<string, number>
  defects: DefectRow[]
  trail: Partial<Record<Tier, TierCounts>>
  ai: {
    lines: number
    line: number
    authored: number
    coAuthored: number
    human: number
    touched: number
    pullRequests: number
    agentWritten: number
    closedLoops: number
    /** Agent-written merges of which nobody knows whether they are closed loops. */
    loopsUnknown: number
    /** Pull requests by their strongest evidence. */
    byEvidence: Partial<Record<AiEvidenceTier, number>>
  }
  controls: Partial<Record<Tier, ControlSums>>
  manifests: { reviewed: number; notReviewed: number; notAssessable: number; byBots: number }
  /** Merges that touch a file no tier rule matches, and such merges by directory. */
  unclassified: { merges: number; directories: Record<string, number> }
  /** People who wrote or qualified-reviewed a counted pull request, by its tier. */
  contributors: Partial<Record<Tier, string[]>>
}

export interface WeekRollUp extends SpanRollUp {
  throughput: WeekThroughput
}

export function emptySpanRollUp(): SpanRollUp {
  return {
    ready: { merged: 0, closedUnmerged: 0, open: 0, excluded: {} },
    confidence: {
      confidentHours: [],
      withoutConfidenceSince: [],
      openSince: [],
      indeterminate: 0,
      reasons: {},
      idleHours: [],
      mergeHours: [],
    },
    cycles: {
      firstReviewWeekdayHours: [],
      reviewedWeekdayHours: {},
      mergedUnreviewed: {},
      open: [],
      outcomes: {},
      approvals: 0,
      fastApprovals: 0,
    },
    reviews: {},
    defects: [],
    trail: {},
    ai: {
      lines: 0,
      line: 0,
      authored: 0,
      coAuthored: 0,
      human: 0,
      touched: 0,
      pullRequests: 0,
      agentWritten: 0,
      closedLoops: 0,
      loopsUnknown: 0,
      byEvidence: {},
    },
    controls: {},
    manifests: { reviewed: 0, notReviewed: 0, notAssessable: 0, byBots: 0 },
    unclassified: { merges: 0, directories: {} },
    contributors: {},
  }
}

/** Sums up the pull requests of one scope over any span of days; rows that do not touch the span change nothing. */
export function rollUpSpan(rows: Iterable<NarrowEvaluation>, span: Span): SpanRollUp {
  const rollUp = emptySpanRollUp()
  const contributors = new Map<Tier, Set<string>>()
  for (const row of rows) {
    const isReadyInSpan = isWithin(row.readyAt, span)
    const isMergedInSpan = isWithin(row.mergedAt, span)
    if (isReadyInSpan) addReady(rollUp, row)
    if (isMergedInSpan) addMerged(rollUp, row)
    addCycles(rollUp, row, span)
    if (isReadyInSpan || isMergedInSpan) {
      const people = contributors.get(row.tier) ?? new Set()
      for (const id of row.review.contributorIds) people.add(id)
      contributors.set(row.tier, people)
    }
  }
  for (const [tier, people] of contributors) rollUp.contributors[tier] = [...people]
  return sortLists(rollUp)
}

function isWithin(at: Date | null, span: Span): boolean {
  return at !== null && at >= span.from && at < span.to
}

const HOUR = 3_600_000

function addReady(rollUp: SpanRollUp, row: NarrowEvaluation): void {
  const { ready, confidence } = rollUp
  const excluded: ExcludedClass | null = row.class !== 'authored' ? row.class : row.inPopulation ? null : 'otherBase'
  if (excluded) {
    ready.excluded[excluded] = (ready.excluded[excluded] ?? 0) + 1
    return
  }
  if (row.mergedAt) ready.merged += 1
  else if (row.endedAt) ready.closedUnmerged += 1
  else ready.open += 1
  const since = row.clockStartAt?.getTime()
  if (since === undefined || row.confidence === null) return
  if (row.mergedAt) confidence.mergeHours.push((row.mergedAt.getTime() - since) / HOUR)
  if (row.confidence === 'open') confidence.openSince.push(since)
  if (row.confidence === 'indeterminate') confidence.indeterminate += 1
  if (row.confidence === 'merged_without_confidence') {
    confidence.withoutConfidenceSince.push(since)
    for (const reason of row.reasons) confidence.reasons[reason] = (confidence.reasons[reason] ?? 0) + 1
  }
  if (row.confidence === 'confident' && row.mergedAt) {
    confidence.confidentHours.push((row.mergedAt.getTime() - since) / HOUR)
    // Without every thread's resolution time confidence may have come later than its bound: no idle time is claimed.
    if (row.confidentAt && row.confidentAtExact) {
      confidence.idleHours.push((row.mergedAt.getTime() - row.confidentAt.getTime()) / HOUR)
    }
  }
}
