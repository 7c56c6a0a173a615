import { isQualifiedActorType } from '@/lib/attribution/identity-kind'
import type { StandingReview } from './approval-standing'
import type { PullRequestHistory } from './pull-request-history'
import { isQualifiedReviewer } from './qualified-reviewer'
import { toStandingReview } from './to-confidence-input'

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
  const requesterIds = new Set(requesterLogin === null ? [] : [requesterLogin.toLowerCase()])
  return history.reviews
    .filter(
      ({ author, authorCanPush, submittedAt }) =>
        submittedAt <= asOf &&
        isQualifiedReviewer(
          { id: author.login.toLowerCase(), type: author.type, isAi: !isQualifiedActorType(author), canPush: authorCanPush },
          { authorIds: authorLogins, requesterIds },
        ),
    )
    .map((review) => toStandingReview(review, history))
    .sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())
}
