import type { PullRequestHistory, PullRequestSurroundings, TimelineEvent } from '@/lib/facts/pull-request-history'

/**
 * The pull request as it stood at an instant: facts dated later are left out (METRICS section 1, "As of").
 * Facts without a date of their own (labels, body, whether a thread is resolved) count as last read.
 * Commits are dated by their committer date, which a rebase rewrites: an approximation nobody can improve on from here.
 */
export function truncateHistory(history: PullRequestHistory, asOf: Date): PullRequestHistory {
  const isPast = (at: Date | null): at is Date => at !== null && at <= asOf
  if (lastInstant(history) <= asOf) return history
  const commits = history.commits.filter((commit) => commit.committedAt <= asOf)
  const later = history.timeline.filter((event) => event.createdAt > asOf)
  return {
    ...history,
    isDraft: isDraftBefore(later) ?? history.isDraft,
    baseRefName: baseBefore(later) ?? history.baseRefName,
    mergedAt: isPast(history.mergedAt) ? history.mergedAt : null,
    closedAt: isPast(history.closedAt) ? history.closedAt : null,
    mergedBy: isPast(history.mergedAt) ? history.mergedBy : null,
    reviews: history.reviews.filter((review) => review.submittedAt <= asOf),
    comments: history.comments.filter((comment) => comment.createdAt <= asOf),
    threads: history.threads
      .map((thread) => ({
        ...thread,
        resolvedAt: isPast(thread.resolvedAt) ? thread.resolvedAt : null,
        isResolved: thread.resolvedAt !== null && thread.resolvedAt > asOf ? false : thread.isResolved,
        comments: thread.comments.filter((comment) => comment.createdAt <= asOf),
      }))
      .filter((thread) => thread.comments.length > 0),
    commits,
    headRefOid: commits.length === history.commits.length ? history.headRefOid : (commits.at(-1)?.oid ?? history.headRefOid),
    timeline: history.timeline.filter((event) => event.createdAt <= asOf),
    checks: history.checks.filter((check) => check.completedAt === null || check.completedAt <= asOf),
    pushes: history.pushes.filter((push) => push.at <= asOf),
  }
}

/** The state that the first later toggle ended; undefined: none came later. */
function isDraftBefore(later: TimelineEvent[]): boolean | undefined {
  const toggle = later.find(({ type }) => type === 'ReadyForReviewEvent' || type === 'ConvertToDraftEvent')
  return toggle && toggle.type === 'ReadyForReviewEvent'
}

/** The base that the first later change left; undefined: none came later, or GitHub does not name it. */
function baseBefore(later: TimelineEvent[]): string | undefined {
  const change = later.find(({ type }) => type === 'BaseRefChangedEvent' || type === 'AutomaticBaseChangeSucceededEvent')
  return change?.details.previousRefName
}

export function truncateSurroundings(surroundings: PullRequestSurroundings, asOf: Date): PullRequestSurroundings {
  return {
    ...surroundings,
    parents: surroundings.parents.filter((parent) => parent.createdAt <= asOf),
    repairs: surroundings.repairs.filter((repair) => repair.mergedAt <= asOf),
  }
}

/** The latest dated fact: nearly every evaluation is of a history that ended before it, and copies nothing. */
function lastInstant(history: PullRequestHistory): Date {
  let last = history.createdAt
  const see = (at: Date | null) => {
    if (at !== null && at > last) last = at
  }
  see(history.closedAt)
  see(history.mergedAt)
  for (const review of history.reviews) see(review.submittedAt)
  for (const comment of history.comments) see(comment.createdAt)
  for (const thread of history.threads) {
    see(thread.resolvedAt)
    for (const comment of thread.comments) see(comment.createdAt)
  }
  for (const commit of history.commits) see(commit.committedAt)
  for (const event of history.timeline) see(event.createdAt)
  for (const check of history.checks) see(check.completedAt)
  for (const push of history.pushes) see(push.at)
  return last
}
