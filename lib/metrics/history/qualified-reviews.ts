import { isQualifiedActorType } from '@/lib/attribution/identity-kind'
import type { PullRequestHistory, Review } from '@/lib/facts/pull-request-history'
import { isQualifiedReviewer, type Authorship, type Reviewer } from './qualified-reviewer'

export interface StandingReview {
  reviewerId: string
  /** As submitted: what a dismissed one said before. */
  state: string
  submittedAt: Date
  /** null or a commit that is no head: the branch was force-pushed away from it. */
  commitOid: string | null
  dismissedAt: Date | null
}

/**
 * The submitted reviews of qualified reviewers up to an instant, oldest first, each as it was submitted.
 * It takes the whole history: a later dismissal is what remembers what a review had said.
 */
export function toQualifiedReviews(
  history: PullRequestHistory,
  authorLogins: ReadonlySet<string>,
  /** Who asked an agent for it. */
  requesterLogin: string | null,
  asOf: Date,
): StandingReview[] {
  const authorship = toAuthorship(authorLogins, requesterLogin)
  return history.reviews
    .filter((review) => review.submittedAt <= asOf && isQualifiedReviewer(toReviewer(review), authorship))
    .map((review) => toStandingReview(review, history))
    .sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())
}

/** Why an approval does not count; the first that holds, in this order. */
export type UnqualifiedApproval = 'bot' | 'author' | 'requester' | 'no_push_access'

/** One entry a person whose approval up to an instant does not count. */
export function listUnqualifiedApprovals(
  history: PullRequestHistory,
  authorLogins: ReadonlySet<string>,
  requesterLogin: string | null,
  asOf: Date,
): UnqualifiedApproval[] {
  const authorship = toAuthorship(authorLogins, requesterLogin)
  const reasons = new Map<string, UnqualifiedApproval>()
  for (const review of history.reviews) {
    const reviewer = toReviewer(review)
    if (review.state !== 'APPROVED' || review.submittedAt > asOf || isQualifiedReviewer(reviewer, authorship)) continue
    reasons.set(reviewer.id, toReason(reviewer, authorship))
  }
  return [...reasons.values()]
}

function toReason({ id, type, isAi }: Reviewer, { authorIds, requesterIds }: Authorship): UnqualifiedApproval {
  if (type !== 'User' || isAi) return 'bot'
  if (authorIds.has(id)) return 'author'
  return requesterIds.has(id) ? 'requester' : 'no_push_access'
}

/** GitHub's logins ignore case. */
function toReviewer({ author, authorCanPush }: Review): Reviewer {
  return { id: author.login.toLowerCase(), type: author.type, isAi: !isQualifiedActorType(author), canPush: authorCanPush }
}

function toAuthorship(authorIds: ReadonlySet<string>, requesterLogin: string | null): Authorship {
  return { authorIds, requesterIds: new Set(requesterLogin === null ? [] : [requesterLogin.toLowerCase()]) }
}

/** As submitted: a dismissed review's own row forgets what it said, the event of its dismissal remembers. */
function toStandingReview(review: Review, history: PullRequestHistory): StandingReview {
  const dismissal = history.timeline.find((event) => event.type === 'ReviewDismissedEvent' && event.subjectId === review.id)
  return {
    reviewerId: review.author.id,
    state: review.state === 'DISMISSED' ? (dismissal?.details.previousReviewState ?? 'COMMENTED') : review.state,
    submittedAt: review.submittedAt,
    commitOid: review.commitOid ?? toForgotten(review.submittedAt),
    dismissedAt: dismissal?.createdAt ?? (review.state === 'DISMISSED' ? review.submittedAt : null),
  }
}

const FORGOTTEN = 'forgotten:'

/** The name of a commit that nobody knows any more. */
export function toForgotten(submittedAt: Date): string {
  return `${FORGOTTEN}${submittedAt.toISOString()}`
}

export function isForgotten(commitOid: string | null): boolean {
  return commitOid?.startsWith(FORGOTTEN) ?? false
}
