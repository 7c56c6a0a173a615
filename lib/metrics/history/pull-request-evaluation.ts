import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import type { Tier } from '@/lib/policy/tiers'

/**
 * What the product says about one pull request, as of the instant of its last complete reading.
 * The narrow part is stored as PullRequestMetrics and is all that roll-ups read;
 * the evidence is stored beside it and is what people read. METRICS terms throughout.
 */

/** Raised whenever the same facts are evaluated differently: every pull request is then judged anew. */
export const EVALUATION_VERSION = 2

export const CONFIDENCE_STATUSES = [
  'confident',
  'merged_without_confidence',
  'indeterminate',
  'open',
  'excluded_never_ready',
  'excluded_closed_unmerged',
] as const
export type ConfidenceStatus = (typeof CONFIDENCE_STATUSES)[number]

/** In the order in which they are told. */
export const CONFIDENCE_REASONS = [
  'no_qualified_approval',
  'stale_approval',
  'changes_requested',
  'check_missing',
  'check_failed',
  'thread_open',
  'checks_unknown',
  'threads_unknown',
  'patch_unknown',
] as const
export type ConfidenceReason = (typeof CONFIDENCE_REASONS)[number]

export type ReviewCycleOutcome = 'reviewed' | 'withdrawn' | 'closed' | 'merged_unreviewed' | 'open'

export type ThreadClass =
  'not_review' | 'raised_not_verified' | 'evolvability_fix' | 'caught_strict' | 'caught_broad' | 'caught_ai_strict' | 'caught_ai_broad'

export type EscapeClass = 'strict' | 'broad' | 'not_defect' | 'not_attributed' | 'outside_window'

/** Epoch milliseconds: the compact form in stored JSON. */
export type Milliseconds = number

export interface StoredCycle {
  startedAt: Milliseconds
  endedAt: Milliseconds | null
  outcome: ReviewCycleOutcome
  /** Weekday hours from start to end in the team's zone; null while open. */
  weekdayHours: number | null
  /** An approval ended it; "fast" is provably so (METRICS section 2). Absent: it ended in another way. */
  approval?: 'fast' | 'plain'
}

export interface PullRequestEvaluation {
  pullRequestId: string
  repositoryId: string
  number: number
  authorId: string
  class: PullRequestClass
  /** Final base is the default or a protected branch. */
  inPopulation: boolean
  isStacked: boolean
  tier: Tier
  teamIds: string[]
  readyAt: Date | null
  mergedAt: Date | null
  endedAt: Date | null
  /** null where time to confident merge does not count it (bots, reverts, other bases). */
  confidence: ConfidenceStatus | null
  reasons: ConfidenceReason[]
  confidentAt: Date | null
  confidentAtExact: boolean
  /** Where the clock of time to confident merge starts: first ready, or the retarget of a stacked one. */
  clockStartAt: Date | null
  review: {
    /** Review cycles that count as capacity demand. */
    cycles: StoredCycle[]
    /** One entry per person and cycle: the first qualified review in it. */
    reviews: { reviewerId: string; at: Milliseconds }[]
    /** Weekday hours from first ready to the first qualified review; null: none yet, or not counted. */
    firstReviewWeekdayHours: number | null
    /** The person who wrote it and everyone who qualified-reviewed it; empty where no reading counts it. */
    contributorIds: string[]
    /** Provably fast approvals. */
    provablyFastApprovals: number
  }
  /** null: not counted by the defect catch rate. */
  defects: {
    caughtStrict: number
    caughtBroad: number
    caughtByAi: number
    /** Each escape with the instant of its repair, so that a figure as of an earlier instant can leave it out. */
    escapes: { at: Milliseconds; strict: number; broad: number; days: number }[]
  } | null
  /** null: not eligible for the reasoning trail. */
  trail: { covered: boolean; humanEvidenced: boolean; met: TrailElement[] } | null
  /**
   * Eligible added lines by tier of evidence, the strongest evidence of the whole, and whether nobody else's judgement
   * entered it; null: not merged, or excluded.
   */
  ai: {
    lines: number
    line: number
    authored: number
    coAuthored: number
    human: number
    touched: boolean
    agentWritten: boolean
    /** null: nobody reviewed it, and nobody knows whether who merged it is who asked for it. */
    closedLoop: boolean | null
    tier: AiEvidenceTier
  } | null
  /** Names of the surfaces its files touch, in the order of plumbline.yml; without surfaces there, its repository. */
  surfaces: string[]
  /** null: not merged, or its class or base is not asked to comply. */
  controls: {
    compliance: TierCompliance
    missing: MissingControl[]
    /** Merged although the branch's own rule was not met; null: the rule, or what it asked for, cannot be read. */
    bypassed: boolean | null
  } | null
  /** A maintainer of a touched dependency manifest approved the merge; null: not merged, or no manifest touched. */
  manifest: 'reviewed' | 'not_reviewed' | 'not_assessable' | null
  /** Directories (at most two levels) of its files that no tier rule matches; empty unless merged. */
  unclassified: string[]
  /** Merge of the first revert of it, whatever the reason. */
  revertedAt: Date | null
  evidence: PullRequestEvidence
}

/** The part of an evaluation that roll-ups read: what one narrow row holds. */
export type NarrowEvaluation = Omit<PullRequestEvaluation, 'evidence'>

/** What a reader sees behind the figures; texts are quoted from GitHub. */
export interface PullRequestEvidence {
  tier: { tier: Tier; path: string | null; unclassified: string[] }
  class: { excludedBecause: string | null; text: string | null }
  team: { via: 'author' | 'requester' | 'assignee' | 'merger' | 'none'; personId: string | null }
  confidence: {
    explanation: string[]
    approvalsNeeded: number
    /** "no checks", "rule", "all reported" … how (c) was judged. */
    checks: string
    pushes: PushSource[]
  }
  threads: { id: string; path: string; class: ThreadClass; evidence: string }[]
  escapes: { class: EscapeClass; evidence: string; number: number; repository: string; at: Milliseconds }[]
  /** What its tier asked for and what was there; null as `controls`. */
  controls: {
    required: { approvals: number; maintainer: boolean; rollbackNote: boolean }
    approvals: number
    /** null: no maintainer of a touched path is known. */
    hasMaintainerApproval: boolean | null
    rollbackNote: string | null
    explanation: string[]
  } | null
  /** Touched dependency manifests. */
  manifests: string[]
  trail: {
    elements: Record<TrailElement, { met: boolean; text: string | null }>
    required: string
    covered: boolean
  } | null
  ai: { tier: AiEvidenceTier; evidence: { signal: string; text: string; tier: AiEvidenceTier }[] }
}

export type PushSource = 'webhook' | 'force_push_event' | 'review_commits' | 'none'
export const TRAIL_ELEMENTS = ['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue'] as const
export type TrailElement = (typeof TRAIL_ELEMENTS)[number]
