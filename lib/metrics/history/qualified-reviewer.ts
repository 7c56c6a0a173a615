/**
 * Qualified reviewer (METRICS section 1): the only kind of reviewer whose verdict ends a review cycle or counts
 * towards confidence. A person (a `User`, an `EnterpriseUserAccount`, or an `Organization` that was a person; never a Bot,
 * a Mannequin, a deleted or an AI account, whatever type GitHub gives it); no author or co-author of a commit in the pull
 * request; not the person who asked an agent for it; with push access where GitHub says so, or a known reviewer. Who
 * maintains the touched paths is not part of this: tier compliance asks for it.
 */
export interface Reviewer {
  id: string
  /** GitHub's actor type. */
  type: string
  /** An account of an AI agent that GitHub lists as a User. */
  isAi?: boolean
  /** GitHub's authorCanPushToRepository at the time of the review; null where it does not say. */
  canPush?: boolean | null
  /** Reviewed at least 10 other pull requests of the repository, merged before this instant and not their own. */
  isKnown?: boolean
}

export interface Authorship {
  /** The author and everyone who wrote a commit; merges of the base and accepted suggestions make nobody an author. */
  authorIds: ReadonlySet<string>
  /** Requester or assignee who asked an agent for it. The merger, taken for the team only, is never among them. */
  requesterIds: ReadonlySet<string>
}

const PERSON_TYPES = new Set(['User', 'EnterpriseUserAccount', 'Organization'])

export function isQualifiedReviewer(reviewer: Reviewer, { authorIds, requesterIds }: Authorship): boolean {
  return (
    PERSON_TYPES.has(reviewer.type) &&
    reviewer.isAi !== true &&
    (reviewer.canPush !== false || reviewer.isKnown === true) &&
    !authorIds.has(reviewer.id) &&
    !requesterIds.has(reviewer.id)
  )
}

export interface AuthoredCommit {
  authorIds: readonly string[]
  isMergeOfBase?: boolean
  isAcceptedSuggestion?: boolean
}

/** Everyone who counts as an author: the pull request's own, and those of its commits that say something new. */
export function toAuthorIds(authorId: string, commits: readonly AuthoredCommit[]): Set<string> {
  const own = commits.filter((commit) => !commit.isMergeOfBase && !commit.isAcceptedSuggestion)
  return new Set([authorId, ...own.flatMap(({ authorIds }) => authorIds)])
}
