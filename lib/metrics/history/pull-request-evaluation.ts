import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { PullRequestClass } from '@/lib/attribution/pull-request-class'
import type { MergeVia } from './landed-though-closed'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import type { Tier } from '@/lib/policy/tiers'

/**
 * What the product says about one pull request, as of the instant of its last complete reading.
 * The narrow part is stored as PullRequestMetrics and is all that roll-ups read;
 * the evidence is stored beside it and is what people read. METRICS terms throughout.
 */

/** Raised whenever the same facts are evaluated differently: every pull request is then judged anew. */
export const EVALUATION_VERSION = 3

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

/** What a verdict leans on, in the order in which it is told. */
export const CONFIDENCE_MARKS = ['in_words', 'merge_command', 'approved_without_push_access', 'no_checks', 'rule_assumed'] as const
export type ConfidenceMark = (typeof CONFIDENCE_MARKS)[number]

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
  /** A push or a request after a review opened it. Absent: the pull request became ready, ready again or was reopened. */
  isFollowUp?: true
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
  /**
   * What differs of its verdict where it is judged as T1, because it is T2 by default and the tiers of its repository are not
   * configured (judge-tier.ts). null: a rule gives its tier, or it has been judged already.
   */
  unconfigured: Difference | null
  teamIds: string[]
  readyAt: Date | null
  mergedAt: Date | null
  /** How it landed though GitHub shows it as closed; null: GitHub's own merge, or none. */
  via: MergeVia | null
  /** The commit that it landed as, as the words that say so name it: 7 digits or more; null: none, or `via` is. */
  landedOid: string | null
  endedAt: Date | null
  /** null where time to confident merge does not count it (bots, reverts, other bases). */
  confidence: ConfidenceStatus | null
  reasons: ConfidenceReason[]
  /** Of merges: what the verdict leans on. */
  marks: ConfidenceMark[]
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
  trail: {
    covered: boolean
    humanEvidenced: boolean
    met: TrailElement[]
    /** How the why is met; null: it is not. Absent in rows of the first definitions, whose whys are all cued. */
    why?: WhyKind | null
  } | null
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

/** What differs of the other verdict: the rest of the two is the same. Stored as JSON, so its instants may be text. */
export type Difference = Partial<Omit<NarrowEvaluation, 'tier' | 'unconfigured' | 'isJudgedAsT1'>>

/** The part of an evaluation that roll-ups read: what one narrow row holds. */
export interface NarrowEvaluation extends Omit<PullRequestEvaluation, 'evidence'> {
  /** Judged as T1 although it is T2 by default. Never stored: it depends on the range. */
  isJudgedAsT1?: true
}

/** What a reader sees behind the figures; texts are quoted from GitHub. */
export interface PullRequestEvidence {
  /** `isByDefault`: T2 only because no rule knows a file. */
  tier: { tier: Tier; path: string | null; unclassified: string[]; isByDefault?: true }
  /** What else is said where it is judged as T1; absent: a rule gives its tier. */
  unconfigured?: Partial<Omit<PullRequestEvidence, 'tier' | 'unconfigured'>>
  class: { excludedBecause: string | null; text: string | null }
  /** Who says that it landed though closed, and the line; absent: GitHub's own merge, or none. */
  landing?: { by: string; text: string }
  team: { via: 'author' | 'requester' | 'assignee' | 'merger' | 'none'; personId: string | null }
  confidence: {
    explanation: string[]
    approvalsNeeded: number
    /** "no checks", "rule", "all reported" … how (c) was judged. */
    checks: string
    pushes: PushSource[]
    /** Every approval up to the merge, oldest first, those that do not count included. Nobody is named. */
    approvals: ApprovalEvidence[]
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
    elements: Record<TrailElement, { met: boolean; text: string | null }> & { why: { kind?: WhyKind | null } }
    required: string
    covered: boolean
  } | null
  ai: { tier: AiEvidenceTier; evidence: { signal: string; text: string; tier: AiEvidenceTier }[] }
}

export interface ApprovalEvidence {
  at: Milliseconds
  /** What was said; null: GitHub's own button. */
  text: string | null
  /** The commit it is of; null: not known. */
  commitOid: string | null
  marks: ConfidenceMark[]
  /** Whether it held on the merged commit; not_counted: somebody who does not qualify gave it. */
  standing: 'holds' | 'stale' | 'unknown' | 'not_counted'
  /** Why it counts, or why it does not. */
  why: string
}

export type PushSource = 'webhook' | 'force_push_event' | 'review_commits' | 'none'
export const TRAIL_ELEMENTS = ['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue'] as const
export type TrailElement = (typeof TRAIL_ELEMENTS)[number]

/** cued: the text says that it gives a reason. prose: it says something in own words, whose matter no rule reads. */
export const WHY_KINDS = ['cued', 'prose'] as const
export type WhyKind = (typeof WHY_KINDS)[number]
