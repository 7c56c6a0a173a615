import type { ListChoices } from '@/lib/pages/list/address'
import { listRepositoryIds } from '@/lib/db/organization/list-repository-ids'
import { REST } from '@/lib/policy/surfaces'
import type { DashboardContext } from '@/lib/dashboard/context'

/** The repositories of the organisation by name, read once for each revision of it. */
export function loadRepositoryIds({ kept, database, organizationId }: DashboardContext): Promise<ReadonlyMap<string, string>> {
  return kept.once('repository ids', () => listRepositoryIds(database, organizationId))
}

/** The names that an address may give: surfaces of plumbline.yml (without any there, the repositories) and repositories. */
export async function loadListChoices(context: DashboardContext): Promise<ListChoices> {
  const repositories = [...(await loadRepositoryIds(context)).keys()]
  const named = context.configuration.surfaces.map(({ name }) => name)
  return { repositories, surfaces: named.length > 0 ? [...named, REST] : repositories }
}
