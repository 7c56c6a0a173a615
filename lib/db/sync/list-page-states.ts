import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'
import { Prisma } from '../generated/client'
import { holdsSyncLock } from './get-totals'

const PAGE_STATE = z.strictObject({
  organizationId: z.number(),
  /** Another one after every change of the organisation's row, which each sync makes many of. */
  version: z.string(),
  syncedAt: z.date().nullable(),
  isSyncRunning: z.boolean(),
})
export type PageState = z.infer<typeof PAGE_STATE>

/** What tells whether anything that a page shows may have changed, of every organisation. */
export async function listPageStates(database: DatabaseOrTransaction): Promise<PageState[]> {
  return queryRows(database, PAGE_STATE)`
    select o.id as "organizationId", o.xmin::text as version, o.synced_at as "syncedAt",
      ${holdsSyncLock(Prisma.raw('o.login'))} as "isSyncRunning"
    from organizations o order by o.id`
}
