import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'
import { isServed } from '../generation'
import { Prisma } from '../generated/client'

const RUNNING = z.strictObject({ running: z.boolean() })

const SYNC_TOTALS = z.strictObject({
  seen: z.number(),
  /** Complete ones; where `isCounted` is false, those seen stand for them. */
  stored: z.number(),
  /** null where GitHub has not told the total of some repository yet. */
  total: z.number().nullable(),
  incomplete: z.number(),
  /** Pull requests that could not be stored or judged, and that no figure shown counts. */
  leftOut: z.number(),
  /** The same, which the figures shown count as they were before. */
  heldBefore: z.number(),
  pendingEvaluations: z.number(),
  /** Repositories that could not be read, or that GitHub does not list whole. */
  failed: z.number(),
})
export type SyncTotals = z.infer<typeof SYNC_TOTALS>

/** Sums over the repositories. The stored ones are counted only on demand: every page asks, and a large table is slow to count. */
export async function getSyncTotals(database: DatabaseOrTransaction, organizationId: number, isCounted: boolean): Promise<SyncTotals> {
  const [row] = await queryRows(database, SYNC_TOTALS)`
    select
      coalesce(sum(r.pull_requests_seen), 0)::int as seen,
      case when ${isCounted}
        then (select count(*)::int from pull_requests p where p.organization_id = ${organizationId} and p.is_complete)
        else coalesce(sum(r.pull_requests_seen), 0)::int end as stored,
      case when count(*) > 0 and count(*) = count(r.pull_requests_total) then sum(r.pull_requests_total)::int end as total,
      coalesce(sum((select count(*) from pull_requests p
        where p.organization_id = r.organization_id and p.repository_id = r.id and not p.is_complete)), 0)::int as incomplete,
      (select count(distinct s.pull_request_id)::int from set_aside_pull_requests s
        where s.organization_id = ${organizationId} and s.step <> 'note' and not ${isServed(organizationId)}) as "leftOut",
      (select count(distinct s.pull_request_id)::int from set_aside_pull_requests s
        where s.organization_id = ${organizationId} and s.step <> 'note' and ${isServed(organizationId)}) as "heldBefore",
      (select count(*)::int from pending_evaluations e where e.organization_id = ${organizationId}) as "pendingEvaluations",
      (count(*) filter (where r.last_error is not null or r.walk_gap is not null))::int as failed
    from repositories r where r.organization_id = ${organizationId}`
  return row ?? { seen: 0, stored: 0, total: null, incomplete: 0, leftOut: 0, heldBefore: 0, pendingEvaluations: 0, failed: 0 }
}

/**
 * Whether a sync of the organisation runs now: it holds withOrganizationLock's advisory lock (organization.ts) as
 * long as it lives, so a killed one does not look alive.
 */
export async function isSyncRunning(database: DatabaseOrTransaction, login: string): Promise<boolean> {
  const [row] = await queryRows(database, RUNNING)`select ${holdsSyncLock(Prisma.sql`${login}`)} as running`
  return row?.running ?? false
}

/** The condition in SQL: pg_locks shows the two signed keys of the lock as unsigned oids. */
export function holdsSyncLock(login: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    exists (
      select 1 from pg_locks l join pg_database d on d.oid = l.database
      where d.datname = current_database() and l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.classid::bigint = hashtext('plumbline ingest')::bigint & 4294967295
        and l.objid::bigint = hashtext(lower(${login}))::bigint & 4294967295
    )`
}
