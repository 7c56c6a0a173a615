import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

export interface TeamListRow {
  id: string
  slug: string
  name: string
  aliases: string[]
  /** Immediate members today. */
  members: number
}

/** Existing teams, alphabetical by name. */
export async function listTeams(database: DatabaseOrTransaction, organizationId: AuthorizedOrganizationId): Promise<TeamListRow[]> {
  const [teams, memberships] = await Promise.all([
    database.team.findMany({
      where: { organizationId, removedOn: null },
      select: { id: true, slug: true, name: true, aliases: true },
    }),
    database.teamMembership.groupBy({ by: ['teamId'], where: { organizationId, leftOn: null }, _count: { _all: true } }),
  ])
  const members = new Map(memberships.map((row) => [row.teamId, row._count._all]))
  return teams
    .map((team) => ({ ...team, members: members.get(team.id) ?? 0 }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.slug < b.slug ? -1 : 1))
}
