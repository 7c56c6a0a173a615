import { parse } from 'graphql'
import { expect, test } from 'vitest'
import { computeCost } from '@/lib/demo/stand-in/cost'
import { getGitHubSchema } from '@/lib/demo/stand-in/schema'

function costOf(query: string, variables: Record<string, unknown> = {}) {
  return computeCost(getGitHubSchema(), parse(query), variables)
}

test('charges the example of GitHub’s documentation 51 points', () => {
  // "Rate limits and query limits for the GraphQL API": 1 + 100 + 5,000 requests; 100 + 5,000 + 300,000 nodes.
  const cost = costOf(`{ viewer { login repositories(first: 100) { edges { node { id issues(first: 50) { edges { node { id
    labels(first: 60) { edges { node { id name } } } } } } } } } } }`)
  expect(cost).toMatchObject({ connectionRequests: 5101, points: 51, nodeCount: 305_100, error: null })
})

test('a small query is one point', () => {
  expect(costOf('{ viewer { login } }')).toMatchObject({ connectionRequests: 0, points: 1 })
})

test('nodes(ids) multiplies what hangs on it, whether written or given as a variable', () => {
  const query = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on PullRequest { reviews(first: 100) { nodes { id } } ...more } } }'
  const fragment = ' fragment more on PullRequest { comments(first: 100) { nodes { id } } }'
  const ids = Array.from({ length: 24 }, (_, index) => `PR_${index}`)
  expect(costOf(query + fragment, { ids })).toMatchObject({
    connectionRequests: 48,
    nodeCount: 24 + 2 * 24 * 100,
    error: null,
  })
})

test('a connection without first or last is refused', () => {
  expect(costOf('{ viewer { repositories { totalCount } } }').error).toMatchObject({
    type: 'MISSING_PAGINATION_BOUNDARIES',
  })
})

test('more than a hundred of a connection, or of ids, is refused', () => {
  expect(costOf('{ viewer { repositories(first: 101) { totalCount } } }').error).toMatchObject({
    type: 'EXCESSIVE_PAGINATION',
  })
  const ids = Array.from({ length: 101 }, (_, index) => `PR_${index}`)
  expect(costOf('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }).error).toMatchObject({
    type: 'ARGUMENT_LIMIT',
  })
})

test('half a million possible nodes is the most', () => {
  const query = `{ viewer { repositories(first: 100) { nodes { issues(first: 100) { nodes { labels(first: 100) { totalCount } } } } } } }`
  expect(costOf(query).error).toMatchObject({ type: 'MAX_NODE_LIMIT_EXCEEDED' })
})
