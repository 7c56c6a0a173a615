import type { AuthorizedOrganizationId, AuthorizedScope, AuthorizedTeamId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { getTeamBySlug } from '@/lib/db/organization/get-team'
import { toCellScope, toSurfaceScope, toTeamScope, type Scope } from '@/lib/metrics/organization/scope'
import type { Tier } from '@/lib/policy/tiers'

/** The only place where an authorised id is made; every gate of this folder ends here. */
export function toAuthorizedOrganizationId(id: number): AuthorizedOrganizationId {
  return id as AuthorizedOrganizationId
}

export interface TeamAccess {
  id: AuthorizedTeamId
  slug: string
  name: string
}

/** The team, if the organisation that was granted has it; null: no such team. Whoever sees an organisation sees its teams. */
export async function requireTeamAccess(
  database: Database,
  organizationId: AuthorizedOrganizationId,
  slug: string,
): Promise<TeamAccess | null> {
  const team = await getTeamBySlug(database, organizationId, slug)
  return team && { ...team, id: team.id as AuthorizedTeamId }
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
