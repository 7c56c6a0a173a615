import type { TierRule } from '@/lib/policy/defaults'
import type { Maintainers } from '@/lib/policy/surfaces'
import { computeTierCompliance } from '@/lib/policy/tier-compliance'
import type { Tier } from '@/lib/policy/tiers'
import { judgeApprovals, type ApprovalStanding, type ApprovalState } from '@/lib/metrics/confidence/approval-standing'
import { judgeChecks } from '@/lib/metrics/confidence/check-standing'
import type { ConfidenceInput } from '@/lib/metrics/confidence/confident-merge'
import { explainControls, type Bypass } from './explain'
import type { MaintainerIndex } from '@/lib/metrics/organization/maintainers'
import type { ConfidenceStatus, PullRequestEvaluation, PullRequestEvidence } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import type { UnqualifiedApproval } from '@/lib/metrics/history/qualified-reviews'

export interface ControlsInput {
  history: PullRequestHistory
  mergedAt: Date
  tier: Tier
  rules: Record<Tier, TierRule>
  confidence: ConfidenceStatus
  confidenceInput: ConfidenceInput
  unqualified: UnqualifiedApproval[]
  /** Element "risk" of the reasoning trail. */
  rollbackNote: { met: boolean; text: string | null }
  listMaintainers: (paths: string[], repository: string) => Maintainers
  includesMaintainer: MaintainerIndex['includesAny']
}

export interface ControlsEvaluation {
  row: NonNullable<PullRequestEvaluation['controls']>
  evidence: NonNullable<PullRequestEvidence['controls']>
}

/**
 * What a merge's tier asked for and what was there (METRICS section 7): qualified approvals that held on the final
 * patch, a maintainer's among them, a rollback note, confidence; and whether the branch's own rule was met.
 */
export function evaluateControls(input: ControlsInput): ControlsEvaluation {
  const { history, tier, mergedAt, confidence, rollbackNote } = input
  const rule = input.rules[tier]
  const approvals = listApprovals(input)
  const maintainers = input.listMaintainers(
    history.files.map(({ path }) => path),
    history.repository,
  )
  const hasMaintainerApproval = judgeMaintainer(input, approvals, maintainers)
  const held = count(approvals, 'holds')
  const unknown = count(approvals, 'unknown')
  const { compliance, missing } = computeTierCompliance(
    {
      tier,
      approvals: held,
      possibleApprovals: held + unknown,
      hasMaintainerApproval,
      hasRollbackNote: rollbackNote.met,
      isConfident: confidence === 'confident' ? true : confidence === 'merged_without_confidence' ? false : null,
    },
    input.rules,
  )
  const bypass = judgeBypass(input, approvals)
  const isOwnMaintainer = input.includesMaintainer(maintainers, [history.author], mergedAt) === true
  const required = { approvals: rule.approvals, maintainer: rule.maintainer, rollbackNote: rule.rollbackNote }
  return {
    row: { compliance, missing, bypassed: bypass.bypassed },
    evidence: {
      required,
      approvals: held,
      hasMaintainerApproval,
      rollbackNote: rollbackNote.met ? rollbackNote.text : null,
      explanation: explainControls({
        tier,
        required,
        missing,
        held,
        unknown,
        hasMaintainerApproval,
        areMaintainersNamed: maintainers.isKnown,
        isOwnMaintainer,
        hasRollbackNote: rollbackNote.met,
        confidence,
        bypass,
      }),
    },
  }
}

/** Whether a maintainer of a touched dependency manifest approved the merge; null: none was touched. */
export function evaluateManifests(input: ControlsInput, manifests: string[]): PullRequestEvaluation['manifest'] {
  if (manifests.length === 0) return null
  const maintainers = input.listMaintainers(manifests, input.history.repository)
  const verdict = judgeMaintainer(input, listApprovals(input), maintainers)
  if (verdict === null) return 'not_assessable'
  return verdict ? 'reviewed' : 'not_reviewed'
}

function listApprovals({ confidenceInput, mergedAt }: ControlsInput): ApprovalStanding[] {
  const heads = confidenceInput.heads.filter(({ at }) => at <= mergedAt)
  return judgeApprovals(confidenceInput.reviews, heads, mergedAt, 1).approvals
}

/** Null where no maintainer is known, or where the only one who approved did so on a patch that cannot be compared. */
function judgeMaintainer(
  { history, mergedAt, includesMaintainer }: ControlsInput,
  approvals: ApprovalStanding[],
  maintainers: Maintainers,
): boolean | null {
  const logins = new Map(history.reviews.map(({ author }) => [author.id, author.login]))
  const peopleOf = (standings: ApprovalState[]) =>
    approvals
      .filter(({ standing }) => standings.includes(standing))
      .map(({ reviewerId }) => ({ id: reviewerId, login: logins.get(reviewerId) ?? '' }))
  const held = includesMaintainer(maintainers, peopleOf(['holds']), mergedAt)
  if (held !== false) return held
  return includesMaintainer(maintainers, peopleOf(['unknown']), mergedAt) === false ? false : null
}

/**
 * Whether the rule of the base branch, as last read, was met. Only what is certain is said: a stale approval, one on a
 * rewritten branch, or one by somebody who does not qualify here may have satisfied GitHub, so that where the answer
 * hangs on it nobody can tell; nor where checks have expired, or no rule is readable.
 */
function judgeBypass({ history, mergedAt, confidenceInput, unqualified }: ControlsInput, approvals: ApprovalStanding[]): Bypass {
  const rule = history.branchRule
  const others = unqualified.filter((reason) => reason !== 'no_push_access').length
  const approvalsThere = approvals.length + others
  if (!rule) return { bypassed: null, approvalsAsked: null, approvalsThere, areChecksMet: null }
  const head = confidenceInput.heads.findLast(({ at }) => at <= mergedAt)?.oid ?? null
  const { reasons } = judgeChecks({ ...confidenceInput, requiredChecks: rule.contexts }, head, mergedAt)
  const isCheckUnmet = reasons.some((reason) => reason !== 'checks_unknown')
  // Which checks it asks for may be hidden: then nobody can tell.
  const areChecksMet = rule.contexts === null ? null : isCheckUnmet ? false : reasons.length > 0 ? null : true
  const approvalsAsked = rule.approvals ?? 0
  const isApproved = approvalsThere < approvalsAsked ? false : count(approvals, 'holds') < approvalsAsked ? null : true
  const bypassed = isApproved === false || areChecksMet === false ? true : isApproved === null || areChecksMet === null ? null : false
  return { bypassed, approvalsAsked, approvalsThere, areChecksMet }
}

function count(approvals: ApprovalStanding[], wanted: ApprovalState): number {
  return approvals.filter(({ standing }) => standing === wanted).length
}
