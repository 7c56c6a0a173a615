import type { DatabaseOrTransaction } from './client'
import { Prisma } from './generated/client'
import { holdsSyncLock } from './get-sync-totals'

export interface PageStateRow {
  /** Another one after every change of the organisation's row, which each sync makes many of. */
  version: string
  /** Another one whenever documents, teams or audits are. */
  revision: string
  syncedAt: Date | null
  syncStartedAt: Date | null
  isSyncRunning: boolean
}

/** What tells whether anything that a page of the organisation shows may have changed. */
export async function getPageState(database: DatabaseOrTransaction, organizationId: number): Promise<PageStateRow | null> {
  const [row] = await database.$queryRaw<PageStateRow[]>`
    select o.xmin::text as version, o.revision::text as revision, o.synced_at as "syncedAt", o.sync_started_at as "syncStartedAt",
      ${holdsSyncLock(Prisma.raw('o.login'))} as "isSyncRunning"
    from organizations o where o.id = ${organizationId}`
  return row ?? null
}
