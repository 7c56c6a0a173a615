import { ACTOR, CONNECTIONS_A_POINT, RATE_LIMIT } from './fragments'

// What hangs below a connection of a pull request is asked by its own id, many at a time: one connection each.

/** GitHub takes no more ids than that in one list. */
export const LIST_WIDTH = 100
/** As many threads as 1 point pays for, in two lists. */
export const THREAD_WIDTH = CONNECTIONS_A_POINT

const COMMENTS = `totalCount pageInfo { hasNextPage endCursor }
  nodes { id author { ...actor } authorAssociation body createdAt originalCommit { oid } pullRequestReview { id }
    diffHunk originalLine originalStartLine }`

const THREAD = `
    __typename
    ... on PullRequestReviewThread { id comments(first: 100) { ${COMMENTS} } }`

/** A list of threads, with the first 100 comments of each. */
export const THREADS = `
  threads: nodes(ids: $threads) {${THREAD}
  }`

export const THREAD_COMMENTS_QUERY = `
query threadComments($ids: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {${THREAD}
  }
}
${ACTOR}`

/** More threads than one list takes. */
export const MANY_THREAD_COMMENTS_QUERY = `
query threadComments($ids: [ID!]!, $threads: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {${THREAD}
  }
  ${THREADS}
}
${ACTOR}`

export const THREAD_OVERFLOW_QUERY = `
query threadOverflow($id: ID!, $after: String) {
  ${RATE_LIMIT}
  node(id: $id) {
    __typename
    ... on PullRequestReviewThread { id comments(first: 100, after: $after) { ${COMMENTS} } }
  }
}
${ACTOR}`

/** GitHub allows 100 labels an issue, so one page is all. */
export const ISSUE_LABELS_QUERY = `
query issueLabels($ids: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {
    __typename
    ... on Issue { id labels(first: 100) { nodes { name } } }
  }
}`
