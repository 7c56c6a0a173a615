import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

/** Ids by OWNER/NAME, in the order of the names. */
export async function listRepositoryIds(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
): Promise<ReadonlyMap<string, string>> {
  const repositories = await database.repository.findMany({
    where: { organizationId },
    orderBy: { nameWithOwner: 'asc' },
    select: { id: true, nameWithOwner: true },
  })
  return new Map(repositories.map(({ id, nameWithOwner }) => [nameWithOwner, id]))
}
