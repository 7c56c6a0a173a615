import { ACTOR, RATE_LIMIT } from './fragments'

// What hangs below a connection of a pull request is asked by its own id, 100 at a time, so that its cost is 1 point a hundred.

export const LEAF_WIDTH = 100

const COMMENTS = `totalCount pageInfo { hasNextPage endCursor }
  nodes { id author { ...actor } authorAssociation body createdAt originalCommit { oid } pullRequestReview { id }
    diffHunk originalLine originalStartLine }`

export const THREAD_COMMENTS_QUERY = `
query threadComments($ids: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {
    __typename
    ... on PullRequestReviewThread { id comments(first: 100) { ${COMMENTS} } }
  }
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
