import { isPast, pastOf, reviewStateAsOf } from './as-of'
import { toCommit } from './commit'
import { toArrayConnection } from './connection'
import type { Resolver } from './context'
import type { WorldPullRequest, WorldReview, WorldReviewComment, WorldThread } from './world'

// Resolvers of reviews, their threads and comments.

class ReviewView {
  readonly __typename = 'PullRequestReview'
  constructor(
    readonly pullRequest: WorldPullRequest,
    readonly review: WorldReview,
    readonly asOf: string,
  ) {}
}

export function visibleReviews(source: WorldPullRequest, asOf: string) {
  return pastOf(source, source.reviews, (review) => review.submittedAt ?? review.createdAt, asOf).map(
    (review) => new ReviewView(source, review, asOf),
  )
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
    `https://github.com/${pullRequest.repository.nameWithOwner}/pull/${pullRequest.number}` + `#pullrequestreview-${review.databaseId}`,
  commit: ({ review, pullRequest }) => toCommit(pullRequest, review.commitOid),
  comments: ({ review, pullRequest, asOf }, page) => {
    const own = pullRequest.threads.flatMap((thread) => thread.comments).filter((comment) => comment.reviewId === review.id)
    return toArrayConnection(
      own.filter((comment) => comment.createdAt <= asOf),
      page,
    )
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
    return toArrayConnection(
      comments.map((comment) => new ReviewCommentView(source, comment)),
      page,
    )
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
  authorAssociation: ({ comment }) => comment.authorAssociation,
  body: ({ comment }) => comment.body,
  createdAt: ({ comment }) => comment.createdAt,
  updatedAt: ({ comment }) => comment.createdAt,
  path: ({ thread }) => thread.path,
  line: ({ thread }) => thread.line,
  originalLine: ({ thread }) => thread.originalLine,
  startLine: ({ thread }) => thread.startLine,
  originalStartLine: ({ thread, comment }) =>
    thread.originalLine === null ? null : thread.originalLine - (comment.code ?? '').split('\n').length + 1,
  diffHunk: ({ thread, comment }) => {
    const line = thread.originalLine ?? 1
    const code = comment.code ?? null
    return [`@@ -${line},1 +${line},1 @@`, ...(code === null ? [] : code.split('\n').map((text) => `+${text}`))].join('\n')
  },
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
