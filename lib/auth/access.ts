import type { AuthorizedOrganizationId, AuthorizedScope, AuthorizedTeamId } from '@/lib/db/authorized'
import { toCellScope, toSurfaceScope, toTeamScope, type Scope } from '@/lib/metrics/organization/scope'
import type { Tier } from '@/lib/policy/tiers'
import type { View } from './view'

/** The only place where an authorised id is made; every gate of this folder ends here. */
export function toAuthorizedOrganizationId(id: number): AuthorizedOrganizationId {
  return id as AuthorizedOrganizationId
}

export interface TeamAccess {
  id: AuthorizedTeamId
  slug: string
  name: string
}

/** The team of the organisation that was granted, if the view opens it; null: no such team for this reader. */
export function requireTeamAccess(view: View, team: { id: string; slug: string; name: string } | null): TeamAccess | null {
  if (!team || (view.teams !== 'all' && !view.teams.includes(team.slug))) return null
  return { ...team, id: team.id as AuthorizedTeamId }
}

/**
 * The gate of every list of single pull requests, which is another than that of the figures above it. A null slug is the
 * organisation's list: of all teams, or of no one's.
 */
export function requireLists({ lists }: View, slug: string | null): boolean {
  return lists === 'all' || (slug !== null && lists.includes(slug))
}

/** The whole organisation, for whoever it was granted to. */
export function toOrganizationScope(_granted: AuthorizedOrganizationId): AuthorizedScope {
  return authorize('organization')
}

export function toTeamAccessScope({ id }: TeamAccess): AuthorizedScope {
  return authorize(toTeamScope(id))
}

/** A surface, or one tier of it: whoever sees an organisation sees its surfaces. */
export function toSurfaceAccessScope(_granted: AuthorizedOrganizationId, name: string, tier: Tier | null): AuthorizedScope {
  return authorize(tier ? toCellScope(tier, name) : toSurfaceScope(name))
}

function authorize(scope: Scope): AuthorizedScope {
  return scope as AuthorizedScope
}
