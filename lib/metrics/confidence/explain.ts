import type { Confidence } from './confident-merge'
import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import { type UnqualifiedApproval, isForgotten } from '@/lib/metrics/history/qualified-reviews'

export interface ConfidenceExplanationInput {
  confidence: Confidence
  approvalsNeeded: number
  /** null: never ready. */
  clockStartAt: Date | null
  /** Approvals before the merge that do not count, each with the first reason that holds. */
  unqualified: UnqualifiedApproval[]
}

const REASONS: Record<ConfidenceReason, string> = {
  no_qualified_approval: 'Too few people approved who may judge it; an approval written as a comment is none to GitHub.',
  stale_approval: 'The code changed after an approval.',
  changes_requested: 'A qualified reviewer still requested changes.',
  check_missing: 'A required check had not finished on the merged commit.',
  check_failed: 'A required check was not green on the merged commit.',
  thread_open: 'A review thread was open.',
  checks_unknown: 'GitHub no longer says how the checks ended.',
  threads_unknown: 'GitHub does not say whether every thread was resolved.',
  patch_unknown: 'The branch was rewritten after an approval, and the two patches cannot be compared.',
}
const COMMIT_UNKNOWN = 'GitHub does not name the commit of an approval, so it cannot be compared with what was merged.'

const UNQUALIFIED: Record<UnqualifiedApproval, string> = {
  bot: 'by an account that is no person',
  author: 'by an author of a commit',
  requester: 'by the person who asked an agent for it',
  no_push_access: 'by somebody without push access',
}

/** One sentence a fact: why the merge was, was not, or cannot be called confident. Nobody is named. */
export function explainConfidence({ confidence, approvalsNeeded, clockStartAt, unqualified }: ConfidenceExplanationInput): string[] {
  const { status, reasons, approvals, checksBasis, confidentAtExact } = confidence
  if (status === 'excluded_never_ready' || clockStartAt === null) return ['It never became ready for review.']
  if (status === 'excluded_closed_unmerged') return ['It was closed without a merge.']
  if (status === 'open') return ['It is open.']
  const sentences = [`${toHolding(approvals)} on the merged commit; ${approvalsNeeded} ${approvalsNeeded === 1 ? 'was' : 'were'} needed.`]
  for (const [reason, by] of Object.entries(UNQUALIFIED)) {
    const count = unqualified.filter((one) => one === reason).length
    if (count > 0) sentences.push(`${count === 1 ? '1 approval did' : `${count} approvals did`} not count: ${by}.`)
  }
  const isUnnamed = approvals.some(({ standing, commitOid }) => standing === 'unknown' && isForgotten(commitOid))
  sentences.push(...reasons.map((reason) => (reason === 'patch_unknown' && isUnnamed ? COMMIT_UNKNOWN : REASONS[reason])))
  if (checksBasis === 'no_checks') sentences.push('No checks were reported.')
  if (checksBasis === 'all_reported') sentences.push('No branch rule can be read: every reported check was asked to be green.')
  if (status === 'confident' && !confidentAtExact) {
    sentences.push('GitHub gives no time at which threads were resolved: confidence may have come later than shown.')
  }
  return sentences
}

function toHolding(approvals: Confidence['approvals']): string {
  const count = approvals.filter(({ standing }) => standing === 'holds').length
  const counted = count === 0 ? 'No qualified approval' : count === 1 ? '1 qualified approval' : `${count} qualified approvals`
  if (approvals.every(({ standing }) => standing !== 'unknown')) return `${counted} held`
  return count > 1 ? `${counted} are known to hold` : `${counted} is known to hold`
}
