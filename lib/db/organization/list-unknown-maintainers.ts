import { z } from 'zod'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const NAME = z.strictObject({ name: z.string() })

/**
 * Those of the names (logins, or teams as org/team) that GitHub has not told of: no team of the organisation, and nobody
 * who is in one or ever wrote, reviewed or said anything here. Whoever is meant, their approvals are not recognised.
 */
export async function listUnknownMaintainers(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  names: string[],
): Promise<string[]> {
  if (names.length === 0) return []
  const plain = names.map((name) => name.replace(/^@/, '').toLowerCase())
  const rows = await queryRows(database, NAME)`
    select given.name from unnest(${plain}::text[]) as given(name)
    where not exists (
      select 1 from teams t join organizations o on o.id = t.organization_id
      where t.organization_id = ${organizationId} and t.removed_on is null and given.name = lower(o.login) || '/' || lower(t.slug)
    ) and not exists (
      select 1 from actors a where a.organization_id = ${organizationId} and lower(a.login) = given.name
    ) and not exists (
      select 1 from users u where u.organization_id = ${organizationId} and lower(u.login) = given.name
    )`
  const unknown = new Set(rows.map(({ name }) => name))
  return names.filter((_, index) => unknown.has(plain[index] ?? ''))
}
