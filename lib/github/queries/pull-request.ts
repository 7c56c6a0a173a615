import type { ConnectionName } from '@/lib/facts/pull-request-facts'
import { ACTOR, CONNECTIONS_A_POINT, RATE_LIMIT, USER } from './fragments'
import { LIST_WIDTH, THREADS } from './leaves'

const TIMELINE_TYPES = [
  'READY_FOR_REVIEW_EVENT',
  'CONVERT_TO_DRAFT_EVENT',
  'REOPENED_EVENT',
  'CLOSED_EVENT',
  'MERGED_EVENT',
  'REVIEW_REQUESTED_EVENT',
  'REVIEW_REQUEST_REMOVED_EVENT',
  'REVIEW_DISMISSED_EVENT',
  'HEAD_REF_FORCE_PUSHED_EVENT',
  'ASSIGNED_EVENT',
  'UNASSIGNED_EVENT',
  'ADDED_TO_MERGE_QUEUE_EVENT',
  'REMOVED_FROM_MERGE_QUEUE_EVENT',
  'BASE_REF_CHANGED_EVENT',
  'AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT',
].join(', ')

interface Connection {
  /** The fragment's name for what one entry is. */
  nodes: string
  /** Builds the connection with its arguments in place, wrapped in whatever object GitHub hangs it on. */
  build: (page: string, fields: string) => string
}

const plain = (name: string, nodes: string, more = ''): Connection => ({
  nodes,
  build: (page, fields) => `${name}(${page}${more}) { ${fields} }`,
})

/**
 * Leaves cost nothing by themselves, so every connection asks for 100; none nests another one.
 * Never `authors` or `parents` of a commit: each is a connection per commit.
 */
const CONNECTION_QUERIES: Record<ConnectionName, Connection> = {
  reviews: plain('reviews', 'id author { ...actor } state body submittedAt commit { oid } authorCanPushToRepository'),
  reviewThreads: plain('reviewThreads', 'id path line originalLine startLine isResolved resolvedBy { ...user } isOutdated'),
  comments: plain('comments', 'id author { ...actor } authorAssociation body createdAt'),
  commits: plain(
    'commits',
    `commit { oid message authoredDate committedDate additions deletions
      author { name email user { ...user } } committer { email } }`,
  ),
  files: plain('files', 'path changeType additions deletions'),
  labels: plain('labels', 'name'),
  assignees: plain('assignees', '...user'),
  checks: {
    nodes: `__typename
      ... on CheckRun { id name conclusion completedAt }
      ... on StatusContext { id context state createdAt }`,
    build: (page, fields) => `statusCheckRollup { commit { oid } contexts(${page}) { ${fields} } }`,
  },
  closingIssues: plain('closingIssuesReferences', 'id number body repository { nameWithOwner }'),
  timelineItems: plain(
    'timelineItems',
    `__typename
    ... on ReadyForReviewEvent { id createdAt actor { ...actor } }
    ... on ConvertToDraftEvent { id createdAt actor { ...actor } }
    ... on ReopenedEvent { id createdAt actor { ...actor } }
    ... on ClosedEvent { id createdAt actor { ...actor } }
    ... on MergedEvent { id createdAt actor { ...actor } }
    ... on ReviewRequestedEvent { id createdAt actor { ...actor } requestedReviewer { ...reviewer } }
    ... on ReviewRequestRemovedEvent { id createdAt actor { ...actor } requestedReviewer { ...reviewer } }
    ... on ReviewDismissedEvent { id createdAt actor { ...actor } previousReviewState review { id } }
    ... on HeadRefForcePushedEvent { id createdAt actor { ...actor } beforeCommit { oid } afterCommit { oid } }
    ... on AssignedEvent { id createdAt actor { ...actor } assignee { ...assignee } }
    ... on UnassignedEvent { id createdAt actor { ...actor } assignee { ...assignee } }
    ... on AddedToMergeQueueEvent { id createdAt actor { ...actor } }
    ... on RemovedFromMergeQueueEvent { id createdAt actor { ...actor } reason }
    ... on BaseRefChangedEvent { id createdAt actor { ...actor } previousRefName currentRefName }
    ... on AutomaticBaseChangeSucceededEvent { id createdAt actor { ...actor } oldBase newBase }`,
    `, itemTypes: [${TIMELINE_TYPES}]`,
  ),
}

const REQUESTED = `
fragment reviewer on RequestedReviewer {
  __typename
  ... on User { id login databaseId }
  ... on Bot { id login databaseId }
  ... on Mannequin { id login databaseId }
  ... on Team { id }
}
fragment assignee on Assignee {
  __typename
  ... on User { id login databaseId }
  ... on Bot { id login databaseId }
  ... on Mannequin { id login databaseId }
  ... on Organization { id login databaseId }
}`

function toSelection(name: ConnectionName, page: string): string {
  const { nodes, build } = CONNECTION_QUERIES[name]
  // Filtered by type, the timeline's `totalCount` counts what was filtered out as well.
  const total = name === 'timelineItems' ? 'totalCount: filteredCount' : 'totalCount'
  return build(page, `${total} pageInfo { hasNextPage endCursor } nodes { ${nodes} }`)
}

const SCALARS = `
  id fullDatabaseId number url title body state isDraft
  author { ...actor } authorAssociation editor { ...actor } mergedBy { ...actor }
  createdAt updatedAt closedAt mergedAt lastEditedAt mergeCommit { oid }
  baseRefName headRefName headRefOid isCrossRepository additions deletions changedFiles
  repository { id }
  baseRef { refUpdateRule { requiredApprovingReviewCount requiredStatusCheckContexts } }`

/** Connections of each pull request, all of them flat. */
export const DETAIL_CONNECTIONS = Object.keys(CONNECTION_QUERIES).length
/** As many pull requests as 1 point pays for. */
export const DETAIL_WIDTH = Math.floor(CONNECTIONS_A_POINT / DETAIL_CONNECTIONS)

/** Threads of others that the same point pays for beside so many pull requests. */
export function countSeats(pullRequests: number): number {
  return Math.max(0, Math.min(LIST_WIDTH, CONNECTIONS_A_POINT - pullRequests * DETAIL_CONNECTIONS))
}

const DETAILS = `
  nodes(ids: $ids) {
    __typename
    ... on PullRequest {
      ${SCALARS}
      ${Object.keys(CONNECTION_QUERIES)
        .filter(isConnectionName)
        .map((name) => toSelection(name, 'first: 100'))
        .join('\n')}
    }
  }`

/** A batch of pull requests with the first 100 of everything. */
export const PULL_REQUESTS_QUERY = `
query pullRequests($ids: [ID!]!) {
  ${RATE_LIMIT}
  ${DETAILS}
}
${ACTOR}${USER}${REQUESTED}`

/** The same, and in the seats that are left the comments of threads that wait for them. */
export const PULL_REQUESTS_AND_THREADS_QUERY = `
query pullRequests($ids: [ID!]!, $threads: [ID!]!) {
  ${RATE_LIMIT}
  ${DETAILS}
  ${THREADS}
}
${ACTOR}${USER}${REQUESTED}`

function isConnectionName(name: string): name is ConnectionName {
  return name in CONNECTION_QUERIES
}

const FRAGMENTS: Partial<Record<ConnectionName, string>> = {
  reviews: ACTOR,
  reviewThreads: USER,
  comments: ACTOR,
  commits: USER,
  assignees: USER,
  timelineItems: ACTOR + REQUESTED,
}

/** The next page of one connection of one pull request. */
export function buildOverflowQuery(name: ConnectionName): string {
  return `
query ${name}($id: ID!, $after: String) {
  ${RATE_LIMIT}
  node(id: $id) {
    __typename
    ... on PullRequest { id ${toSelection(name, 'first: 100, after: $after')} }
  }
}
${FRAGMENTS[name] ?? ''}`
}
