import { groupBy, uniq } from 'es-toolkit'
import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { queryRows } from '../postgres/query-rows'

const HEAD = z.strictObject({ id: z.string(), repositoryId: z.string(), name: z.string() })
const CHILD = z.strictObject({ id: z.string() })

/**
 * Puts what is stacked on these pull requests on the outbox again, where this generation has judged it: it may have been
 * judged before they were known.
 *
 * Each step asks with the values that the step before found. Joined, the planner has averages in their place: nearly every
 * base is the default branch, so it expects a quarter of the repository under any name and reads all of it for each head
 * (19 s a batch at 100,000), and of a generation that is being made its statistics say that it is empty.
 */
export async function enqueueStacked(
  database: DatabaseOrTransaction,
  organizationId: number,
  generation: number,
  pullRequestIds: string[],
): Promise<void> {
  const children = await listStacked(database, organizationId, pullRequestIds)
  if (children.length === 0) return
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select organization_id, pull_request_id from pull_request_metrics
    where organization_id = ${organizationId} and generation = ${generation} and pull_request_id = any(${children})
    on conflict do nothing`
}

/** The pull requests whose base is the head of one of these. */
export async function listStacked(database: DatabaseOrTransaction, organizationId: number, pullRequestIds: string[]): Promise<string[]> {
  const heads = await listHeads(database, organizationId, pullRequestIds)
  if (heads.length === 0) return []
  const parts = Object.entries(groupBy(heads, ({ repositoryId }) => repositoryId)).map(
    ([repositoryId, own]) => Prisma.sql`
      select id from pull_requests
      where organization_id = ${organizationId} and repository_id = ${repositoryId} and base_ref_name = any(${uniq(own.map(({ name }) => name))})`,
  )
  const rows = await queryRows(database, CHILD)`${Prisma.join(parts, ' union all ')}`
  return rows.map(({ id }) => id)
}

/** The branches that something may stand on: every head but the repository's own default branch. */
async function listHeads(database: DatabaseOrTransaction, organizationId: number, ids: string[]): Promise<z.infer<typeof HEAD>[]> {
  if (ids.length === 0) return []
  const heads = await queryRows(database, HEAD)`
    select id, repository_id as "repositoryId", head_ref_name as name from pull_requests
    where organization_id = ${organizationId} and id = any(${ids}) and head_ref_name is not null`
  const repositories = await database.repository.findMany({
    where: { organizationId, id: { in: uniq(heads.map(({ repositoryId }) => repositoryId)) } },
    select: { id: true, defaultBranch: true },
  })
  const defaults = new Map(repositories.map(({ id, defaultBranch }) => [id, defaultBranch]))
  return heads.filter(({ repositoryId, name }) => defaults.get(repositoryId) !== name)
}
