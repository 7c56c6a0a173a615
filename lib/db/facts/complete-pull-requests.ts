import type { DatabaseOrTransaction } from '../client'

/**
 * Closes the ledger of those pull requests of which nothing is missing any more, and puts them on the outbox of the evaluation.
 * Called at the end of every transaction that adds facts: this is the only door into the metrics.
 */
export async function completePullRequests(database: DatabaseOrTransaction, organizationId: number, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await database.$executeRaw`
    with done as (
      update pull_requests p set is_complete = true
      where p.organization_id = ${organizationId} and p.id = any(${ids}) and not p.is_complete and p.read_error is null
        and not jsonb_path_exists(p.ledger, '$.*.complete ? (@ == false)')
        and not jsonb_path_exists(p.closing_issues, '$[*].labels ? (@ == null)')
        and not exists (
          select 1 from review_threads t
          where t.organization_id = p.organization_id and t.pull_request_id = p.id and not t.comments_complete)
      returning p.id)
    insert into pending_evaluations (organization_id, pull_request_id)
    select ${organizationId}::int, id from done
    on conflict do nothing`
}
