import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

export interface RepositoryCodeOwners {
  repository: string
  codeowners: string
}

/** The CODEOWNERS files that were read, by repository. */
export async function listCodeOwners(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
): Promise<RepositoryCodeOwners[]> {
  const found = await database.repository.findMany({
    where: { organizationId, codeowners: { not: null } },
    orderBy: { nameWithOwner: 'asc' },
    select: { nameWithOwner: true, codeowners: true },
  })
  return found.map(({ nameWithOwner, codeowners }) => ({ repository: nameWithOwner, codeowners: codeowners ?? '' }))
}
