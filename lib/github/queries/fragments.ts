// Fragments that several queries share. Every actor is asked by interface, so that all five types answer.

export const ACTOR = `
fragment actor on Actor {
  __typename login
  ... on Node { id }
  ... on User { databaseId }
  ... on Bot { databaseId }
  ... on Mannequin { databaseId }
  ... on Organization { databaseId }
}`

export const USER = `fragment user on User { __typename id login databaseId }`

/**
 * As many connections as GitHub answers for one point: a call costs their number / 100, rounded, and at least 1.
 * Twice as many in one call would cost 3. Source: "Rate limits and query limits for the GraphQL API".
 */
export const CONNECTIONS_A_POINT = 149

/** Asked with every call: what it cost and what is left. Null on GitHub Enterprise Server without limits. */
export const RATE_LIMIT = `rateLimit { cost limit remaining resetAt }`
