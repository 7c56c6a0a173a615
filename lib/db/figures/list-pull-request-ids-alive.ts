import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const PULL_REQUEST = z.strictObject({ id: z.string() })

/** Complete pull requests that existed at `asOf` and were not yet closed at `from`, in id order. */
export async function listPullRequestIdsAlive(
  database: DatabaseOrTransaction,
  organizationId: number,
  from: Date,
  asOf: Date,
): Promise<string[]> {
  const rows = await queryRows(database, PULL_REQUEST)`
    select id from pull_requests
    where organization_id = ${organizationId} and is_complete and created_at <= ${asOf}
      and (closed_at is null or closed_at >= ${from})
    order by id`
  return rows.map(({ id }) => id)
}
