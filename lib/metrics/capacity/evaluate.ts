import { HOUR } from '@/lib/dates'
import { toIdentityKind } from '@/lib/attribution/identity-kind'
import { computeAiLines } from '@/lib/attribution/ai-lines'
import { isMergeOfBase } from '@/lib/attribution/merge-commits'
import type { StandingReview } from '@/lib/metrics/history/qualified-reviews'
import { isCreatedAsDraft } from '@/lib/metrics/history/population'
import { isProvablyFast } from './provably-fast'
import type { PullRequestEvaluation, StoredCycle } from '@/lib/metrics/history/pull-request-evaluation'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import type { Push } from '@/lib/metrics/history/push-times'
import { computeReviewCycles, type ReviewCycle } from './review-cycles'
import { weekdayHours, type WeekdayCalendar } from '@/lib/metrics/organization/weekday-hours'

export interface ReviewEvaluationInput {
  history: PullRequestHistory
  readyAt: Date | null
  qualified: StandingReview[]
  pushes: Push[]
  /** Names of the base, by which merges of it are known. */
  bases: readonly string[]
  calendar: WeekdayCalendar
  /** Whether it counts as capacity demand at all. */
  isDemand: boolean
  /** Whether any reading counts it: else its people are nobody's contributors. */
  isCounted: boolean
  asOf: Date
}

/** The part of an evaluation that review capacity reads: cycles, load, first-review wait. */
export function evaluateReview(input: ReviewEvaluationInput): PullRequestEvaluation['review'] {
  const { history, qualified, calendar, asOf } = input
  const cycles = input.isDemand ? toCycles(input) : []
  const first = cycles[0]
  const firstReviewed = cycles.find(({ outcome }) => outcome === 'reviewed')
  const author = toIdentityKind(history.author, 'author') === 'human' ? [history.author.id] : []
  const reviewers = qualified.map(({ reviewerId }) => reviewerId)
  const approvals = cycles.map(toApprovalPace(input))
  return {
    cycles: cycles.map((cycle, index): StoredCycle => {
      const approval = approvals[index]
      return {
        startedAt: cycle.startedAt.getTime(),
        endedAt: cycle.endedAt?.getTime() ?? null,
        outcome: cycle.outcome,
        weekdayHours: cycle.endedAt ? weekdayHours(cycle.startedAt, cycle.endedAt, calendar) : null,
        ...(approval && { approval }),
        ...(cycle.openedBy === 'review' && { isFollowUp: true as const }),
      }
    }),
    reviews: toReviews(cycles, qualified, history.mergedAt ?? history.closedAt ?? asOf),
    firstReviewWeekdayHours: first && firstReviewed?.endedAt ? weekdayHours(first.startedAt, firstReviewed.endedAt, calendar) : null,
    contributorIds: input.isCounted ? [...new Set([...author, ...reviewers])].sort() : [],
    provablyFastApprovals: approvals.filter((approval) => approval === 'fast').length,
  }
}

function toCycles({ history, readyAt, qualified, pushes, bases, asOf }: ReviewEvaluationInput): ReviewCycle[] {
  if (readyAt === null) return []
  const { mergedAt, closedAt } = history
  const transitions = history.timeline.flatMap(
    ({ type, createdAt: at }): { type: 'ready' | 'draft' | 'closed' | 'reopened'; at: Date }[] => {
      if (type === 'ReadyForReviewEvent') return [{ type: 'ready', at }]
      if (type === 'ConvertToDraftEvent') return [{ type: 'draft', at }]
      if (type === 'ReopenedEvent') return [{ type: 'reopened', at }]
      // GitHub writes a ClosedEvent for a merge too.
      if (type === 'ClosedEvent' && (mergedAt === null || at < mergedAt)) return [{ type: 'closed', at }]
      return []
    },
  )
  const isClosingKnown = transitions.some(({ type, at }) => type === 'closed' && closedAt !== null && at >= closedAt)
  if (mergedAt === null && closedAt !== null && !isClosingKnown) transitions.push({ type: 'closed', at: closedAt })
  return computeReviewCycles(
    {
      createdAt: history.createdAt,
      isCreatedAsDraft: isCreatedAsDraft(history),
      transitions,
      pushes: pushes.map(({ at }) => at),
      requests: history.timeline.flatMap(({ type, subject, subjectId, createdAt }) =>
        // A team's request is a request of its people; only a bot's is nobody's.
        type === 'ReviewRequestedEvent' && subjectId !== null && (subject === null || subject.type === 'User') ? [createdAt] : [],
      ),
      reviews: qualified.map((review) => ({ ...review, isOfEarlierHead: isOfEarlierHead(review, history, bases) })),
      mergedAt,
    },
    asOf,
  )
}

/** It names a commit on which others lay already: what it says is not of the head of its instant. */
function isOfEarlierHead({ commitOid, submittedAt }: StandingReview, { commits }: PullRequestHistory, bases: readonly string[]): boolean {
  const index = commits.findIndex(({ oid }) => oid === commitOid)
  if (index === -1) return false
  return commits.slice(index + 1).some(({ committedAt, message }) => committedAt <= submittedAt && !isMergeOfBase(message, bases))
}

/**
 * One review per person and cycle: the first in it, up to the start of the next. A second approver ends no cycle but did
 * the work; five remarks in one sitting are one review. Counted this way weeks add up to ranges.
 */
function toReviews(cycles: ReviewCycle[], qualified: StandingReview[], end: Date): PullRequestEvaluation['review']['reviews'] {
  return cycles.flatMap(({ startedAt }, index) => {
    const until = cycles[index + 1]?.startedAt ?? null
    const first = new Map<string, number>()
    for (const { reviewerId, submittedAt } of qualified) {
      const isWithin = submittedAt >= startedAt && (until === null ? submittedAt <= end : submittedAt < until)
      if (isWithin && !first.has(reviewerId)) first.set(reviewerId, submittedAt.getTime())
    }
    return [...first].map(([reviewerId, at]) => ({ reviewerId, at }))
  })
}

const NO_EVIDENCE = { tier: 'L0' as const, evidence: [], perCommit: [], isAgentWritten: false }

/** Whether an approval ended a cycle, and whether it was provably fast; null: something else ended it, or nothing. */
function toApprovalPace({ history, qualified }: ReviewEvaluationInput): (cycle: ReviewCycle) => 'fast' | 'plain' | null {
  const reviewableLines = computeAiLines(NO_EVIDENCE, [], history.files).lines
  // What approves in words is the approval, not a remark beside it.
  const approving = new Set(qualified.flatMap(({ said }) => (said?.commentId ? [said.commentId] : [])))
  const comments = [...history.comments, ...history.threads.flatMap((thread) => thread.comments)].filter(({ id }) => !approving.has(id))
  const commentedBy = new Set(comments.map(({ author }) => author.id))
  const remarks = new Set(history.reviews.filter(({ body }) => body.trim() !== '').map(({ author }) => author.id))
  return ({ startedAt, endedAt, outcome, reviewerId }) => {
    if (outcome !== 'reviewed' || !endedAt || reviewerId === null) return null
    const isApproval = qualified.some(
      (review) => review.reviewerId === reviewerId && review.submittedAt.getTime() === endedAt.getTime() && review.state === 'APPROVED',
    )
    if (!isApproval) return null
    const remarksGiven = commentedBy.has(reviewerId) || remarks.has(reviewerId) ? 1 : 0
    const elapsedHours = (endedAt.getTime() - startedAt.getTime()) / HOUR
    return isProvablyFast({ reviewableLines, elapsedHours, comments: remarksGiven }) ? 'fast' : 'plain'
  }
}
