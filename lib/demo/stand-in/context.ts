import type { PageArguments } from './connection'
import type { Instant, World } from './world'

export type Scope = 'repo' | 'read:org' | 'administration' | 'sso'

export interface RateLimitAnswer {
  cost: number
  limit: number
  nodeCount: number
  remaining: number
  used: number
  resetAt: Instant
}

/** What every resolver may look at: one request's world, clock and rights. */
export interface StandInContext {
  world: World
  asOf: Instant
  scopes: ReadonlySet<Scope>
  rateLimit: RateLimitAnswer | null
}

/** Plain and synchronous: a promise per field would be most of the time a request takes. */
export type Resolver<Source> = (source: Source, args: ResolverArguments, context: StandInContext) => unknown

// GraphQL's arguments are as loose as JSON; each resolver that takes one reads it by its name in GitHub's schema.
export interface ResolverArguments extends PageArguments {
  [name: string]: unknown
}
