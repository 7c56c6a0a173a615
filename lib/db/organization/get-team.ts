import type { DatabaseOrTransaction } from '../client'

/** The existing team with this slug, or one that was called so before; null: none. */
export async function getTeamBySlug(
  database: DatabaseOrTransaction,
  organizationId: number,
  slug: string,
): Promise<{ id: string; slug: string; name: string } | null> {
  const select = { id: true, slug: true, name: true } as const
  const today = await database.team.findFirst({ where: { organizationId, slug, removedOn: null }, select })
  return today ?? database.team.findFirst({ where: { organizationId, aliases: { has: slug }, removedOn: null }, select })
}
