import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { Tier } from '@/lib/policy/tiers'

/**
 * The document of readings: what /api/v1/…/metrics returns and what every page draws.
 * Durations are hours, shares 0–1, instants ISO 8601 UTC, dates YYYY-MM-DD; a figure that cannot be given is null
 * and a status says why: withheld (fewer than 5 contributors), insufficient (n too small), not_reached, unknown.
 */

export type BlockStatus = 'ok' | 'insufficient' | 'withheld' | 'not_reached' | 'unknown'

export interface Estimate {
  value: number | null
  low: number | null
  high: number | null
}

export interface SloReading {
  limitWeekdayHours: number
  n: number | null
  missed: number | null
}

export interface ReviewCapacityReading {
  status: BlockStatus
  demandPerWeek: { mean: number | null; low: number | null; high: number | null }
  capacityPerWeek: {
    kind: 'observed' | 'lower_bound' | null
    value: number | null
    low: number | null
    high: number | null
    saturatedWeeks: number | null
  }
  headroom: Estimate
  twice: 'yes' | 'no' | 'not_shown'
  effectiveReviewers: number | null
  topShare: number | null
  gini: number | null
  queue: { open: number | null; ageP50Hours: number | null; ageP90Hours: number | null; oldestHours: number | null }
  firstReview: { n: number | null; p50WeekdayHours: number | null; p75WeekdayHours: number | null }
  slo: {
    limitWeekdayHours: number
    target: number
    n: number | null
    good: number | null
    missed: number | null
    undetermined: number | null
    attainment: number | null
    low: number | null
    high: number | null
    budgetUsed: number | null
    byTier: Partial<Record<Tier, SloReading>>
  }
}

export interface TimeToConfidentMergeReading {
  status: BlockStatus
  n: number | null
  confident: number | null
  withoutConfidence: number | null
  indeterminate: number | null
  open: number | null
  p50Hours: number | null
  p50Low: number | null
  p50High: number | null
  p50Status: BlockStatus
  p75Hours: number | null
  p75Low: number | null
  p75High: number | null
  p75Status: BlockStatus
  withoutConfidenceShare: Estimate
  reasons: Partial<Record<ConfidenceReason, number>> | null
  idleAfterConfidenceP50Hours: number | null
  plainTimeToMergeP50Hours: number | null
}

export interface DefectCatchRateReading {
  status: BlockStatus | 'no_defects_observed'
  matured: number | null
  caughtStrict: number | null
  caughtBroad: number | null
  caughtByAi: number | null
  escapedStrict: number | null
  escapedBroad: number | null
  rate: number | null
  low: number | null
  high: number | null
  escapesPer100: Estimate
}

export interface ReasoningTrailReading {
  status: BlockStatus
  eligible: number | null
  covered: number | null
  share: number | null
  low: number | null
  high: number | null
  whyOnlyShare: number | null
  humanEvidencedShare: number | null
  byTier: Partial<Record<Tier, { eligible: number | null; covered: number | null }>>
}

export interface AiShareReading {
  status: BlockStatus
  display: 'range' | 'at_least' | 'insufficient_evidence' | 'no_lines' | null
  lower: number | null
  assistedAtLeast: number | null
  upper: number | null
  evidenceCoverage: number | null
  pullRequestsTouched: Estimate
}

export interface ReadingBlocks {
  contributors: number | null
  pullRequests: {
    ready: number | null
    merged: number | null
    closedUnmerged: number | null
    open: number | null
    excluded: Partial<Record<Exclude<PullRequestClass, 'authored'> | 'otherBase', number>> | null
  }
  reviewCapacity: ReviewCapacityReading
  timeToConfidentMerge: TimeToConfidentMergeReading
  defectCatchRate: DefectCatchRateReading
  reasoningTrail: ReasoningTrailReading
  aiShare: AiShareReading
}

export interface ReadingsDocument extends ReadingBlocks {
  /** "organization", the team's slug, or the surface's name. */
  scope: string
  from: string
  to: string
  asOf: string
  /** Version of the definitions these figures were made with. */
  definitions: number
}

export interface SeriesEntry {
  /** e.g. 2026-W46 */
  week: string
  from: string
  to: string
  readings: ReadingBlocks | null
}

/** Raised whenever a definition changes what a figure means. */
export const DEFINITIONS_VERSION = 1
