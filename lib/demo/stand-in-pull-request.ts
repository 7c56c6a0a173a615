import { baseAsOf, commitsAsOf, headOidAsOf, isDraftAsOf, isPast, pastOf, reviewStateAsOf, stateAsOf, updatedAtAsOf } from './as-of'
import { toArrayConnection, type PageArguments } from './stand-in-connection'
import { typedError } from './stand-in-errors'
import type { Resolver, StandInContext } from './stand-in-context'
import { toRef } from './stand-in-branch'
import type { WorldCheck, WorldCommit, WorldPullRequest, WorldReview, WorldReviewComment, WorldThread } from './world'

// Resolvers of PullRequest and of what hangs on it. Only what the clock allows to be seen.

type PullRequestResolver = Resolver<WorldPullRequest>

const THREE_THOUSAND_FILES = 3000
/** GitHub keeps check runs for about 400 days. */
const CHECK_DAYS = 400

const DAY = 86_400_000

function visibleReviews(source: WorldPullRequest, asOf: string) {
  return pastOf(source, source.reviews, (review) => review.submittedAt ?? review.createdAt, asOf).map(
    (review) => new ReviewView(source, review, asOf),
  )
}

function visibleThreads(source: WorldPullRequest, asOf: string) {
  return pastOf(source, source.threads, (thread) => thread.comments[0]?.createdAt ?? source.createdAt, asOf)
}

class ReviewView {
  readonly __typename = 'PullRequestReview'
  constructor(
    readonly pullRequest: WorldPullRequest,
    readonly review: WorldReview,
    readonly asOf: string,
  ) {}
}

export class CommitView {
  readonly __typename = 'Commit'
  constructor(
    readonly pullRequest: WorldPullRequest,
    readonly oid: string,
    readonly commit: WorldCommit | null,
  ) {}
}

function toCommit(pullRequest: WorldPullRequest, oid: string | null) {
  if (oid === null) return null
  return new CommitView(pullRequest, oid, pullRequest.commits.find((commit) => commit.oid === oid) ?? null)
}

/** READY_FOR_REVIEW_EVENT → ReadyForReviewEvent */
const typeNames = new Map<string, string>()
function toTypeName(itemType: string): string {
  let name = typeNames.get(itemType)
  if (name === undefined) {
    name = itemType.toLowerCase().replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
    typeNames.set(itemType, name)
  }
  return name
}

export const pullRequestResolvers: Record<string, PullRequestResolver> = {
  fullDatabaseId: (source) => String(source.databaseId),
  url: (source) => `https://github.com/${source.repository.nameWithOwner}/pull/${source.number}`,
  permalink: (source) => `https://github.com/${source.repository.nameWithOwner}/pull/${source.number}`,
  state: (source, _, { asOf }) => stateAsOf(source, asOf),
  closed: (source, _, { asOf }) => isPast(source.closedAt, asOf),
  merged: (source, _, { asOf }) => isPast(source.mergedAt, asOf),
  isDraft: (source, _, { asOf }) => isDraftAsOf(source, asOf),
  updatedAt: (source, _, { asOf }) => updatedAtAsOf(source, asOf),
  publishedAt: (source) => source.createdAt,
  mergedAt: (source, _, { asOf }) => (isPast(source.mergedAt, asOf) ? source.mergedAt : null),
  closedAt: (source, _, { asOf }) => (isPast(source.closedAt, asOf) ? source.closedAt : null),
  mergedBy: (source, _, { asOf }) => (isPast(source.mergedAt, asOf) ? source.mergedBy : null),
  mergeCommit: (source, _, { asOf }) => (isPast(source.mergedAt, asOf) ? toCommit(source, source.mergeCommitOid) : null),
  lastEditedAt: (source, _, { asOf }) => (isPast(source.lastEditedAt, asOf) ? source.lastEditedAt : null),
  editor: (source, _, { asOf }) => (isPast(source.lastEditedAt, asOf) ? source.editor : null),
  includesCreatedEdit: (source, _, { asOf }) => isPast(source.lastEditedAt, asOf),
  baseRefName: (source, _, { asOf }) => baseAsOf(source, asOf),
  baseRef: (source, _, { asOf }) => toRef(source.repository, baseAsOf(source, asOf)),
  baseRefOid: () => '0'.repeat(40),
  headRefOid: (source, _, { asOf }) => headOidAsOf(source, asOf),
  headRef: () => null,
  headRepository: (source) => (source.isCrossRepository ? null : source.repository),
  baseRepository: (source) => source.repository,
  changedFiles: (source) => source.changedFiles ?? source.files.length,
  mergeable: () => 'UNKNOWN',
  mergeStateStatus: () => 'UNKNOWN',
  reviewDecision: () => null,
  totalCommentsCount: (source, _, { asOf }) => pastOf(source, source.comments, (comment) => comment.createdAt, asOf).length,
  labels: (source, page) => toArrayConnection(source.labels, page),
  assignees: (source, page) => toArrayConnection(source.assignees.filter((actor) => actor.__typename === 'User'), page),
  reviews: (source, page, { asOf }) => toArrayConnection(visibleReviews(source, asOf), page),
  latestReviews: (source, page, { asOf }) => {
    const byAuthor = new Map(visibleReviews(source, asOf).map((view) => [view.review.author?.id ?? '', view]))
    return toArrayConnection([...byAuthor.values()], page)
  },
  reviewThreads: (source, page, { asOf }) => toArrayConnection(visibleThreads(source, asOf), page),
  comments: (source, page, { asOf }) =>
    toArrayConnection(pastOf(source, source.comments, (comment) => comment.createdAt, asOf), page),
  commits: (source, page, { asOf }) =>
    toArrayConnection(
      commitsAsOf(source, asOf).map((commit) => ({
        __typename: 'PullRequestCommit',
        id: `PRC_${source.id}_${commit.oid}`,
        commit: new CommitView(source, commit.oid, commit),
        pullRequest: source,
      })),
      page,
    ),
  files: (source, page) =>
    toArrayConnection(source.files.length > THREE_THOUSAND_FILES ? source.files.slice(0, THREE_THOUSAND_FILES) : source.files, page),
  closingIssuesReferences: (source, page) => toArrayConnection(source.closingIssues, page),
  participants: (source, page, { asOf }) => {
    const people = [source.author, ...visibleReviews(source, asOf).map((view) => view.review.author)]
    const users = people.filter((actor) => actor?.__typename === 'User').map((actor) => [actor?.id, actor] as const)
    return toArrayConnection([...new Map(users).values()], page)
  },
  reviewRequests: (source, page, { asOf }) => {
    const reviewed = new Set(visibleReviews(source, asOf).map((view) => view.review.author?.id))
    const asked = source.timeline
      .filter((event) => event.__typename === 'ReviewRequestedEvent' && event.createdAt <= asOf)
      .map((event) => event.fields['requestedReviewer'])
      .filter((reviewer) => !reviewed.has((reviewer as { id?: string } | null)?.id))
    const requests = [...new Set(asked)].map((requestedReviewer, index) => ({
      __typename: 'ReviewRequest',
      id: `RR_${source.id}_${index}`,
      requestedReviewer,
      asCodeOwner: false,
      pullRequest: source,
    }))
    return toArrayConnection(requests, page)
  },
  timelineItems: (source, page: PageArguments & { itemTypes?: string[] | null; since?: string | null }, { asOf }) => {
    const wanted = page.itemTypes ? new Set(page.itemTypes.map(toTypeName)) : null
    const since = page.since ?? ''
    const events = source.timeline.filter(
      (event) => event.createdAt <= asOf && event.createdAt >= since && (wanted === null || wanted.has(event.__typename)),
    )
    const connection = toArrayConnection(events, page)
    return { ...connection, updatedAt: events.at(-1)?.createdAt ?? source.createdAt }
  },
  statusCheckRollup: (source, _, context) => toRollup(source, headOidAsOf(source, context.asOf), context),
}

function toRollup(source: WorldPullRequest, oid: string, { asOf }: StandInContext) {
  if (source.checksAccess === 'forbidden') throw typedError('FORBIDDEN', 'Resource not accessible by personal access token')
  const oldest = new Date(Date.parse(asOf) - CHECK_DAYS * DAY).toISOString()
  const checks = source.checks.filter((check) => check.commitOid === oid && check.startedAt <= asOf && check.completedAt >= oldest)
  if (checks.length === 0) return null
  const failed = checks.some((check) => isPast(check.completedAt, asOf) && !['SUCCESS', 'NEUTRAL', 'SKIPPED'].includes(check.conclusion))
  const running = checks.some((check) => !isPast(check.completedAt, asOf))
  return {
    __typename: 'StatusCheckRollup',
    id: `SCR_${source.id}_${oid}`,
    commit: toCommit(source, oid),
    state: failed ? 'FAILURE' : running ? 'PENDING' : 'SUCCESS',
    checks: checks.map((check) => toContext(check, asOf)),
  }
}

function toContext(check: WorldCheck, asOf: string) {
  const isDone = isPast(check.completedAt, asOf)
  if (check.kind === 'StatusContext') {
    const state = !isDone ? 'PENDING' : check.conclusion === 'SUCCESS' ? 'SUCCESS' : 'FAILURE'
    return { __typename: check.kind, id: check.id, context: check.name, state, createdAt: isDone ? check.completedAt : check.startedAt }
  }
  return {
    __typename: check.kind,
    id: check.id,
    name: check.name,
    status: isDone ? 'COMPLETED' : 'IN_PROGRESS',
    conclusion: isDone ? check.conclusion : null,
    startedAt: check.startedAt,
    completedAt: isDone ? check.completedAt : null,
  }
}

export const reviewResolvers: Record<string, Resolver<ReviewView>> = {
  id: ({ review }) => review.id,
  databaseId: ({ review }) => review.databaseId,
  fullDatabaseId: ({ review }) => String(review.databaseId),
  author: ({ review }) => review.author,
  authorAssociation: ({ review }) => review.authorAssociation,
  authorCanPushToRepository: ({ review }) => review.authorCanPushToRepository,
  state: ({ review, asOf }) => reviewStateAsOf(review, asOf),
  body: ({ review }) => review.body,
  createdAt: ({ review }) => review.createdAt,
  updatedAt: ({ review, asOf }) => (isPast(review.dismissedAt, asOf) ? review.dismissedAt : (review.submittedAt ?? review.createdAt)),
  submittedAt: ({ review }) => review.submittedAt,
  url: ({ review, pullRequest }) =>
    `https://github.com/${pullRequest.repository.nameWithOwner}/pull/${pullRequest.number}#pullrequestreview-${review.databaseId}`,
  commit: ({ review, pullRequest }) => toCommit(pullRequest, review.commitOid),
  comments: ({ review, pullRequest, asOf }, page) => {
    const own = pullRequest.threads.flatMap((thread) => thread.comments).filter((comment) => comment.reviewId === review.id)
    return toArrayConnection(own.filter((comment) => comment.createdAt <= asOf), page)
  },
}

export const threadResolvers: Record<string, Resolver<WorldThread>> = {
  isResolved: (source, _, { asOf }) => isPast(source.resolvedAt, asOf),
  resolvedBy: (source, _, { asOf }) => (isPast(source.resolvedAt, asOf) ? source.resolvedBy : null),
  isOutdated: (source, _, { asOf }) => isPast(source.outdatedAt, asOf),
  line: (source, _, { asOf }) => (isPast(source.outdatedAt, asOf) ? null : source.line),
  isCollapsed: (source, _, { asOf }) => isPast(source.resolvedAt, asOf),
  diffSide: () => 'RIGHT',
  subjectType: () => 'LINE',
  repository: (source) => source.pullRequest.repository,
  comments: (source, page, { asOf }) => {
    const comments = pastOf(source.pullRequest, source.comments, (comment) => comment.createdAt, asOf)
    return toArrayConnection(comments.map((comment) => new ReviewCommentView(source, comment)), page)
  },
}

class ReviewCommentView {
  readonly __typename = 'PullRequestReviewComment'
  constructor(
    readonly thread: WorldThread,
    readonly comment: WorldReviewComment,
  ) {}
}

export const reviewCommentResolvers: Record<string, Resolver<ReviewCommentView>> = {
  id: ({ comment }) => comment.id,
  databaseId: ({ comment }) => comment.databaseId,
  fullDatabaseId: ({ comment }) => String(comment.databaseId),
  author: ({ comment }) => comment.author,
  body: ({ comment }) => comment.body,
  createdAt: ({ comment }) => comment.createdAt,
  updatedAt: ({ comment }) => comment.createdAt,
  path: ({ thread }) => thread.path,
  line: ({ thread }) => thread.line,
  originalLine: ({ thread }) => thread.originalLine,
  startLine: ({ thread }) => thread.startLine,
  diffHunk: ({ thread }) => `@@ -${thread.originalLine ?? 1},1 +${thread.originalLine ?? 1},1 @@`,
  outdated: ({ thread }, _, { asOf }) => isPast(thread.outdatedAt, asOf),
  state: () => 'SUBMITTED',
  commit: ({ thread, comment }) => toCommit(thread.pullRequest, comment.commitOid),
  originalCommit: ({ thread, comment }) => toCommit(thread.pullRequest, comment.originalCommitOid ?? comment.commitOid),
  pullRequest: ({ thread }) => thread.pullRequest,
  pullRequestReview: ({ thread, comment }, _, { asOf }) =>
    visibleReviews(thread.pullRequest, asOf).find(({ review }) => review.id === comment.reviewId) ?? null,
  replyTo: ({ thread, comment }) => {
    const first = thread.comments[0]
    return first && first.id !== comment.id ? new ReviewCommentView(thread, first) : null
  },
}

export const commitResolvers: Record<string, Resolver<CommitView>> = {
  id: ({ oid }) => `C_${oid}`,
  oid: ({ oid }) => oid,
  abbreviatedOid: ({ oid }) => oid.slice(0, 7),
  message: ({ commit }) => commit?.message ?? '',
  messageHeadline: ({ commit }) => commit?.message.split('\n')[0] ?? '',
  messageBody: ({ commit }) => commit?.message.split('\n').slice(1).join('\n').trim() ?? '',
  authoredDate: ({ commit, pullRequest }) => commit?.authoredDate ?? pullRequest.createdAt,
  committedDate: ({ commit, pullRequest }) => commit?.committedDate ?? pullRequest.mergedAt ?? pullRequest.createdAt,
  additions: ({ commit }) => commit?.additions ?? 0,
  deletions: ({ commit }) => commit?.deletions ?? 0,
  changedFilesIfAvailable: () => null,
  author: ({ commit }) => commit?.author ?? null,
  committer: ({ commit }) => commit?.committer ?? null,
  url: ({ oid, pullRequest }) => `https://github.com/${pullRequest.repository.nameWithOwner}/commit/${oid}`,
  repository: ({ pullRequest }) => pullRequest.repository,
  statusCheckRollup: ({ pullRequest, oid }, _, context) => toRollup(pullRequest, oid, context),
}

