import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import { TIERS } from '@/lib/policy/tiers'
import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import { CONFIDENCE_REASONS, CONFIDENCE_STATUSES, type NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { AI_EVIDENCE_TIERS } from '@/lib/attribution/ai-evidence-tier'
import { PULL_REQUEST_CLASSES } from '@/lib/attribution/pull-request-class'

/**
 * What a list of pull requests can be narrowed by, with the words of its address. Never a person: there is no filter by
 * author or reviewer here and there must not be one, because a list of one person's pull requests is a person's figure.
 */
export const FILTER_VALUES = {
  /** T2-T3: the two riskier ones together, which some figures count. */
  tier: [...TIERS, 'T2-T3'],
  status: CONFIDENCE_STATUSES,
  reason: CONFIDENCE_REASONS,
  controls: ['compliant', 'not_compliant', 'not_assessable'] as const satisfies readonly TierCompliance[],
  missing: ['approvals', 'maintainer', 'rollback_note', 'confidence'] as const satisfies readonly MissingControl[],
  bypassed: ['1'],
  manifest: ['reviewed', 'not_reviewed', 'not_assessable'],
  trail: ['covered', 'not_covered'],
  defects: ['caught', 'escaped'],
  reverted: ['1'],
  ai: AI_EVIDENCE_TIERS,
  /** Whether anybody but the agent's own person judged a merge that an agent wrote; known: either of the two. */
  loop: ['closed', 'independent', 'known'],
  class: PULL_REQUEST_CLASSES,
  unclassified: ['1'],
  /** A review cycle is open as of the instant: asks of everything that is open, not only of the range. */
  waiting: ['1'],
} as const satisfies Record<string, readonly string[]>

export type FilterName = keyof typeof FILTER_VALUES
export type FilterValue<Name extends FilterName> = (typeof FILTER_VALUES)[Name][number]

export type PullRequestFilter = { [Name in FilterName]?: FilterValue<Name> | undefined } & {
  /** Name of a surface it touches; "" is what no named surface holds. */
  surface?: string | undefined
  repositoryId?: string | undefined
}

/** What is judged at the merge: such a filter asks only of merges in the range, as the figures do that lead to it. */
const MERGE_FILTERS: readonly FilterName[] = [
  'controls',
  'missing',
  'bypassed',
  'manifest',
  'trail',
  'defects',
  'reverted',
  'ai',
  'loop',
  'unclassified',
]

/** Ready or merged in the range; merged in it; or everything that is open as of the instant, whenever it became ready. */
export type ListPopulation = 'range' | 'merged' | 'open'

export function toPopulation(filter: PullRequestFilter): ListPopulation {
  if (filter.waiting !== undefined) return 'open'
  return MERGE_FILTERS.some((name) => filter[name] !== undefined) ? 'merged' : 'range'
}

export const FILTER_NAMES = Object.keys(FILTER_VALUES) as FilterName[]

const RULES: { [Name in FilterName]: (row: NarrowEvaluation, value: FilterValue<Name>) => boolean } = {
  tier: (row, value) => (value === 'T2-T3' ? row.tier >= 'T2' : row.tier === value),
  status: (row, value) => row.confidence === value,
  reason: (row, value) => row.reasons.includes(value),
  controls: (row, value) => row.controls?.compliance === value,
  missing: (row, value) => row.controls?.missing.includes(value) ?? false,
  bypassed: (row) => row.controls?.bypassed === true,
  manifest: (row, value) => row.manifest === value,
  trail: (row, value) => row.trail !== null && row.trail.covered === (value === 'covered'),
  defects: ({ defects }, value) => defects !== null && (value === 'caught' ? defects.caughtStrict > 0 : hasStrictEscape(defects)),
  reverted: (row) => row.revertedAt !== null,
  ai: (row, value) => row.ai?.tier === value,
  loop: ({ ai }, value) =>
    ai !== null && ai.agentWritten && (value === 'known' ? ai.closedLoop !== null : ai.closedLoop === (value === 'closed')),
  class: (row, value) => row.class === value,
  unclassified: (row) => row.unclassified.length > 0,
  waiting: (row) => toWaitingSince(row) !== null,
}

/** The definition of every filter, on an evaluation as of the asked instant; lib/db narrows stored rows by the same. */
export function passesFilter(row: NarrowEvaluation, filter: PullRequestFilter): boolean {
  if (filter.surface !== undefined && !row.surfaces.includes(filter.surface)) return false
  if (filter.repositoryId !== undefined && row.repositoryId !== filter.repositoryId) return false
  return FILTER_NAMES.every((name) => passes(row, name, filter))
}

function passes<Name extends FilterName>(row: NarrowEvaluation, name: Name, filter: PullRequestFilter): boolean {
  const value: FilterValue<Name> | undefined = filter[name]
  return value === undefined || RULES[name](row, value)
}

function hasStrictEscape({ escapes }: NonNullable<NarrowEvaluation['defects']>): boolean {
  return escapes.some(({ strict, days }) => strict > 0 && days <= ESCAPE_WINDOW_DAYS)
}

/** Start of the review cycle that is still open, epoch milliseconds; null: none is. */
export function toWaitingSince(row: Pick<NarrowEvaluation, 'review' | 'endedAt'>): number | null {
  if (row.endedAt !== null) return null
  const starts = row.review.cycles.filter(({ outcome }) => outcome === 'open').map(({ startedAt }) => startedAt)
  return starts.length === 0 ? null : Math.min(...starts)
}
