import type { Confidence } from './confident-merge'
import type { ConfidenceReason } from './pull-request-evaluation'

const REASONS: Record<ConfidenceReason, string> = {
  no_qualified_approval: 'Too few qualified approvals: bots, authors and the person who asked an agent for it do not count.',
  stale_approval: 'The code changed after an approval.',
  changes_requested: 'A qualified reviewer still requested changes.',
  check_missing: 'A required check had not finished on the merged commit.',
  check_failed: 'A required check was not green on the merged commit.',
  thread_open: 'A review thread was open.',
  checks_unknown: 'GitHub no longer says how the checks ended.',
  threads_unknown: 'GitHub does not say whether every thread was resolved.',
  patch_unknown: 'The branch was force-pushed after an approval, and the two patches cannot be compared.',
}

/** One sentence a fact: why the merge was, was not, or cannot be called confident. */
export function explainConfidence(confidence: Confidence, approvalsNeeded: number, clockStartAt: Date | null): string[] {
  const { status, reasons, approvals, checksBasis, confidentAtExact } = confidence
  if (status === 'excluded_never_ready' || clockStartAt === null) return ['It never became ready for review.']
  if (status === 'excluded_closed_unmerged') return ['It was closed without a merge.']
  if (status === 'open') return ['It is open.']
  const holding = approvals.filter(({ standing }) => standing === 'holds').length
  const sentences = [`${holding} of ${approvalsNeeded} needed qualified ${approvalsNeeded === 1 ? 'approval' : 'approvals'} held on the merged commit.`]
  sentences.push(...reasons.map((reason) => REASONS[reason]))
  if (checksBasis === 'no_checks') sentences.push('No checks were reported.')
  if (checksBasis === 'all_reported') sentences.push('No branch rule can be read: every reported check was asked to be green.')
  if (status === 'confident' && !confidentAtExact) {
    sentences.push('GitHub gives no time at which threads were resolved: confidence may have come later than shown.')
  }
  return sentences
}
