import type { AuthorizedOrganizationId } from './authorized'
import type { DatabaseOrTransaction } from './client'

/** OWNER/NAME of every repository, by name. */
export async function listRepositoryNames(database: DatabaseOrTransaction, organizationId: AuthorizedOrganizationId): Promise<string[]> {
  const repositories = await database.repository.findMany({
    where: { organizationId },
    orderBy: { nameWithOwner: 'asc' },
    select: { nameWithOwner: true },
  })
  return repositories.map(({ nameWithOwner }) => nameWithOwner)
}
