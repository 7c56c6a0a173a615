import { toArrayConnection } from './connection'
import type { Resolver } from './context'
import type { WorldActor, WorldComment, WorldEvent, WorldFile, WorldGitActor } from './world'

// Resolvers of the small things: people, comments, events, files.

export const actorResolvers: Record<string, Resolver<WorldActor>> = {
  name: (source) => source.name ?? null,
  email: (source) => source.email ?? '',
  url: (source) => `https://github.com/${source.login}`,
  resourcePath: (source) => `/${source.login}`,
  avatarUrl: (source) => `https://avatars.githubusercontent.com/u/${source.databaseId ?? 0}`,
}

export const commentResolvers: Record<string, Resolver<WorldComment>> = {
  fullDatabaseId: (source) => String(source.databaseId),
  updatedAt: (source) => source.createdAt,
}

export const gitActorResolvers: Record<string, Resolver<WorldGitActor>> = {
  date: () => null,
  // A GitActor's user is a User: GitHub gives null for bots and other accounts.
  user: (source) => (source.user?.__typename === 'User' ? source.user : null),
}

export const fileResolvers: Record<string, Resolver<WorldFile>> = {
  viewerViewedState: () => 'UNVIEWED',
}

interface Rollup {
  checks: unknown[]
}

export const rollupResolvers: Record<string, Resolver<Rollup>> = {
  contexts: (source, page) => {
    const connection = toArrayConnection(source.checks, page)
    return { ...connection, checkRunCount: source.checks.length, statusContextCount: 0 }
  },
}

const own = new Set(['__typename', 'id', 'createdAt', 'actor'])
const byField = new Map<string, Resolver<WorldEvent>>()

/** An event's fields beyond the common ones. */
export function eventResolver(field: string): Resolver<WorldEvent> | undefined {
  if (own.has(field)) return undefined
  let resolver = byField.get(field)
  if (resolver === undefined) {
    resolver = (source) => source.fields[field] ?? null
    byField.set(field, resolver)
  }
  return resolver
}
