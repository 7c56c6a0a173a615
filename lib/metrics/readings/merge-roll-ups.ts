import { isEqual } from 'es-toolkit'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { emptyControlSums } from '@/lib/metrics/controls/sums'
import { emptySpanRollUp, type SpanRollUp, type WeekRollUp } from './roll-up-week'
import { sortLists } from './sort-roll-up'
import { emptyThroughput } from '@/lib/metrics/capacity/week-throughput'

/** The roll-up of the union of disjoint spans, equal to rolling up their pull requests at once. */
export function mergeSpanRollUps(parts: Iterable<SpanRollUp>): SpanRollUp {
  const whole = emptySpanRollUp()
  const contributors = new Map<Tier, Set<string>>()
  for (const part of parts) {
    addCounts(whole.ready.excluded, part.ready.excluded)
    whole.ready.merged += part.ready.merged
    whole.ready.closedUnmerged += part.ready.closedUnmerged
    whole.ready.open += part.ready.open
    append(whole.confidence.confidentHours, part.confidence.confidentHours)
    append(whole.confidence.withoutConfidenceSince, part.confidence.withoutConfidenceSince)
    append(whole.confidence.openSince, part.confidence.openSince)
    append(whole.confidence.idleHours, part.confidence.idleHours)
    append(whole.confidence.mergeHours, part.confidence.mergeHours)
    whole.confidence.indeterminate += part.confidence.indeterminate
    addCounts(whole.confidence.reasons, part.confidence.reasons)
    append(whole.cycles.firstReviewWeekdayHours, part.cycles.firstReviewWeekdayHours)
    append(whole.cycles.open, part.cycles.open)
    addCounts(whole.cycles.mergedUnreviewed, part.cycles.mergedUnreviewed)
    addCounts(whole.cycles.outcomes, part.cycles.outcomes)
    whole.cycles.approvals += part.cycles.approvals
    whole.cycles.fastApprovals += part.cycles.fastApprovals
    addCounts(whole.reviews, part.reviews)
    append(whole.defects, part.defects)
    mergeAi(whole.ai, part.ai)
    addCounts(whole.manifests, part.manifests)
    whole.unclassified.merges += part.unclassified.merges
    addCounts(whole.unclassified.directories, part.unclassified.directories)
    for (const tier of TIERS) {
      const hours = part.cycles.reviewedWeekdayHours[tier]
      if (hours) append((whole.cycles.reviewedWeekdayHours[tier] ??= []), hours)
      mergeTrail(whole, part, tier)
      mergeControls(whole, part, tier)
      const people = part.contributors[tier]
      if (people) {
        const known = contributors.get(tier) ?? new Set<string>()
        for (const id of people) known.add(id)
        contributors.set(tier, known)
      }
    }
  }
  for (const [tier, people] of contributors) whole.contributors[tier] = [...people]
  return sortLists(whole)
}

function mergeAi(whole: SpanRollUp['ai'], { byEvidence, ...sums }: SpanRollUp['ai']): void {
  addCounts<keyof typeof sums>(whole, sums)
  addCounts(whole.byEvidence, byEvidence)
}

function mergeTrail(whole: SpanRollUp, { trail }: SpanRollUp, tier: Tier): void {
  const { elements, ...counts } = trail[tier] ?? { elements: null }
  if (!elements) return
  const sums = (whole.trail[tier] ??= { eligible: 0, covered: 0, humanEvidenced: 0, elements: {} })
  addCounts<keyof typeof counts>(sums, counts)
  addCounts(sums.elements, elements)
}

function mergeControls(whole: SpanRollUp, part: SpanRollUp, tier: Tier): void {
  const from = part.controls[tier]
  if (!from) return
  const into = (whole.controls[tier] ??= emptyControlSums())
  const { missing, mergedAt, reverted, ...counts } = from
  addCounts<keyof typeof counts>(into, counts)
  addCounts(into.missing, missing)
  append(into.mergedAt, mergedAt)
  append(into.reverted, reverted)
}

/** Everyone of every tier, once. */
export function listContributors(rollUp: SpanRollUp): string[] {
  return [...new Set(TIERS.flatMap((tier) => rollUp.contributors[tier] ?? []))]
}

/** Nothing was ready, merged, opened or answered: a gap in a series, not a zero. */
export function isEmptyWeek(week: WeekRollUp): boolean {
  const { ready, defects, trail, ai, throughput } = week
  return (
    ready.merged + ready.closedUnmerged + ready.open === 0 &&
    defects.length === 0 &&
    ai.pullRequests === 0 &&
    Object.keys(trail).length === 0 &&
    throughput.opened + throughput.completed === 0
  )
}

/** Not even something that waits, a reviewer or somebody excluded: the week says nothing at all. */
export function isBlankWeek({ throughput, ...span }: WeekRollUp): boolean {
  return isEqual(throughput, emptyThroughput()) && isEqual(span, emptySpanRollUp())
}

// Spreading a list of 100,000 into push() overflows the stack.
function append<T>(into: T[], from: readonly T[]): void {
  for (const item of from) into.push(item)
}

function addCounts<K extends string>(into: Partial<Record<K, number>>, from: Partial<Record<K, number>>): void {
  for (const key in from) into[key] = (into[key] ?? 0) + (from[key] ?? 0)
}
