import type { AuditKind } from '@/lib/metrics/audit/tally'

/** What is judged, and how a careful reader decides. */
export interface Task {
  name: string
  unit: string
  question: string
  yes: string
  no: string
}

export const AUDIT_TASKS: Record<AuditKind, Task> = {
  threads: {
    name: 'Review threads',
    unit: 'thread',
    question:
      'Did a person who did not write this change point at something that would have gone wrong, and was it mended before the merge because of that?',
    yes: 'Yes: the comment names wrong behaviour (not taste, naming or layout), and a later commit of this pull request changes it.',
    no: 'No: a matter of taste, a question, praise, an AI account’s comment, something the author had noticed already, or nothing was changed.',
  },
  escapes: {
    name: 'Escapes',
    unit: 'merge',
    question: 'Did this merge let a defect through that somebody had to undo or repair within 30 days?',
    yes: 'Yes: a later revert, fix, hotfix or incident report repairs behaviour that this merge brought in. Look at the file’s history for 30 days.',
    no: 'No: it was undone for another reason (timing, a launch that was put off), the later change is a new wish, or nothing followed.',
  },
}
