import { RATE_LIMIT } from './fragments'

const PAGE = `
fragment page on PullRequestConnection {
  totalCount pageInfo { hasNextPage endCursor } nodes { id number updatedAt createdAt title url }
}`

// The sort key of the walk never changes, so its cursor stays good however long the walk rests.

/** Walk of everything: oldest first by creation. 1 point a page of 100. */
export const MANIFEST_QUERY = `
query manifest($id: ID!, $after: String) {
  ${RATE_LIMIT}
  node(id: $id) {
    ... on Repository {
      pullRequests(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) { ...page }
    }
  }
}
${PAGE}`

/** Newest change first, for one repository: what a limited or a long-absent reader walks. */
export const CHANGES_QUERY = `
query changes($id: ID!, $after: String) {
  ${RATE_LIMIT}
  node(id: $id) {
    ... on Repository {
      pullRequests(first: 100, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) { ...page }
    }
  }
}
${PAGE}`

export const POLL_WIDTH = 100
export const POLL_PAGE = 25

/** The newest changes of up to 100 repositories, for 1 point. */
export const POLL_QUERY = `
query poll($ids: [ID!]!) {
  ${RATE_LIMIT}
  nodes(ids: $ids) {
    __typename
    ... on Repository {
      id
      pullRequests(first: ${POLL_PAGE}, orderBy: { field: UPDATED_AT, direction: DESC }) { ...page }
    }
  }
}
${PAGE}`
