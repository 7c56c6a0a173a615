import { z } from 'zod'
import type { Tier } from '@/lib/policy/tiers'
import type { MissingControl } from '@/lib/policy/tier-compliance'
import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { ReviewCycleOutcome, TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import { estimateSchema } from './field'
import type { Estimate } from './readings'

/**
 * What the pages draw of one scope and range beyond the document of readings: the distributions behind the figures.
 * Made from the same roll-ups by the same settings, stored beside the document for the default range. Units as in
 * readings.ts: hours, shares 0–1, dates YYYY-MM-DD; null is unknown or not enough, never zero. Nobody is named: a list of
 * loads says how much the busiest reviewers carry and not who they are. A withheld scope has no details at all.
 */
export interface ScopeDetails {
  capacity: CapacityDetails
  confidence: ConfidenceDetails
  defects: DefectDetails
  trail: TrailDetails
  ai: AiDetails
  tiers: TierDetails
}

/** Counts between bounds: `counts[i]` lie in [bounds[i], bounds[i + 1]), the last one at or above the last bound. */
export interface Distribution {
  bounds: number[]
  counts: number[]
}

export interface CapacityDetails {
  /** The trailing complete weeks (at most 26, oldest first) that capacity looks back on. */
  weeks: { weekOn: string; opened: number; completed: number; isSaturated: boolean }[]
  /** An observed capacity below demand that the queue denied: how many waited at the first and at the last Monday. null: none. */
  contradiction: { from: number; to: number } | null
  strain: CapacityStrain
  /** Shares of the range's reviews by reviewer, the busiest first, zeros of eligible reviewers included; at most 200. */
  reviewShares: number[]
  /**
   * Open cycles as of now by elapsed hours waited. `waits` is ascending, at most the 200 longest, without those of a tier
   * that is withheld; `ages` counts every one.
   */
  queue: { waits: { hours: number; tier: Tier }[]; ages: Distribution }
  /** Weekday hours to the first review. */
  firstReview: Distribution
  outcomes: Record<ReviewCycleOutcome, number>
  /** Cycles of the range that an approval ended, and how many of these approvals were provably fast. */
  fastApprovals: { approvals: number; flagged: number }
  /** L, λ·W/168 and their ratio; null where any of them is unknown. A ratio outside [2/3, 1.5] is a data warning. */
  littlesLaw: { waiting: number; expected: number; ratio: number; isWarning: boolean } | null
}

/** What "where it would break first" asks of a scope beside its document; kept apart, because it is asked of every scope. */
export interface CapacityStrain {
  /** Open for a weekday or longer at the end of the last week, the mean of the weeks before the range, and whether it is above their limits. null: too few weeks. */
  overdue: { now: number; usual: number; isAbove: boolean } | null
  /** Reviews of the trailing weeks, and how many people gave any. */
  reviews: number
  reviewers: number
  /** The unanswered share of T2 and T3; nulls: none, or one of them is withheld. */
  riskyUnanswered: Estimate
}

export interface ConfidenceDetails {
  /** Kaplan–Meier: share not yet confidently merged after so many hours, with its log-log band; at most 200 steps, the first at 0 hours. */
  curve: { hours: number; survival: number; low: number | null; high: number | null; atRisk: number }[]
  /** Hours from confidence to the merge, where the instant of confidence is exact. */
  idle: Distribution
  /** How many confident merges have an exact instant of confidence. */
  idleN: number
}

export interface DefectDetails {
  /** With a window of 90 days, over the merges of the same span 13 weeks earlier; nulls where there are none. */
  sensitivity90: { matured: number; escapedStrict: number; escapedBroad: number; escapesPer100: Estimate }
  byTier: Partial<Record<Tier, { matured: number | null; withEscape: number | null }>>
}

export interface TrailDetails {
  /** By tier, of the eligible: how many meet the tier's rule and each element. Null in a tier that is withheld. */
  byTier: Partial<
    Record<
      Tier,
      { eligible: number | null; covered: number | null; elements: Record<TrailElement, number> | null; whyCued?: number | null }
    >
  >
  /** T2 and T3 together, the figure of the organisation page; nulls where it would tell the one of them that is withheld. */
  risky: { eligible: number | null; covered: number | null; share: Estimate }
}

export interface AiDetails {
  /** Merged pull requests by their strongest evidence, and eligible lines by tier of evidence (L1 lines are among those of L0). */
  byEvidence: { tier: AiEvidenceTier; pullRequests: number; lines: number }[]
  /**
   * METRICS section 7: the complement of closed loops among merges written by an agent. `unknown` ones (nobody reviewed
   * them, and who asked or merged is not known) are not in the share; its low end takes them all for loops, its high end none.
   */
  independentEvaluation: { agentWritten: number; closedLoops: number; unknown: number; share: Estimate }
}

export interface TierDetails {
  byTier: Partial<Record<Tier, TierComplianceCounts>>
  /** Merges that change a dependency manifest: how many a maintainer of it approved. */
  manifests: { merged: number; reviewed: number; notReviewed: number; notAssessable: number; byBots: number }
  /** Directories whose files no tier rule matches, by merges that touch them, most first. */
  unclassified: { directory: string; merges: number }[]
  /** Merges with at least one file that no rule matches. */
  unclassifiedMerges: number
  /** Merges judged as T1 though T2 by default, by the node id of their repository, whose tiers are not configured; [] where all are. */
  judgedAsT1: { repositoryId: string; merges: number }[]
}

const count = z.number().nullable()
const missing: z.ZodType<Partial<Record<MissingControl, number>>> = z.record(z.string(), z.number())

/** Merges of one tier in the range. Declared, because the row of a tier that is withheld is made of it (withhold.ts). */
export const tierComplianceCounts = z.object({
  merged: count,
  compliant: count,
  notCompliant: count,
  notAssessable: count,
  /** Of the eligible for a verdict (compliant + not compliant), Wilson. */
  share: estimateSchema,
  /** How often each control was missing; one merge may lack several. */
  missing: missing.nullable(),
  /** Merged although the branch's own rule (as last read) was certainly not met; where nobody can tell, it is not counted. */
  bypassed: count,
  /** Merges where it can be told, bypassed or not. */
  ruleKnown: count,
  /** METRICS section 7: merges at least 30 days old, and those reverted within 30 days. */
  reverts: z.object({ matured: count, reverted: count, rate: estimateSchema, medianHours: count }),
})
export interface TierComplianceCounts extends z.infer<typeof tierComplianceCounts> {}
