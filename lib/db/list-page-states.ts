import type { DatabaseOrTransaction } from './client'
import { Prisma } from './generated/client'
import { holdsSyncLock } from './get-sync-totals'

export interface PageState {
  organizationId: number
  /** Another one after every change of the organisation's row, which each sync makes many of. */
  version: string
  syncedAt: Date | null
  isSyncRunning: boolean
}

/** What tells whether anything that a page shows may have changed, of every organisation. */
export async function listPageStates(database: DatabaseOrTransaction): Promise<PageState[]> {
  return database.$queryRaw<PageState[]>`
    select o.id as "organizationId", o.xmin::text as version, o.synced_at as "syncedAt",
      ${holdsSyncLock(Prisma.raw('o.login'))} as "isSyncRunning"
    from organizations o order by o.id`
}
