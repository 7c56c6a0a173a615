import type { Instant, WorldCommit, WorldPullRequest, WorldRepository, WorldReview, WorldTeam } from './world'

// What of the world is already there when the clock stands at `asOf`. A thing dated after it does not exist yet.

export function isPast(at: Instant | null | undefined, asOf: Instant): boolean {
  return at !== null && at !== undefined && at <= asOf
}

/** The things that have happened by then; the list itself where the pull request has come to rest. */
export function pastOf<T>(pullRequest: WorldPullRequest, list: T[], dateOf: (item: T) => Instant, asOf: Instant): T[] {
  return pullRequest.settledAt <= asOf ? list : list.filter((item) => dateOf(item) <= asOf)
}

/** The commits of the branch, oldest first: pushed by then and not yet replaced by a force push. */
export function commitsAsOf(pullRequest: WorldPullRequest, asOf: Instant): WorldCommit[] {
  return pullRequest.commits.filter((commit) => commit.pushedAt <= asOf && !isPast(commit.replacedAt, asOf))
}

export function headOidAsOf(pullRequest: WorldPullRequest, asOf: Instant): string {
  if (pullRequest.headRefOid !== null && pullRequest.settledAt <= asOf) return pullRequest.headRefOid
  return commitsAsOf(pullRequest, asOf).at(-1)?.oid ?? pullRequest.headRefOid ?? '0'.repeat(40)
}

export function stateAsOf(pullRequest: WorldPullRequest, asOf: Instant): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (isPast(pullRequest.mergedAt, asOf)) return 'MERGED'
  return isPast(pullRequest.closedAt, asOf) ? 'CLOSED' : 'OPEN'
}

export function isDraftAsOf(pullRequest: WorldPullRequest, asOf: Instant): boolean {
  let isDraft = pullRequest.createdAsDraft
  for (const event of pullRequest.timeline) {
    if (event.createdAt > asOf) continue
    if (event.__typename === 'ReadyForReviewEvent') isDraft = false
    if (event.__typename === 'ConvertToDraftEvent') isDraft = true
  }
  return isDraft
}

export function baseAsOf(pullRequest: WorldPullRequest, asOf: Instant): string {
  const later = pullRequest.timeline.find((event) => event.__typename === 'BaseRefChangedEvent' && event.createdAt > asOf)
  const previous = later?.fields['previousRefName']
  return typeof previous === 'string' ? previous : pullRequest.baseRefName
}

export function reviewStateAsOf(review: WorldReview, asOf: Instant): WorldReview['state'] {
  return isPast(review.dismissedAt, asOf) ? 'DISMISSED' : review.state
}

export function updatedAtAsOf(pullRequest: WorldPullRequest, asOf: Instant): Instant {
  if (pullRequest.updatedAt <= asOf) return pullRequest.updatedAt
  let latest = pullRequest.createdAt
  for (const at of activityOf(pullRequest)) if (at > latest && at <= asOf) latest = at
  return latest
}

/** Every instant that moves GitHub's updatedAt. Resolving a thread and finishing a check do not. */
function activityOf(pullRequest: WorldPullRequest): Instant[] {
  const instants: (Instant | null)[] = [
    pullRequest.createdAt,
    pullRequest.mergedAt,
    pullRequest.closedAt,
    pullRequest.lastEditedAt,
    ...pullRequest.reviews.flatMap((review) => [review.submittedAt, review.dismissedAt]),
    ...pullRequest.threads.flatMap((thread) => thread.comments.map((comment) => comment.createdAt)),
    ...pullRequest.comments.map((comment) => comment.createdAt),
    ...pullRequest.commits.flatMap((commit) => [commit.pushedAt, commit.replacedAt]),
    ...pullRequest.timeline.map((event) => event.createdAt),
  ]
  return instants.filter((at) => at !== null)
}

/** The last instant of anything at all, silent things included. */
export function lastInstantOf(pullRequest: WorldPullRequest): Instant {
  const silent = [
    ...pullRequest.threads.flatMap((thread) => [thread.resolvedAt, thread.outdatedAt]),
    ...pullRequest.checks.map((check) => check.completedAt),
  ].filter((at) => at !== null)
  return [...activityOf(pullRequest), ...silent].reduce((latest, at) => (at > latest ? at : latest), pullRequest.createdAt)
}

export function membersAsOf(team: WorldTeam, asOf: Instant) {
  return team.members.filter(({ from, to }) => (from === null || from <= asOf) && !isPast(to, asOf))
}

/** How many of the repository's pull requests (by creation) exist: a binary search, because lists can be long. */
export function countAsOf(repository: WorldRepository, asOf: Instant): number {
  let low = 0
  let high = repository.pullRequests.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (repository.pullRequests.at(middle).createdAt <= asOf) low = middle + 1
    else high = middle
  }
  return low
}
