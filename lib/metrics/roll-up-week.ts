import { TIERS, type Tier } from '@/lib/policy/tiers'
import type { ConfidenceReason, Milliseconds, PullRequestEvaluation } from './pull-request-evaluation'

/**
 * Sums and lists of one run of days that are enough to compute every reading of it (METRICS sections 2–6).
 *
 * Lists, not summaries: merging the roll-ups of twelve weeks gives exactly what the pull requests of those
 * twelve weeks give, so a headline is never an average of weekly medians. Whatever depends on "as of" (how long an
 * open pull request has waited, whether a merge is 30 days old) is kept as an instant and decided in to-readings.ts.
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
  why: number
  humanEvidenced: number
}

/** [merged at, caught strictly, caught broadly, caught by AI, escapes as [at, strict, broad, days]] */
export type DefectRow = [Milliseconds, number, number, number, [Milliseconds, number, number, number][]]

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
    agentWrittenReviewed: number
  }
  /** People who wrote or qualified-reviewed a counted pull request, by its tier. */
  contributors: Partial<Record<Tier, string[]>>
}

export interface WeekThroughput {
  opened: number
  /** Cycles that a qualified review ended in the week. */
  completed: number
  /** Cycles waiting at the six team-zone midnights Monday 00:00 to Saturday 00:00. */
  waiting: number[]
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
    cycles: { firstReviewWeekdayHours: [], reviewedWeekdayHours: {}, mergedUnreviewed: {}, open: [] },
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
      agentWrittenReviewed: 0,
    },
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

/** Distinct contributors of a span: everyone of its roll-up, without the rest of it. */
export function countPeople(rows: Iterable<NarrowEvaluation>, span: Span): number {
  const people = new Set<string>()
  for (const row of rows) {
    if (!isWithin(row.readyAt, span) && !isWithin(row.mergedAt, span)) continue
    for (const id of row.review.contributorIds) people.add(id)
  }
  return people.size
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

function addMerged(rollUp: SpanRollUp, row: NarrowEvaluation): void {
  if (row.defects && row.mergedAt) {
    const { caughtStrict, caughtBroad, caughtByAi, escapes } = row.defects
    rollUp.defects.push([
      row.mergedAt.getTime(),
      caughtStrict,
      caughtBroad,
      caughtByAi,
      escapes.map(({ at, strict, broad, days }) => [at, strict, broad, days]),
    ])
  }
  if (row.trail) {
    const counts = (rollUp.trail[row.tier] ??= { eligible: 0, covered: 0, why: 0, humanEvidenced: 0 })
    counts.eligible += 1
    if (row.trail.covered) counts.covered += 1
    if (row.trail.why) counts.why += 1
    if (row.trail.humanEvidenced) counts.humanEvidenced += 1
  }
  if (row.ai) {
    const { ai } = rollUp
    ai.pullRequests += 1
    ai.lines += row.ai.lines
    ai.line += row.ai.line
    ai.authored += row.ai.authored
    ai.coAuthored += row.ai.coAuthored
    ai.human += row.ai.human
    if (row.ai.touched) ai.touched += 1
    if (row.ai.agentWritten) {
      ai.agentWritten += 1
      if (row.review.reviews.length > 0) ai.agentWrittenReviewed += 1
    }
  }
}

function addCycles(rollUp: SpanRollUp, row: NarrowEvaluation, span: Span): void {
  const from = span.from.getTime()
  const to = span.to.getTime()
  const { cycles } = rollUp
  row.review.cycles.forEach((cycle, index) => {
    if (cycle.startedAt < from || cycle.startedAt >= to) return
    if (cycle.outcome === 'reviewed' && cycle.weekdayHours !== null) {
      ;(cycles.reviewedWeekdayHours[row.tier] ??= []).push(cycle.weekdayHours)
    }
    if (cycle.outcome === 'merged_unreviewed') {
      cycles.mergedUnreviewed[row.tier] = (cycles.mergedUnreviewed[row.tier] ?? 0) + 1
    }
    if (cycle.outcome === 'open') cycles.open.push([row.tier, cycle.startedAt, row.teamIds[0] ?? null])
    if (index === 0 && row.review.firstReviewWeekdayHours !== null) {
      cycles.firstReviewWeekdayHours.push(row.review.firstReviewWeekdayHours)
    }
  })
  for (const { reviewerId, at } of row.review.reviews) {
    if (at >= from && at < to) rollUp.reviews[reviewerId] = (rollUp.reviews[reviewerId] ?? 0) + 1
  }
}

/** Opened, completed and waiting cycles of one ISO week (UTC); `midnights` are six instants in the scope's zone. */
export function rollUpThroughput(rows: Iterable<NarrowEvaluation>, span: Span, midnights: Date[]): WeekThroughput {
  const from = span.from.getTime()
  const to = span.to.getTime()
  const boundaries = midnights.map((midnight) => midnight.getTime())
  const throughput: WeekThroughput = { opened: 0, completed: 0, waiting: boundaries.map(() => 0) }
  for (const row of rows) {
    for (const { startedAt, endedAt, outcome } of row.review.cycles) {
      if (startedAt >= from && startedAt < to) throughput.opened += 1
      if (outcome === 'reviewed' && endedAt !== null && endedAt >= from && endedAt < to) throughput.completed += 1
      boundaries.forEach((boundary, index) => {
        if (startedAt <= boundary && (endedAt === null || endedAt > boundary)) {
          throughput.waiting[index] = (throughput.waiting[index] ?? 0) + 1
        }
      })
    }
  }
  return throughput
}

/** Every list in one order, so that a rebuild writes the same bytes. */
export function sortLists(rollUp: SpanRollUp): SpanRollUp {
  const { confidence, cycles } = rollUp
  for (const list of [
    confidence.confidentHours,
    confidence.withoutConfidenceSince,
    confidence.openSince,
    confidence.idleHours,
    confidence.mergeHours,
    cycles.firstReviewWeekdayHours,
    ...Object.values(cycles.reviewedWeekdayHours),
  ]) {
    list.sort((a, b) => a - b)
  }
  cycles.open.sort((a, b) => a[1] - b[1] || compareText(JSON.stringify(a), JSON.stringify(b)))
  rollUp.defects.sort((a, b) => a[0] - b[0] || compareText(JSON.stringify(a), JSON.stringify(b)))
  for (const tier of TIERS) rollUp.contributors[tier]?.sort()
  return rollUp
}

// Not localeCompare: the order of stored bytes must not depend on the machine's language.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
