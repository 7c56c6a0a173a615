import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

export interface CodeOwnersCounts {
  repositories: number
  /** With a CODEOWNERS file on the default branch, as last read. */
  withFile: number
}

export async function countCodeOwners(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
): Promise<CodeOwnersCounts> {
  const [repositories, withFile] = await Promise.all([
    database.repository.count({ where: { organizationId } }),
    database.repository.count({ where: { organizationId, codeowners: { not: null } } }),
  ])
  return { repositories, withFile }
}
