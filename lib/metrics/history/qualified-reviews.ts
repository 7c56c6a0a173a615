import { isQualifiedActorType } from '@/lib/attribution/identity-kind'
import type { StandingReview } from '@/lib/metrics/confidence/approval-standing'
import type { PullRequestHistory, Review } from '@/lib/facts/pull-request-history'
import { isQualifiedReviewer, type Authorship, type Reviewer } from './qualified-reviewer'
import { toStandingReview } from '@/lib/metrics/confidence/to-input'

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
