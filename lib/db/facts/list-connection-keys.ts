import { z } from 'zod'
import type { ConnectionName } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { queryRows } from '../postgres/query-rows'

const KEY = z.strictObject({ key: z.string() })

/** Rows of a table of their own, or entries of the pull request's row. */
const SOURCES: Record<ConnectionName, Prisma.Sql> = {
  reviews: Prisma.sql`select c.id as key from reviews c`,
  reviewThreads: Prisma.sql`select c.id as key from review_threads c`,
  comments: Prisma.sql`select c.id as key from (select * from comments where thread_id is null) c`,
  commits: Prisma.sql`select c.oid as key from commits c`,
  files: Prisma.sql`select c.path as key from changed_files c`,
  checks: Prisma.sql`select c.id as key from checks c`,
  timelineItems: Prisma.sql`select c.id as key from timeline_events c`,
  labels: Prisma.sql`select c.key from (select organization_id, id as pull_request_id, unnest(labels) as key from pull_requests) c`,
  assignees: Prisma.sql`select c.key from (select organization_id, id as pull_request_id, unnest(assignee_ids) as key from pull_requests) c`,
  closingIssues: Prisma.sql`select c.key from (
    select organization_id, id as pull_request_id, jsonb_array_elements(closing_issues) ->> 'id' as key from pull_requests) c`,
}

/** What is stored of one connection, by what tells its entries apart. Pending reviews are counted in the ledger and not stored. */
export async function listConnectionKeys(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestId: string,
  connection: ConnectionName,
): Promise<Set<string>> {
  const rows = await queryRows(database, KEY)`
    ${SOURCES[connection]} where c.organization_id = ${organizationId} and c.pull_request_id = ${pullRequestId}`
  return new Set(rows.map(({ key }) => key))
}

/** Ids of the comments of one thread that are stored. */
export async function listThreadKeys(
  database: DatabaseOrTransaction,
  organizationId: number,
  thread: { id: string; pullRequestId: string },
): Promise<string[]> {
  const rows = await queryRows(database, KEY)`
    select id as key from comments
    where organization_id = ${organizationId} and pull_request_id = ${thread.pullRequestId} and thread_id = ${thread.id}`
  return rows.map(({ key }) => key)
}
