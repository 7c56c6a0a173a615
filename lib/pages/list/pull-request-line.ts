import type { PullRequestListItem } from '@/lib/metrics/document/list-item'
import type { ApprovalEvidence } from '@/lib/metrics/history/pull-request-evaluation'
import type { MissingControl, TierCompliance } from '@/lib/policy/tier-compliance'

/** One line of a page's list: the same, and the sentences that say why. */
export interface PullRequestLine extends PullRequestListItem {
  why: {
    /** How confidence was judged, a sentence each. */
    confidence: string[]
    /** Each approval up to the merge, oldest first. */
    approvals: ApprovalEvidence[]
    /** e.g. "all reported", "no checks". */
    checks: string
    approvalsNeeded: number
    /** The rule of the tier, e.g. "why ∧ (link ∨ verification ∨ dialogue)"; null: not eligible. */
    trailRequired: string | null
    /** The path that set the tier; null: no rule matched. */
    tierPath: string | null
    /** What in title, body or author made it a revert, a release, a bot's …; null: nothing. */
    classText: string | null
    /** Who says that it landed though GitHub shows it as closed, and the line; null: GitHub's own merge, or none. */
    landing: { by: string; text: string } | null
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
