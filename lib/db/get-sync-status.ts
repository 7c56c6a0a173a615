import type { DatabaseOrTransaction } from './client'

export interface SyncTotals {
  /** Pull requests that the walk has passed, that are stored, and that GitHub says there are (null: not known yet). */
  seen: number
  stored: number
  total: number | null
  /** Pull requests of which something is still to be read. */
  incomplete: number
  /** Repositories whose last reading failed. */
  failed: number
  pendingEvaluations: number
}

/** `withStored` counts the rows themselves, for as long as somebody waits for them; otherwise the walk's own count will do. */
export async function getSyncTotals(
  database: DatabaseOrTransaction,
  organizationId: number,
  withStored: boolean,
): Promise<SyncTotals> {
  const [repositories, stored, incomplete, pendingEvaluations] = await Promise.all([
    database.repository.findMany({
      where: { organizationId },
      select: { pullRequestsSeen: true, pullRequestsTotal: true, backfilledAt: true, lastError: true },
    }),
    withStored ? database.pullRequest.count({ where: { organizationId } }) : null,
    database.pullRequest.count({ where: { organizationId, isComplete: false } }),
    database.pendingEvaluation.count({ where: { organizationId } }),
  ])
  const seen = repositories.reduce((sum, repository) => sum + repository.pullRequestsSeen, 0)
  const isKnown = repositories.length > 0 && repositories.every((repository) => repository.pullRequestsTotal !== null)
  return {
    seen,
    stored: stored ?? seen,
    total: isKnown ? repositories.reduce((sum, repository) => sum + (repository.pullRequestsTotal ?? 0), 0) : null,
    incomplete,
    failed: repositories.filter((repository) => repository.lastError !== null).length,
    pendingEvaluations,
  }
}

/** Does a process hold the lock of this organisation's ingest (organization-sync.ts)? Ends with the process, however it ends. */
export async function isSyncRunning(database: DatabaseOrTransaction, login: string): Promise<boolean> {
  const [row] = await database.$queryRaw<{ running: boolean }[]>`
    select exists (
      select 1 from pg_locks l
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = (hashtext('plumbline ingest')::bigint & 4294967295)::oid
        and l.objid = (hashtext(lower(${login}))::bigint & 4294967295)::oid) as running`
  return row?.running ?? false
}

export interface RepositorySyncRow {
  id: string
  repository: string
  url: string
  isArchived: boolean
  cursor: string | null
  pullRequestsTotal: number | null
  pullRequestsSeen: number
  pullRequestsStored: number
  incompletePullRequests: number
  /** Connections that are not read to their end, by name, e.g. {"comments": 2}; threadComments and issueLabels among them. */
  incompleteConnections: Record<string, number>
  backfilledAt: Date | null
  lastReadAt: Date | null
  lastError: string | null
}

/** One line a repository of how far its reading is, by name. */
export async function listRepositorySync(database: DatabaseOrTransaction, organizationId: number): Promise<RepositorySyncRow[]> {
  return database.$queryRaw<RepositorySyncRow[]>`
    with incomplete as (
      select p.id, p.repository_id, p.ledger, p.closing_issues from pull_requests p
      where p.organization_id = ${organizationId} and not p.is_complete),
    connections as (
      select repository_id, entry.key as name, count(*)::int as n
      from incomplete cross join lateral jsonb_each(ledger) entry
      where entry.value ->> 'complete' = 'false' group by 1, 2
      union all
      select i.repository_id, 'threadComments', count(*)::int from incomplete i
      join review_threads t on t.organization_id = ${organizationId} and t.pull_request_id = i.id and not t.comments_complete
      group by 1
      union all
      select repository_id, 'issueLabels', count(*)::int
      from incomplete cross join lateral jsonb_array_elements(closing_issues) issue
      where issue.value -> 'labels' = 'null'::jsonb group by 1)
    select r.id, r.name_with_owner as repository, r.url, r.is_archived as "isArchived", r.manifest_cursor as cursor,
      r.pull_requests_total as "pullRequestsTotal", r.pull_requests_seen as "pullRequestsSeen",
      (select count(*)::int from pull_requests p
        where p.organization_id = r.organization_id and p.repository_id = r.id) as "pullRequestsStored",
      (select count(*)::int from incomplete i where i.repository_id = r.id) as "incompletePullRequests",
      coalesce((select jsonb_object_agg(name, n) from connections c where c.repository_id = r.id), '{}') as "incompleteConnections",
      r.backfilled_at as "backfilledAt", r.last_read_at as "lastReadAt", r.last_error as "lastError"
    from repositories r
    where r.organization_id = ${organizationId}
    order by r.name_with_owner`
}
