import { TIERS, type Tier } from '@/lib/policy/tiers'

/**
 * What a roll-up is about: the whole organisation, one team by its GitHub node id, one surface by its name ("" is
 * everything that no named surface holds), or one cell: a surface's pull requests of one tier.
 */
export type Scope = 'organization' | `team:${string}` | `surface:${string}` | `cell:${Tier}:${string}`

export type ScopeParts =
  | { kind: 'organization' }
  | { kind: 'team'; teamId: string }
  | { kind: 'surface'; name: string }
  | { kind: 'cell'; tier: Tier; name: string }

export function toTeamScope(teamId: string): Scope {
  return `team:${teamId}`
}

export function toSurfaceScope(name: string): Scope {
  return `surface:${name}`
}

export function toCellScope(tier: Tier, name: string): Scope {
  return `cell:${tier}:${name}`
}

/** A surface's name may hold anything, colons too; a team's id and a tier do not. */
export function toScopeParts(scope: Scope): ScopeParts {
  if (scope.startsWith('team:')) return { kind: 'team', teamId: scope.slice('team:'.length) }
  if (scope.startsWith('surface:')) return { kind: 'surface', name: scope.slice('surface:'.length) }
  const tier = TIERS.find((known) => scope.startsWith(`cell:${known}:`))
  return tier ? { kind: 'cell', tier, name: scope.slice(`cell:${tier}:`.length) } : { kind: 'organization' }
}

export interface ScopeFacts {
  /** "organization", the team's slug, or the surface's name. */
  name: string
  timeZone: string
  /** People whose zeros count in the load: the scope's members with push access. */
  eligibleReviewerIds: string[]
}

export interface ScopedRow {
  teamIds: readonly string[]
  surfaces: readonly string[]
  tier: Tier
  /** Not null: T2 by default, not judged yet (judge-tier.ts), so that it may stand in either cell. */
  unconfigured?: object | null
}

/** Every scope that counts a pull request: a row of several teams or surfaces counts once in each of them. */
export function listScopes({ teamIds, surfaces, tier, unconfigured }: ScopedRow): Scope[] {
  const tiers: Tier[] = unconfigured ? ['T1', tier] : [tier]
  const ofSurface = (name: string) => [toSurfaceScope(name), ...tiers.map((one) => toCellScope(one, name))]
  return ['organization', ...teamIds.map(toTeamScope), ...surfaces.flatMap(ofSurface)]
}

export function isInScope(row: ScopedRow, scope: Scope): boolean {
  const parts = toScopeParts(scope)
  if (parts.kind === 'team') return row.teamIds.includes(parts.teamId)
  if (parts.kind === 'surface') return row.surfaces.includes(parts.name)
  if (parts.kind === 'organization') return true
  const isOfTier = row.tier === parts.tier || (parts.tier === 'T1' && Boolean(row.unconfigured))
  return isOfTier && row.surfaces.includes(parts.name)
}

/** Under which scope its pull requests are listed: a cell's are its surface's of one tier. */
export function toListedScope(scope: Scope): Scope {
  const parts = toScopeParts(scope)
  return parts.kind === 'cell' ? toSurfaceScope(parts.name) : scope
}
