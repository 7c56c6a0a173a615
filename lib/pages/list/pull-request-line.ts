import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type {
  ConfidenceReason,
  ConfidenceStatus,
  EscapeClass,
  ReviewCycleOutcome,
  ThreadClass,
  TrailElement,
} from '@/lib/metrics/history/pull-request-evaluation'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'
import type { Tier } from '@/lib/policy/tiers'
import type { Figure } from './figures'

/** A pull request behind the figures, exactly as /api/v1/…/pull-requests gives it. */
export interface PullRequestListItem {
  number: number
  /** owner/name */
  repository: string
  url: string
  title: string
  /** Login; "ghost" for a deleted account. */
  author: string
  /** Slugs. */
  teams: string[]
  tier: Tier
  readyAt: string | null
  mergedAt: string | null
  /** Readings of the asked range that count it. */
  countedIn: Figure[]
  /** Why its class or base keeps it out of time to confident merge; null: it is not kept out. */
  excludedBecause: string | null
  confidence: {
    /** null: time to confident merge does not count it. */
    status: ConfidenceStatus | null
    reasons: ConfidenceReason[]
    confidentAt: string | null
    /** Hours from the start of the clock to a confident merge, else null. */
    hours: number | null
  }
  /** No reviewer: no latency of a person. */
  reviewCycles: { startedAt: string; endedAt: string | null; outcome: ReviewCycleOutcome }[]
  threads: { class: ThreadClass; evidence: string }[]
  escapes: { class: EscapeClass; evidence: string }[]
  /** null: not eligible. */
  trail: { elements: Record<TrailElement, { met: boolean; text: string | null }>; covered: boolean } | null
  ai: { tier: AiEvidenceTier; evidence: { signal: string; text: string }[] }
}

/** One line of a page's list: the same, and the sentences that say why. */
export interface PullRequestLine extends PullRequestListItem {
  why: {
    /** How confidence was judged, a sentence each. */
    confidence: string[]
    /** e.g. "all reported", "no checks". */
    checks: string
    approvalsNeeded: number
    /** The rule of the tier, e.g. "why ∧ (link ∨ verification ∨ dialogue)"; null: not eligible. */
    trailRequired: string | null
    /** The path that set the tier; null: no rule matched. */
    tierPath: string | null
    /** What in title, body or author made it a revert, a release, a bot's …; null: nothing. */
    classText: string | null
    /** Names of the surfaces it touches; '' stands for what no named surface holds. */
    surfaces: string[]
    /** What its tier asked for and what was there; null: not merged, or not asked to comply. */
    controls: {
      status: TierCompliance
      missing: MissingControl[]
      /** A sentence each. */
      explanation: string[]
      /** Merged although the branch's own rule was not met; null: nobody can tell. */
      bypassed: boolean | null
    } | null
    /** null: not merged, or no dependency manifest touched. */
    manifest: { review: 'reviewed' | 'not_reviewed' | 'not_assessable'; paths: string[] } | null
  }
}
