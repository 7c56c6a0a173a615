import type { DatabaseOrTransaction } from './client'
import { Prisma } from './generated/client'
import { holdsSyncLock } from './get-sync-totals'

export interface PageState {
  organizationId: number
  /** Another one after every change of the organisation's row, which each sync makes many of. */
  version: string
  syncedAt: Date | null
  isSyncRunning: boolean
  /** Pull requests whose evaluation is not done, counted up to PENDING_COUNTED. */
  pending: number
}

export const PENDING_COUNTED = 1_000

/** What tells whether anything that a page shows may have changed, of every organisation: one read of a few rows. */
export async function listPageStates(database: DatabaseOrTransaction): Promise<PageState[]> {
  return database.$queryRaw<PageState[]>`
    select o.id as "organizationId", o.xmin::text as version, o.synced_at as "syncedAt",
      ${holdsSyncLock(Prisma.raw('o.login'))} as "isSyncRunning",
      (select count(*)::int from (
        select 1 from pending_evaluations e where e.organization_id = o.id limit ${PENDING_COUNTED}
      ) counted) as pending
    from organizations o order by o.id`
}
