import type { Head, StandingReview } from './approval-standing'
import type { ConfidenceInput } from './confident-merge'
import type { PullRequestHistory, Review } from './pull-request-history'
import { isMergeOfBase } from './push-times'

/**
 * From GitHub's facts to the input of time to confident merge. GitHub keeps no list of heads, so it is put together:
 *
 * - every commit of the present list was a head or part of one. A later commit that is no merge of the base is a change,
 *   so each has a patch of its own: an approval of an earlier one is stale for certain;
 * - a commit that a review names but the list lacks was pushed away; its patch cannot be compared with what came after.
 *   What a force push brought (all up to its `afterOid`; everything, if no event tells) therefore leaves it unknown,
 *   and only an ordinary commit on top makes it stale.
 */
export function toConfidenceInput(
  history: PullRequestHistory,
  clockStartAt: Date | null,
  qualifiedReviews: StandingReview[],
  bases: readonly string[],
): ConfidenceInput {
  return {
    clockStartAt,
    mergedAt: history.mergedAt,
    closedAt: history.closedAt,
    heads: toHeads(history, bases),
    reviews: qualifiedReviews,
    requiredChecks: history.branchRule?.contexts ?? null,
    checks: history.checks,
    areChecksReadable: history.checksState !== 'unreadable',
    threads: history.threads.map((thread) => ({
      createdAt: thread.comments[0]?.createdAt ?? null,
      isResolved: thread.isResolved,
      resolvedAt: thread.resolvedAt,
    })),
  }
}

/** As submitted: a dismissed review's own row forgets what it said, the event of its dismissal remembers. */
export function toStandingReview(review: Review, history: PullRequestHistory): StandingReview {
  const dismissal = history.timeline.find(
    (event) => event.type === 'ReviewDismissedEvent' && event.subjectId === review.id,
  )
  return {
    reviewerId: review.author.id,
    state: review.state === 'DISMISSED' ? (dismissal?.details.previousReviewState ?? 'COMMENTED') : review.state,
    submittedAt: review.submittedAt,
    commitOid: review.commitOid,
    dismissedAt: dismissal?.createdAt ?? (review.state === 'DISMISSED' ? review.submittedAt : null),
  }
}

export function toHeads(history: PullRequestHistory, bases: readonly string[]): Head[] {
  const end = history.mergedAt ?? history.closedAt
  const oids = history.commits.map(({ oid }) => oid)
  if (oids.at(-1) !== history.headRefOid) oids.push(history.headRefOid)
  const forced = history.timeline.filter(({ type }) => type === 'HeadRefForcePushedEvent')
  const lastForced = forced.findLast(({ details }) => oids.includes(details.afterOid ?? ''))
  const unseen = listUnseen(history, oids)
  // Without an event that says so, commits that are gone from the list still prove that it was rewritten.
  const rewrittenTo = lastForced
    ? oids.lastIndexOf(lastForced.details.afterOid ?? '')
    : unseen.length > 0 || forced.length > 0
      ? oids.length - 1
      : -1
  const messages = new Map(history.commits.map((commit) => [commit.oid, commit]))
  const heads: Head[] = []
  let next = end
  for (let index = oids.length - 1; index >= 0; index -= 1) {
    const oid = oids[index] ?? ''
    const commit = messages.get(oid)
    const pushedAt = index <= rewrittenTo && lastForced ? lastForced.createdAt : (commit?.committedAt ?? history.createdAt)
    next = earliest(pushedAt, next, firstNamed(history, oid)) ?? pushedAt
    heads.unshift({
      oid,
      at: next < history.createdAt ? history.createdAt : next,
      patchId: oid,
      isForcePush: index <= rewrittenTo,
      isMergeOfBase: commit !== undefined && isMergeOfBase(commit.message, bases),
    })
  }
  return [...unseen, ...heads].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Commits that reviews name and the present list lacks, dated by the first review of each. */
function listUnseen(history: PullRequestHistory, oids: string[]): Head[] {
  const unseen = new Set(history.reviews.flatMap(({ commitOid }) => (commitOid && !oids.includes(commitOid) ? [commitOid] : [])))
  return [...unseen].map((oid) => ({
    oid,
    at: firstNamed(history, oid) ?? history.createdAt,
    patchId: null,
    isForcePush: false,
    isMergeOfBase: false,
  }))
}

function firstNamed(history: PullRequestHistory, oid: string): Date | null {
  return earliest(...history.reviews.filter(({ commitOid }) => commitOid === oid).map(({ submittedAt }) => submittedAt))
}

function earliest(...instants: (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null)
}
