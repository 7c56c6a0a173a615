import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const PENDING = z.strictObject({ id: z.string() })

/**
 * The next pull requests to evaluate, in id order. Ones whose facts are not complete stay on the outbox and are left out;
 * ones that GitHub no longer has are named, so that what was derived from them goes too.
 */
export async function listPendingEvaluations(database: DatabaseOrTransaction, organizationId: number, limit: number): Promise<string[]> {
  const rows = await queryRows(database, PENDING)`
    select q.pull_request_id as id from pending_evaluations q
    left join pull_requests p on p.organization_id = q.organization_id and p.id = q.pull_request_id
    where q.organization_id = ${organizationId} and (p.is_complete or p.id is null)
    order by q.pull_request_id limit ${limit}`
  return rows.map(({ id }) => id)
}

export async function countPendingEvaluations(database: DatabaseOrTransaction, organizationId: number): Promise<number> {
  return database.pendingEvaluation.count({ where: { organizationId } })
}

/** Puts every complete pull request on the outbox, because the rules that judge them have changed; figures stay until new ones are there. */
export async function enqueueAllEvaluations(database: DatabaseOrTransaction, organizationId: number): Promise<void> {
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select organization_id, id from pull_requests where organization_id = ${organizationId} and is_complete
    on conflict do nothing`
}

/** Empties everything derived and puts every complete pull request on the outbox: the start of a rebuild, in one transaction. */
export async function resetDerived(database: DatabaseOrTransaction, organizationId: number): Promise<void> {
  await database.$executeRaw`
    with cleared as (
      delete from pull_request_metrics where organization_id = ${organizationId}
    ), evidence as (
      delete from pull_request_evidence where organization_id = ${organizationId}
    ), scopes as (
      delete from scope_pull_requests where organization_id = ${organizationId}
    ), named as (
      delete from pull_request_references where organization_id = ${organizationId}
    ), weeks as (
      delete from team_week_rollups where organization_id = ${organizationId}
    ), pending as (
      delete from pending_roll_ups where organization_id = ${organizationId}
    ), readings as (
      delete from scope_readings where organization_id = ${organizationId}
    )
    insert into pending_evaluations (organization_id, pull_request_id)
    select organization_id, id from pull_requests where organization_id = ${organizationId} and is_complete
    on conflict do nothing`
}
