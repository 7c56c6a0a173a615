import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

/** Repositories that are not archived, and how many of them tell agents not to sign what they write. */
export async function getAttributionSetting(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
): Promise<{ repositories: number; suppressed: number }> {
  const groups = await database.repository.groupBy({
    by: ['suppressesAttribution'],
    where: { organizationId, isArchived: false },
    _count: true,
  })
  return {
    repositories: groups.reduce((sum, { _count }) => sum + _count, 0),
    suppressed: groups.find(({ suppressesAttribution }) => suppressesAttribution)?._count ?? 0,
  }
}
