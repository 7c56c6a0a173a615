import type { Head, StandingReview } from './approval-standing'
import type { ConfidenceInput } from './confident-merge'
import type { PullRequestHistory, Review } from '@/lib/facts/pull-request-history'
import { isMergeOfBase } from '@/lib/metrics/history/push-times'

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
  const dismissal = history.timeline.find((event) => event.type === 'ReviewDismissedEvent' && event.subjectId === review.id)
  return {
    reviewerId: review.author.id,
    state: review.state === 'DISMISSED' ? (dismissal?.details.previousReviewState ?? 'COMMENTED') : review.state,
    submittedAt: review.submittedAt,
    commitOid: review.commitOid ?? toForgotten(review.submittedAt),
    dismissedAt: dismissal?.createdAt ?? (review.state === 'DISMISSED' ? review.submittedAt : null),
  }
}

export function toHeads(history: PullRequestHistory, bases: readonly string[]): Head[] {
  const oids = history.commits.map(({ oid }) => oid)
  if (oids.at(-1) !== history.headRefOid) oids.push(history.headRefOid)
  const unseen = listUnseen(history, oids)
  const rewrite = findRewrite(history, oids, unseen)
  const commits = new Map(history.commits.map((commit) => [commit.oid, commit]))
  let before = history.createdAt
  const heads = oids.map((oid, index): Head => {
    const commit = commits.get(oid)
    const committedAt = commit?.committedAt ?? before
    const isRewritten = index <= rewrite.lastIndex
    // A commit's name holds its date: nobody saw it earlier, though GitHub moves old reviews to commits that came after them.
    const seen = later(committedAt, isRewritten ? (earliest(firstNamed(history, oid), rewrite.at) ?? committedAt) : committedAt)
    before = later(before, earliest(seen, history.mergedAt) ?? before)
    return {
      oid,
      at: before,
      patchId: oid,
      isForcePush: isRewritten,
      isMergeOfBase: commit !== undefined && isMergeOfBase(commit.message, bases),
    }
  })
  // What was pushed away came before what is there, also where it was reviewed only afterwards: the sort is stable, so of
  // equal instants it comes first and the last head is always the present one.
  const gone = unseen.map((head) => ({ ...head, at: earliest(head.at, before) ?? head.at }))
  return [...gone, ...heads].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Up to which commit of the present list the branch was rewritten, and when at the earliest. */
function findRewrite(history: PullRequestHistory, oids: string[], unseen: Head[]): { lastIndex: number; at: Date } {
  const forced = history.timeline.filter(({ type }) => type === 'HeadRefForcePushedEvent')
  const lastForced = forced.findLast(({ details }) => oids.includes(details.afterOid ?? ''))
  if (lastForced) return { lastIndex: oids.lastIndexOf(lastForced.details.afterOid ?? ''), at: lastForced.createdAt }
  const at = unseen.at(-1)?.at ?? forced.at(-1)?.createdAt
  if (!at) return { lastIndex: -1, at: history.createdAt }
  // No event tells what the rewriting brought. What was committed after the last commit that is gone was pushed after it.
  const younger = history.commits.findIndex(({ committedAt }) => committedAt > at)
  return { lastIndex: younger === -1 ? oids.length - 1 : younger - 1, at }
}

/** Commits that reviews name and the present list lacks, dated by the first review of each. */
function listUnseen(history: PullRequestHistory, oids: string[]): Head[] {
  const gone = new Map<string, Date>()
  for (const { commitOid, submittedAt } of history.reviews) {
    const isLate = history.mergedAt !== null && submittedAt > history.mergedAt
    if (isLate || (commitOid !== null && oids.includes(commitOid))) continue
    // GitHub forgets the commit of some reviews: it may have been any.
    const oid = commitOid ?? toForgotten(submittedAt)
    gone.set(oid, earliest(gone.get(oid) ?? null, submittedAt) ?? submittedAt)
  }
  return [...gone]
    .map(([oid, at]) => ({ oid, at, patchId: null, isForcePush: false, isMergeOfBase: false }))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

const FORGOTTEN = 'forgotten:'

/** The name of a commit that nobody knows any more. */
function toForgotten(submittedAt: Date): string {
  return `${FORGOTTEN}${submittedAt.toISOString()}`
}

export function isForgotten(commitOid: string | null): boolean {
  return commitOid?.startsWith(FORGOTTEN) ?? false
}

function firstNamed(history: PullRequestHistory, oid: string): Date | null {
  return earliest(...history.reviews.filter(({ commitOid }) => commitOid === oid).map(({ submittedAt }) => submittedAt))
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

function earliest(...instants: (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null)
}
