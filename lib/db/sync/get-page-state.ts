import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { queryRows } from '../postgres/query-rows'
import { holdsSyncLock } from './get-totals'

const PAGE_STATE = z.strictObject({
  /** Another one after every change of the organisation's row, which each sync makes many of. */
  version: z.string(),
  /** Another one whenever documents, teams or audits are. */
  revision: z.string(),
  syncedAt: z.date().nullable(),
  syncStartedAt: z.date().nullable(),
  isSyncRunning: z.boolean(),
})

/** What tells whether anything that a page of the organisation shows may have changed. */
export async function getPageState(database: DatabaseOrTransaction, organizationId: number) {
  const [row] = await queryRows(database, PAGE_STATE)`
    select o.xmin::text as version, o.revision::text as revision, o.synced_at as "syncedAt", o.sync_started_at as "syncStartedAt",
      ${holdsSyncLock(Prisma.raw('o.login'))} as "isSyncRunning"
    from organizations o where o.id = ${organizationId}`
  return row ?? null
}
