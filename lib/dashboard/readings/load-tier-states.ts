import { listRepositoryIds } from '@/lib/db/organization/list-repository-ids'
import { listTierStates } from '@/lib/db/figures/tier-states'
import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { toDateString } from '@/lib/dates'
import type { NotConfigured } from '@/lib/metrics/history/judge-tier'
import { indexTierStates } from '@/lib/metrics/organization/tier-states'
import type { RepositoryTiers } from '@/lib/pages/frame/page'

interface Asked {
  database: Database
  organizationId: AuthorizedOrganizationId
}

/** Repositories whose tiers are not configured at the end of a range: how a list judges its rows. */
export async function loadNotConfigured({ database, organizationId }: Asked, range: { to: Date; asOf: Date }): Promise<NotConfigured> {
  const index = indexTierStates(await listTierStates(database, organizationId))
  return index.listNotConfigured(range.to < range.asOf ? range.to : range.asOf)
}

/** The present state of every repository of which something was merged, by name. */
export async function loadRepositoryTiers({ database, organizationId }: Asked): Promise<RepositoryTiers[]> {
  const [states, ids] = await Promise.all([listTierStates(database, organizationId), listRepositoryIds(database, organizationId)])
  const latest = new Map(states.map((state) => [state.repositoryId, state]))
  return [...ids].flatMap(([repository, repositoryId]) => {
    const known = latest.get(repositoryId)
    if (!known) return []
    const { state, sinceOn, decidedOn, merges, unmatched } = known
    return [{ repositoryId, repository, state, sinceOn: toDateString(sinceOn), decidedOn: toDateString(decidedOn), merges, unmatched }]
  })
}
