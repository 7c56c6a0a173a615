import { shorten } from '@/lib/facts/outside-text'
import { listMarks, type ApprovalsNeeded, type ApprovalStanding } from './approval-standing'
import type { Confidence } from './confident-merge'
import type { ApprovalEvidence, ConfidenceMark, ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import { type UnqualifiedApproval, type UnqualifiedWords, isForgotten } from '@/lib/metrics/history/qualified-reviews'
import { THRESHOLDS } from '@/lib/policy/defaults'

export interface ConfidenceExplanationInput {
  confidence: Confidence
  approvalsNeeded: ApprovalsNeeded
  /** null: never ready. */
  clockStartAt: Date | null
  /** Approvals before the merge that do not count, each with the first reason that holds. */
  unqualified: UnqualifiedApproval[]
  /** Words and commands before the merge that do not count. */
  unqualifiedWords: UnqualifiedWords[]
}

const REASONS: Record<ConfidenceReason, string> = {
  no_qualified_approval: 'Too few people approved who may judge it.',
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

const MARKS: Record<ConfidenceMark, string> = {
  in_words: 'An approval that it needed was written in words.',
  merge_command: 'An approval that it needed was a command to a merge bot.',
  approved_without_push_access: `An approval that it needed came from somebody without push access who had reviewed ${THRESHOLDS.knownReviewerPullRequests} other merged pull requests here.`,
  no_checks: 'No checks were reported.',
  rule_assumed: 'The rule of the branch was first read after the merge: those of its checks that reported were asked to be green.',
}

const UNQUALIFIED: Record<UnqualifiedApproval, string> = {
  deleted: 'by an account that is deleted, of which nothing is known',
  bot: 'by an account that is no person',
  author: 'by an author of a commit',
  requester: 'by the person who asked an agent for it',
  not_read: 'read without what its author may do here, and waiting to be read again',
  no_push_access: 'by somebody without push access',
}

/** One sentence a fact: why the merge was, was not, or cannot be called confident. Nobody is named. */
export function explainConfidence(input: ConfidenceExplanationInput): string[] {
  const { confidence, approvalsNeeded, clockStartAt, unqualified, unqualifiedWords } = input
  const { status, reasons, approvals, checksBasis, confidentAtExact, marks } = confidence
  if (status === 'excluded_never_ready' || clockStartAt === null) return ['It never became ready for review.']
  if (status === 'excluded_closed_unmerged') return ['It was closed without a merge.']
  if (status === 'open') return ['It is open.']
  const needed = Math.max(approvalsNeeded.qualified, approvalsNeeded.byBranchRule)
  const sentences = [`${toHolding(approvals)} on the merged commit; ${needed} ${needed === 1 ? 'was' : 'were'} needed.`]
  for (const [reason, by] of Object.entries(UNQUALIFIED)) {
    const count = unqualified.filter((one) => one === reason).length
    if (count > 0) sentences.push(`${count === 1 ? '1 approval did' : `${count} approvals did`} not count: ${by}.`)
  }
  for (const reason of new Set(unqualifiedWords.map((one) => one.reason))) {
    const count = unqualifiedWords.filter((one) => one.reason === reason).length
    sentences.push(`${count === 1 ? '1 approval in words did' : `${count} approvals in words did`} not count: ${UNQUALIFIED[reason]}.`)
  }
  const isHeldInWords = approvals.some(({ standing, said }) => standing === 'holds' && said)
  if (approvalsNeeded.byBranchRule > 0 && isHeldInWords && reasons.includes('no_qualified_approval')) {
    const asked = approvalsNeeded.byBranchRule
    sentences.push(`The rule of the branch asked for ${asked} with GitHub's button, which hears neither words nor commands.`)
  }
  const isUnnamed = approvals.some(({ standing, commitOid }) => standing === 'unknown' && isForgotten(commitOid))
  sentences.push(...reasons.map((reason) => (reason === 'patch_unknown' && isUnnamed ? COMMIT_UNKNOWN : REASONS[reason])))
  sentences.push(...marks.map((mark) => MARKS[mark]))
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

/** An evidence row an approval: what was said, of which commit, and why it counts or does not. Nobody is named. */
export function listApprovalEvidence({ approvals }: Pick<Confidence, 'approvals'>, unqualified: UnqualifiedWords[]): ApprovalEvidence[] {
  const counted = approvals.map((approval): ApprovalEvidence => ({
    at: approval.submittedAt.getTime(),
    text: approval.said ? shorten(approval.said.text, SHOWN_CHARACTERS) : null,
    commitOid: isForgotten(approval.commitOid) ? null : approval.commitOid,
    marks: listMarks(approval),
    standing: approval.standing,
    why: explainApproval(approval),
  }))
  const others = unqualified.map(({ at, text, reason }): ApprovalEvidence => ({
    at: at.getTime(),
    text: shorten(text, SHOWN_CHARACTERS),
    commitOid: null,
    marks: [],
    standing: 'not_counted',
    why: `It does not count: ${UNQUALIFIED[reason]}.`,
  }))
  return [...counted, ...others].sort((a, b) => a.at - b.at)
}

const SHOWN_CHARACTERS = 200

function explainApproval({ said, isWithoutPushAccess }: ApprovalStanding): string {
  const who = isWithoutPushAccess
    ? `by somebody without push access who had reviewed ${THRESHOLDS.knownReviewerPullRequests} other merged pull requests here`
    : 'by somebody who may judge it'
  if (!said) return `Given with GitHub's button, ${who}.`
  if (said.isDelegation) return `Hands the merge to the author, ${who}: it approves what was there.`
  const what = said.kind === 'merge_command' ? 'A command to a merge bot' : 'Words that approve'
  return `${what}, ${who}, ${said.isNamed ? 'of the commit it names' : 'of the commit that was the head'}.`
}
