import { z } from 'zod'
import type { ConnectionName } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'
import { queryRows, textOf } from '../postgres/query-rows'

const ISSUE = z.strictObject({ id: z.string() })
const STORED_UPDATE = z.strictObject({ id: z.string(), updated_at: z.date() })

// The ledger is what the database itself says is missing; a reader that was killed asks it where to go on.
// Questions name the repositories, because the index of what is incomplete begins with them.

const INCOMPLETE_THREAD = z.strictObject({
  id: z.string(),
  pullRequestId: z.string(),
  cursor: z.string().nullable(),
})
export type IncompleteThread = z.infer<typeof INCOMPLETE_THREAD>

/**
 * Threads of which no comment was read (`unread`), or of which there are further pages (`long`).
 * Those of a pull request that cannot be read wait for its next reading.
 */
export async function listIncompleteThreads(
  database: DatabaseOrTransaction,
  organizationId: number,
  kind: 'unread' | 'long',
  limit: number,
): Promise<IncompleteThread[]> {
  return queryRows(database, INCOMPLETE_THREAD)`
    select t.id, t.pull_request_id as "pullRequestId", t.comments_cursor as cursor
    from review_threads t
    join pull_requests p on p.organization_id = t.organization_id and p.id = t.pull_request_id
    where t.organization_id = ${organizationId} and not t.comments_complete and p.read_error is null
      and (t.comments_cursor is null) = ${kind === 'unread'}
    order by t.pull_request_id, t.id limit ${limit}`
}

/** Distinct issues whose labels were not read. */
export async function listIncompleteIssues(database: DatabaseOrTransaction, organizationId: number, limit: number): Promise<string[]> {
  const rows = await queryRows(database, ISSUE)`
    select distinct issue.value ->> 'id' as id
    from pull_requests p cross join lateral jsonb_array_elements(p.closing_issues) issue
    where p.organization_id = ${organizationId} and not p.is_complete and p.read_error is null
      and p.repository_id in (select id from repositories where organization_id = ${organizationId})
      and issue.value -> 'labels' = 'null'::jsonb
    order by id limit ${limit}`
  return rows.map((row) => row.id)
}

const INCOMPLETE_CONNECTION = z.strictObject({
  pullRequestId: z.string(),
  connection: textOf<ConnectionName>(),
  cursor: z.string(),
  stored: z.number(),
  headRefOid: z.string(),
  changedFiles: z.number(),
})
export type IncompleteConnection = z.infer<typeof INCOMPLETE_CONNECTION>

/** Connections with a next page. */
export async function listIncompleteConnections(
  database: DatabaseOrTransaction,
  organizationId: number,
  limit: number,
): Promise<IncompleteConnection[]> {
  return queryRows(database, INCOMPLETE_CONNECTION)`
    select p.id as "pullRequestId", entry.key as connection, entry.value ->> 'cursor' as cursor,
      (entry.value ->> 'stored')::int as stored, p.head_ref_oid as "headRefOid", p.changed_files as "changedFiles"
    from pull_requests p cross join lateral jsonb_each(p.ledger) entry
    where p.organization_id = ${organizationId} and not p.is_complete and p.read_error is null
      and p.repository_id in (select id from repositories where organization_id = ${organizationId})
      and entry.value ->> 'complete' = 'false' and entry.value ->> 'cursor' is not null
    order by p.id, entry.key limit ${limit}`
}

const INCOMPLETE_PULL_REQUEST = z.strictObject({
  id: z.string(),
  repositoryId: z.string(),
  repository: z.string(),
  number: z.number(),
  readError: z.string().nullable(),
})
export type IncompletePullRequest = z.infer<typeof INCOMPLETE_PULL_REQUEST>

/** What still stands between the database and GitHub, by repository and number. */
export async function listIncompletePullRequests(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryIds: string[],
): Promise<IncompletePullRequest[]> {
  return queryRows(database, INCOMPLETE_PULL_REQUEST)`
    select p.id, p.repository_id as "repositoryId", r.name_with_owner as repository, p.number, p.read_error as "readError"
    from pull_requests p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    where p.organization_id = ${organizationId} and p.repository_id = any(${repositoryIds})
      and not p.is_complete
    order by r.name_with_owner, p.number`
}

/** The updatedAt of those of these pull requests that are stored and readable. */
export async function listStoredUpdates(
  database: DatabaseOrTransaction,
  organizationId: number,
  ids: string[],
): Promise<Map<string, Date>> {
  const rows = await queryRows(database, STORED_UPDATE)`
    select id, updated_at from pull_requests
    where organization_id = ${organizationId} and id = any(${ids}) and read_error is null`
  return new Map(rows.map((row) => [row.id, row.updated_at]))
}

const STORED_ENTRY = z.strictObject({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type StoredEntry = z.infer<typeof STORED_ENTRY>

/** Those that could not be read last time. */
export async function listUnreadablePullRequests(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryId: string,
): Promise<StoredEntry[]> {
  return queryRows(database, STORED_ENTRY)`
    select id, number, title, url, created_at as "createdAt", updated_at as "updatedAt" from pull_requests
    where organization_id = ${organizationId} and repository_id = ${repositoryId} and not is_complete and read_error is not null
    order by id`
}

/** Those that GitHub's own list does not hold. */
export async function listUnlisted(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryId: string,
  listed: string[],
): Promise<StoredEntry[]> {
  return queryRows(database, STORED_ENTRY)`
    select id, number, title, url, created_at as "createdAt", updated_at as "updatedAt" from pull_requests
    where organization_id = ${organizationId} and repository_id = ${repositoryId}
      and not exists (select 1 from unnest(${listed}::text[]) as listed(id) where listed.id = pull_requests.id)
    order by id`
}

/**
 * Those with comments that were stored before GitHub's authorAssociation was asked for, which approve nothing: the newest
 * merges first, since their figures are looked at.
 */
export async function listWithOldComments(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryId: string,
  limit: number,
): Promise<StoredEntry[]> {
  return queryRows(database, STORED_ENTRY)`
    select id, number, title, url, created_at as "createdAt", updated_at as "updatedAt" from pull_requests p
    where organization_id = ${organizationId} and repository_id = ${repositoryId} and read_error is null
      and exists (
        select 1 from comments c
        where c.organization_id = p.organization_id and c.pull_request_id = p.id and c.author_association is null)
    order by merged_at desc nulls first, id limit ${limit}`
}

/** What a nightly reading takes: open ones, and those merged or closed since the instant. Keyset pages by id. */
export async function listRecentPullRequests(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryId: string,
  endedSince: Date,
  after: string,
  limit: number,
): Promise<StoredEntry[]> {
  return queryRows(database, STORED_ENTRY)`
    select id, number, title, url, created_at as "createdAt", updated_at as "updatedAt" from pull_requests
    where organization_id = ${organizationId} and repository_id = ${repositoryId} and id > ${after}
      and (closed_at is null or closed_at >= ${endedSince})
    order by id limit ${limit}`
}
