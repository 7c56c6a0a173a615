import type { AuthorizedOrganizationId, AuthorizedTeamId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { getTeamBySlug } from '@/lib/db/get-team'

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
