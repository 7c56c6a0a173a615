import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows } from '../postgres/query-rows'

const REPOSITORY_PROGRESS = z.strictObject({
  repository: z.string(),
  url: z.string(),
  isArchived: z.boolean(),
  /** Where the walk through the repository stands. */
  cursor: z.string().nullable(),
  pullRequestsTotal: z.number().nullable(),
  pullRequestsSeen: z.number(),
  pullRequestsStored: z.number(),
  /** Of which something is missing, or that GitHub failed to answer. */
  incompletePullRequests: z.number(),
  /** How many pull requests miss something of which connection, e.g. {"comments": 2}. */
  incompleteConnections: jsonOf<Record<string, number>>(),
  backfilledAt: z.date().nullable(),
  lastReadAt: z.date().nullable(),
  lastError: z.string().nullable(),
})
export type RepositoryProgress = z.infer<typeof REPOSITORY_PROGRESS>

/** Where the reading of every repository stands, by name. Counts rows: for the sync page, not for every page. */
export async function listRepositoryProgress(database: DatabaseOrTransaction, organizationId: number): Promise<RepositoryProgress[]> {
  return queryRows(database, REPOSITORY_PROGRESS)`
    select r.name_with_owner as repository, r.url, r.is_archived as "isArchived", r.manifest_cursor as cursor,
      r.pull_requests_total as "pullRequestsTotal", r.pull_requests_seen as "pullRequestsSeen",
      coalesce(stored.total, 0)::int as "pullRequestsStored", coalesce(stored.incomplete, 0)::int as "incompletePullRequests",
      coalesce(connections.counts, '{}'::jsonb) as "incompleteConnections",
      r.backfilled_at as "backfilledAt", r.last_read_at as "lastReadAt", nullif(concat_ws('; ', r.last_error, r.walk_gap), '') as "lastError"
    from repositories r
    left join (
      select repository_id, count(*) as total, count(*) filter (where not is_complete) as incomplete
      from pull_requests where organization_id = ${organizationId} group by repository_id
    ) stored on stored.repository_id = r.id
    left join (
      select repository_id, jsonb_object_agg(name, n) as counts from (
        select repository_id, name, count(*) as n from (
          select p.repository_id, entry.key as name
          from pull_requests p cross join lateral jsonb_each(p.ledger) entry
          where p.organization_id = ${organizationId} and not p.is_complete and entry.value ->> 'complete' = 'false'
          union all
          select p.repository_id, 'threadComments' from pull_requests p
          where p.organization_id = ${organizationId} and not p.is_complete and exists (
            select 1 from review_threads t
            where t.organization_id = p.organization_id and t.pull_request_id = p.id and not t.comments_complete)
          union all
          select p.repository_id, 'closingIssueLabels' from pull_requests p
          where p.organization_id = ${organizationId} and not p.is_complete
            and jsonb_path_exists(p.closing_issues, '$[*].labels ? (@ == null)')
        ) missing group by repository_id, name
      ) by_name group by repository_id
    ) connections on connections.repository_id = r.id
    where r.organization_id = ${organizationId}
    order by r.name_with_owner`
}
