/** What a roll-up is about: the whole organisation, or one team by its GitHub node id. */
export type Scope = 'organization' | `team:${string}`

export function toTeamScope(teamId: string): Scope {
  return `team:${teamId}`
}

/** The team's id, or null for the organisation. */
export function toTeamId(scope: Scope): string | null {
  return scope === 'organization' ? null : scope.slice('team:'.length)
}
