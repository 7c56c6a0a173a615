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
