import { baseAsOf, commitsAsOf, headOidAsOf, isDraftAsOf, isPast, pastOf, stateAsOf, updatedAtAsOf } from './as-of'
import { toRef } from './branch'
import { CommitView, toCommit, toRollup } from './commit'
import { toArrayConnection, type PageArguments } from './connection'
import type { Resolver } from './context'
import { visibleReviews } from './review'
import type { WorldPullRequest } from './world'

// Resolvers of PullRequest. Only what the clock allows to be seen.

type PullRequestResolver = Resolver<WorldPullRequest>

const THREE_THOUSAND_FILES = 3000
function visibleThreads(source: WorldPullRequest, asOf: string) {
  return pastOf(source, source.threads, (thread) => thread.comments[0]?.createdAt ?? source.createdAt, asOf)
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
  assignees: (source, page) =>
    toArrayConnection(
      source.assignees.filter((actor) => actor.__typename === 'User'),
      page,
    ),
  reviews: (source, page, { asOf }) => toArrayConnection(visibleReviews(source, asOf), page),
  latestReviews: (source, page, { asOf }) => {
    const byAuthor = new Map(visibleReviews(source, asOf).map((view) => [view.review.author?.id ?? '', view]))
    return toArrayConnection([...byAuthor.values()], page)
  },
  reviewThreads: (source, page, { asOf }) => toArrayConnection(visibleThreads(source, asOf), page),
  comments: (source, page, { asOf }) =>
    toArrayConnection(
      pastOf(source, source.comments, (comment) => comment.createdAt, asOf),
      page,
    ),
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
    // As on GitHub, the total counts events of every type, whichever are asked for.
    const totalCount = source.timeline.filter((event) => event.createdAt <= asOf).length
    return { ...connection, totalCount, updatedAt: events.at(-1)?.createdAt ?? source.createdAt }
  },
  statusCheckRollup: (source, _, context) => toRollup(source, headOidAsOf(source, context.asOf), context),
}
