import { HOUR } from '@/lib/dates'
import { judgeApprovals, markApprovals, type ApprovalsNeeded, type ApprovalStanding, type Head } from './approval-standing'
import type { StandingReview } from '@/lib/metrics/history/qualified-reviews'
import { judgeChecks, type CheckRun, type ChecksBasis } from './check-standing'
import {
  CONFIDENCE_MARKS,
  CONFIDENCE_REASONS,
  type ConfidenceMark,
  type ConfidenceReason,
  type ConfidenceStatus,
} from '@/lib/metrics/history/pull-request-evaluation'

/**
 * Time to confident merge of one pull request (METRICS section 3).
 *
 * Start: first ready for review; for a stacked one the later of that and its retarget (`clockStartAt`).
 * End: the merge, and only if it was confident at the instant of merging: (a) at least k qualified approvals hold on the
 * final patch; (b) no qualified reviewer's changes-requested stands; (c) the required checks are green on the head;
 * (d) every review thread is resolved. Unit: elapsed hours; draft toggles never pause the clock.
 * Null: not merged, or merged without confidence. Then `censoredHours` (as of − start) is what the estimator takes:
 * censoring at the merge would let a skipped review improve the figure.
 *
 * A definite failure beats an unknown: `reasons` lists every definite failure, else everything that is unknown, in the
 * order of the vocabulary. They are empty unless the status is merged_without_confidence or indeterminate.
 */
export interface ConfidenceInput {
  /** null: never ready. */
  clockStartAt: Date | null
  mergedAt: Date | null
  closedAt: Date | null
  /** Every known head, oldest first; see approval-standing.ts. */
  heads: Head[]
  /** Qualified reviews only. */
  reviews: StandingReview[]
  /** Contexts of the branch rule of the day of merging; null: no rule readable; []: it asks for none. */
  requiredChecks: string[] | null
  /** That rule was first read after the merge (branch-rule.ts). */
  isRuleAssumed?: boolean
  checks: CheckRun[]
  /** false: expired or forbidden, so that an absent check proves nothing. */
  areChecksReadable: boolean
  /** null: threads could not be read. */
  threads: ThreadState[] | null
}

export interface ThreadState {
  /** null: as old as the pull request. */
  createdAt: Date | null
  /** As last read; null: not known. */
  isResolved: boolean | null
  /** null: not known, then the thread counts as never open if it is resolved. */
  resolvedAt: Date | null
}

export interface Confidence {
  status: ConfidenceStatus
  reasons: ConfidenceReason[]
  clockStartAt: Date | null
  /** Start of the last unbroken stretch of confidence before the merge, never before the clock. */
  confidentAt: Date | null
  /** false: some thread's resolution time is unknown, so `confidentAt` is a lower bound. */
  confidentAtExact: boolean
  /** Time to confident merge; null unless confident. */
  hours: number | null
  hoursToConfidence: number | null
  idleHours: number | null
  /** As of − start, for open ones and merges without confidence. */
  censoredHours: number | null
  /** How (c) was judged at the merge; null: not merged. */
  checksBasis: ChecksBasis | null
  /** Standing approvals at the merge, each with whether it holds on the final patch. */
  approvals: ApprovalStanding[]
  /** What the verdict on a merge leans on, in the order of the vocabulary. */
  marks: ConfidenceMark[]
}

const UNKNOWNS = new Set<ConfidenceReason>(['checks_unknown', 'threads_unknown', 'patch_unknown'])

export function computeConfidence(input: ConfidenceInput, asOf: Date, approvalsNeeded: ApprovalsNeeded): Confidence {
  const isPast = (at: Date | null): at is Date => at !== null && at <= asOf
  const start = isPast(input.clockStartAt) ? input.clockStartAt : null
  const base: Confidence = {
    status: 'excluded_never_ready',
    reasons: [],
    clockStartAt: start,
    confidentAt: null,
    confidentAtExact: false,
    hours: null,
    hoursToConfidence: null,
    idleHours: null,
    censoredHours: null,
    checksBasis: null,
    approvals: [],
    marks: [],
  }
  if (!start) return base
  const censoredHours = hoursBetween(start, asOf)
  const { mergedAt } = input
  if (!isPast(mergedAt)) {
    if (isPast(input.closedAt)) return { ...base, status: 'excluded_closed_unmerged' }
    return { ...base, status: 'open', censoredHours }
  }

  const { reasons, checksBasis, approvals } = judgeAt(input, mergedAt, approvalsNeeded)
  const definite = reasons.filter((reason) => !UNKNOWNS.has(reason))
  const judged = { ...base, checksBasis, approvals, marks: listMarks(approvals, approvalsNeeded, checksBasis) }
  if (definite.length > 0) return { ...judged, status: 'merged_without_confidence', reasons: definite, censoredHours }
  if (reasons.length > 0) return { ...judged, status: 'indeterminate', reasons }

  const confidentAt = findConfidenceStart(input, start, mergedAt, approvalsNeeded)
  return {
    ...judged,
    status: 'confident',
    confidentAt,
    confidentAtExact: isExact(input, mergedAt),
    hours: hoursBetween(start, mergedAt),
    hoursToConfidence: hoursBetween(start, confidentAt),
    idleHours: hoursBetween(confidentAt, mergedAt),
  }
}

function listMarks(approvals: ApprovalStanding[], needed: ApprovalsNeeded, basis: ChecksBasis): ConfidenceMark[] {
  const found = new Set<string>([...markApprovals(approvals, needed), basis])
  return CONFIDENCE_MARKS.filter((mark) => found.has(mark))
}

interface Judgement {
  reasons: ConfidenceReason[]
  checksBasis: ChecksBasis
  approvals: ApprovalStanding[]
}

/** All that stood against confidence at an instant, in the order of the vocabulary. */
function judgeAt(input: ConfidenceInput, at: Date, approvalsNeeded: ApprovalsNeeded): Judgement {
  const heads = input.heads.filter((head) => head.at <= at)
  const verdicts = judgeApprovals(input.reviews, heads, at, approvalsNeeded)
  const checks = judgeChecks(input, heads.at(-1)?.oid ?? null, at)
  const found = new Set<ConfidenceReason>([...verdicts.reasons, ...checks.reasons])
  if (input.threads === null) found.add('threads_unknown')
  for (const thread of input.threads ?? []) {
    const reason = judgeThread(thread, at)
    if (reason) found.add(reason)
  }
  return {
    reasons: CONFIDENCE_REASONS.filter((reason) => found.has(reason)),
    checksBasis: checks.basis,
    approvals: verdicts.approvals,
  }
}

function judgeThread({ createdAt, isResolved, resolvedAt }: ThreadState, at: Date): ConfidenceReason | null {
  if (createdAt && createdAt > at) return null
  // Resolved once and open again: the last reading says so, the old time means nothing.
  if (isResolved === false) return 'thread_open'
  if (resolvedAt) return resolvedAt > at ? 'thread_open' : null
  return isResolved === null ? 'threads_unknown' : null
}

/** Back from the merge over every instant at which something changed, as long as confidence held. */
function findConfidenceStart(input: ConfidenceInput, start: Date, mergedAt: Date, approvalsNeeded: ApprovalsNeeded): Date {
  const instants = [
    ...input.heads.map(({ at }) => at),
    ...input.reviews.flatMap(({ submittedAt, dismissedAt }) => [submittedAt, dismissedAt]),
    ...input.checks.map(({ completedAt }) => completedAt),
    ...(input.threads ?? []).flatMap(({ createdAt, resolvedAt }) => [createdAt, resolvedAt]),
  ].filter((at): at is Date => at !== null && at > start && at < mergedAt)
  let confidentAt = mergedAt
  for (const at of [start, ...instants].sort((a, b) => b.getTime() - a.getTime())) {
    if (at < confidentAt && judgeAt(input, at, approvalsNeeded).reasons.length > 0) return confidentAt
    confidentAt = at
  }
  return confidentAt
}

function isExact({ threads }: ConfidenceInput, mergedAt: Date): boolean {
  return (threads ?? []).every(({ createdAt, resolvedAt }) => resolvedAt !== null || (createdAt !== null && createdAt > mergedAt))
}

function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / HOUR
}
