import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const PENDING = z.strictObject({ id: z.string() })

/**
 * The next pull requests to evaluate, in id order, after a given one. Ones whose facts are not complete stay on the outbox
 * and are left out; ones that GitHub no longer has are named, so that what was derived from them goes too.
 * Lateral: merged with all pull requests from the first on, the outbox would cost more the farther it is.
 */
export async function listPendingEvaluations(
  database: DatabaseOrTransaction,
  organizationId: number,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await queryRows(database, PENDING)`
    select q.pull_request_id as id from pending_evaluations q
    left join lateral (
      select p.id, p.is_complete from pull_requests p
      where p.organization_id = ${organizationId} and p.id = q.pull_request_id
      offset 0
    ) p on true
    where q.organization_id = ${organizationId} and q.pull_request_id > ${after} and (p.is_complete or p.id is null)
    order by q.pull_request_id limit ${limit}`
  return rows.map(({ id }) => id)
}

export async function countPendingEvaluations(database: DatabaseOrTransaction, organizationId: number): Promise<number> {
  return database.pendingEvaluation.count({ where: { organizationId } })
}
