import type { DatabaseOrTransaction } from './client'
import { listIncompletePullRequests } from './ledger'

export interface RepositoryStatus {
  repository: string
  cursor: string | null
  backfilledAt: Date | null
  watermark: Date | null
  pullRequestsTotal: number | null
  pullRequestsSeen: number
  pullRequestsStored: number
  /** Pull requests, review threads and issues of which something is still to be read. */
  incompleteConnections: number
  /** Pull requests that GitHub failed to answer. */
  unreadable: number
  lastReadAt: Date | null
  lastError: string | null
}

/** One line a repository of how far its reading is, by name. */
export async function getSyncStatus(database: DatabaseOrTransaction, organizationId: number): Promise<RepositoryStatus[]> {
  return database.$queryRaw<RepositoryStatus[]>`
    select r.name_with_owner as repository, r.manifest_cursor as cursor, r.backfilled_at as "backfilledAt", r.watermark,
      r.pull_requests_total as "pullRequestsTotal", r.pull_requests_seen as "pullRequestsSeen",
      (select count(*)::int from pull_requests p
        where p.organization_id = r.organization_id and p.repository_id = r.id) as "pullRequestsStored",
      (select coalesce(sum(
          (select count(*) from jsonb_each(p.ledger) entry where entry.value ->> 'complete' = 'false')
          + (select count(*) from review_threads t
              where t.organization_id = p.organization_id and t.pull_request_id = p.id and not t.comments_complete)
          + (select count(*) from jsonb_array_elements(p.closing_issues) issue where issue.value -> 'labels' = 'null'::jsonb)
        ), 0)::int
        from pull_requests p
        where p.organization_id = r.organization_id and p.repository_id = r.id and not p.is_complete) as "incompleteConnections",
      (select count(*)::int from pull_requests p
        where p.organization_id = r.organization_id and p.repository_id = r.id and not p.is_complete
          and p.read_error is not null) as unreadable,
      r.last_read_at as "lastReadAt", r.last_error as "lastError"
    from repositories r
    where r.organization_id = ${organizationId}
    order by r.name_with_owner`
}

export interface Unfinished {
  text: string
  /** GitHub failed to answer for this one, which is written down: it does not keep the rest from being whole. */
  isRecorded: boolean
}

/** What the ledger lacks, by name. */
export async function listUnfinished(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryIds: string[],
): Promise<Unfinished[]> {
  const repositories = await database.repository.findMany({
    where: { organizationId, id: { in: repositoryIds }, OR: [{ backfilledAt: null }, { lastError: { not: null } }] },
    orderBy: { nameWithOwner: 'asc' },
    select: { nameWithOwner: true, lastError: true },
  })
  const pullRequests = await listIncompletePullRequests(database, organizationId, repositoryIds)
  return [
    ...repositories.map(({ nameWithOwner, lastError }) => ({
      text: `${nameWithOwner}: ${lastError ?? 'not read to the end'}`,
      isRecorded: false,
    })),
    ...pullRequests.map(({ repository, number, readError }) => ({
      text: `${repository}#${number}: ${readError ?? 'not read to the end'}`,
      isRecorded: readError !== null,
    })),
  ]
}

export async function countStored(database: DatabaseOrTransaction, organizationId: number, repositoryIds: string[]): Promise<number> {
  return database.pullRequest.count({ where: { organizationId, repositoryId: { in: repositoryIds } } })
}

export async function getStoredTotals(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryIds: string[],
): Promise<{ pullRequests: number; reviews: number }> {
  const [row] = await database.$queryRaw<{ pullRequests: number; reviews: number }[]>`
    select count(*)::int as "pullRequests",
      coalesce(sum((select count(*) from reviews v where v.organization_id = p.organization_id and v.pull_request_id = p.id)), 0)::int as reviews
    from pull_requests p where p.organization_id = ${organizationId} and p.repository_id = any(${repositoryIds})`
  return row ?? { pullRequests: 0, reviews: 0 }
}
