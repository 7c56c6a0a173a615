import { z } from 'zod'
import type { RepositoryWeek, TierState, TierStateName } from '@/lib/metrics/organization/tier-states'
import type { Database, DatabaseOrTransaction } from '../client'
import { toGeneration, type Generation } from '../generation'
import { queryRows, textOf } from '../postgres/query-rows'
import { upsertRows } from '../postgres/upsert-rows'

const REPOSITORY_WEEK = z.strictObject({ repositoryId: z.string(), weekOn: z.date(), merges: z.number(), unmatched: z.number() })

/** Merges of every repository and ISO week, those of other bases left out, as evaluated in this generation. */
export async function listRepositoryWeeks(
  database: DatabaseOrTransaction,
  organizationId: number,
  generation: Generation,
): Promise<RepositoryWeek[]> {
  return queryRows(database, REPOSITORY_WEEK)`
    select repository_id as "repositoryId", date_trunc('week', merged_at at time zone 'UTC')::date as "weekOn",
      count(*)::int as merges, (count(*) filter (where cardinality(unclassified) > 0))::int as unmatched
    from pull_request_metrics
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, generation)}
      and merged_at is not null and in_population
    group by 1, 2 order by 1, 2`
}

const TIER_STATE = z.strictObject({
  repositoryId: z.string(),
  state: textOf<TierStateName>(),
  sinceOn: z.date(),
  decidedOn: z.date(),
  merges: z.number(),
  unmatched: z.number(),
})

/** Every state that was ever decided, by repository and then by date: a handful a repository. */
export async function listTierStates(
  database: DatabaseOrTransaction,
  organizationId: number,
  generation: Generation = 'served',
): Promise<TierState[]> {
  return queryRows(database, TIER_STATE)`
    select repository_id as "repositoryId", state, since_on as "sinceOn", decided_on as "decidedOn", merges, unmatched
    from repository_tier_states
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, generation)}
    order by repository_id, since_on`
}

/** All of a generation's, in one transaction. */
export async function replaceTierStates(
  database: Database,
  organizationId: number,
  generation: number,
  states: readonly TierState[],
): Promise<void> {
  await database.$transaction(async (transaction) => {
    await transaction.repositoryTierState.deleteMany({ where: { organizationId, generation } })
    await upsertRows(transaction, {
      table: 'repository_tier_states',
      organizationId,
      rows: states.map((state) => ({ generation, ...state })),
      key: ['generation', 'repositoryId', 'sinceOn'],
    })
  })
}
