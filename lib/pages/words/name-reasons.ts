import type { ConfidenceMark, ConfidenceReason, ConfidenceStatus } from '@/lib/metrics/history/pull-request-evaluation'

/** The closed vocabulary of METRICS section 9 in words a reader knows. */
export const REASON_WORDS: Record<ConfidenceReason, string> = {
  no_qualified_approval: 'no qualified approval',
  stale_approval: 'approval older than the final patch',
  changes_requested: 'changes still requested',
  check_missing: 'a required check missing',
  check_failed: 'a required check not green',
  thread_open: 'a review thread unresolved',
  checks_unknown: 'checks cannot be read any more',
  threads_unknown: 'thread resolution unknown',
  patch_unknown: 'patch after a force push cannot be compared',
}

export const MARK_WORDS: Record<ConfidenceMark, string> = {
  in_words: 'an approval in words',
  merge_command: 'a merge command',
  approved_without_push_access: 'an approval without push access',
  no_checks: 'no checks reported',
  rule_assumed: 'a branch rule read later',
}

export const STATUS_WORDS: Record<ConfidenceStatus, string> = {
  confident: 'confident merge',
  merged_without_confidence: 'merged without confidence',
  indeterminate: 'indeterminate',
  open: 'still open',
  excluded_never_ready: 'never ready for review',
  excluded_closed_unmerged: 'closed unmerged',
}

export function nameReason(reason: string): string {
  return isReason(reason) ? REASON_WORDS[reason] : reason.replaceAll('_', ' ')
}

function isReason(reason: string): reason is ConfidenceReason {
  return reason in REASON_WORDS
}
