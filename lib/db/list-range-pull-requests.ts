import { toListedScope, toScopeParts } from '@/lib/metrics/scope'
import type { AuthorizedOrganizationId, AuthorizedScope } from './authorized'
import type { DatabaseOrTransaction } from './client'
import { Prisma } from './generated/client'

/** Where a pull request stands in the list: by merged (not merged last), then number, then id. */
export interface ListPosition {
  /** null: not merged as of the instant. */
  mergedAt: Date | null
  number: number
  pullRequestId: string
}

export interface RangeQuestion {
  from: Date
  /** Exclusive. */
  to: Date
  /** What became ready or merged later does not exist yet. */
  asOf: Date
  after: ListPosition | null
  limit: number
}

/**
 * Pull requests first ready or merged in the range, in list order, from after the given position.
 * Two walks that do not overlap, each along an index: those merged in the range, and those ready in it but
 * merged later or not at all. A single "or" would read every pull request of the organisation.
 */
export async function listRangePullRequests(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  scope: AuthorizedScope,
  { from, to, asOf, after, limit }: RangeQuestion,
): Promise<ListPosition[]> {
  const parts = toScopeParts(scope)
  const source =
    parts.kind === 'organization'
      ? Prisma.sql`pull_request_metrics m where m.organization_id = ${organizationId}`
      : Prisma.sql`scope_pull_requests s
          join pull_request_metrics m on m.organization_id = s.organization_id and m.pull_request_id = s.pull_request_id
          where s.organization_id = ${organizationId} and s.scope = ${toListedScope(scope)}
            and ${parts.kind === 'cell' ? Prisma.sql`m.tier = ${parts.tier}` : Prisma.sql`true`}`
  // A bound of its own: the index cannot see it in the comparison with the position, and would walk the pages before again.
  const begin = after?.mergedAt && after.mergedAt > from ? after.mergedAt : from
  const row = Prisma.raw(parts.kind === 'organization' ? 'm' : 's')
  return database.$queryRaw<ListPosition[]>`
    select "mergedAt", number, "pullRequestId" from (
      (select ${row}.merged_at as "mergedAt", m.number, m.pull_request_id as "pullRequestId"
       from ${source}
         and ${row}.merged_at >= ${begin} and ${row}.merged_at < ${to} and ${row}.merged_at <= ${asOf}
         and ${after === null ? Prisma.sql`true` : isAfter(Prisma.sql`${row}.merged_at`, after)}
       order by ${row}.merged_at, m.number, m.pull_request_id limit ${limit})
      union all
      (select case when ${row}.merged_at <= ${asOf} then ${row}.merged_at end, m.number, m.pull_request_id
       from ${source}
         and ${row}.ready_at >= ${from} and ${row}.ready_at < ${to} and ${row}.ready_at <= ${asOf}
         and (${row}.merged_at is null or ${row}.merged_at >= ${to} or ${row}.merged_at > ${asOf} or ${row}.merged_at < ${from})
         and ${after === null ? Prisma.sql`true` : isAfter(Prisma.sql`case when ${row}.merged_at <= ${asOf} then ${row}.merged_at end`, after)}
       order by 1 nulls last, m.number, m.pull_request_id limit ${limit})
    ) listed
    order by "mergedAt" nulls last, number, "pullRequestId" limit ${limit}`
}

function isAfter(mergedAt: Prisma.Sql, after: ListPosition): Prisma.Sql {
  const behind = Prisma.sql`(m.number, m.pull_request_id) > (${after.number}, ${after.pullRequestId})`
  return after.mergedAt === null
    ? Prisma.sql`(${mergedAt} is null and ${behind})`
    : Prisma.sql`(${mergedAt} is null or ${mergedAt} > ${after.mergedAt} or (${mergedAt} = ${after.mergedAt} and ${behind}))`
}
