import { getFirstInstant } from '@/lib/db/organization/get-facts'
import type { DashboardContext } from '../context'
import { notSyncedYet } from '../problem'
import { resolveRange, type AskedRange, type RangeBounds, type ResolvedRange } from './resolve-range'

/** The range that is answered for what was asked. Throws a RequestProblem: a wrong parameter, or no sync has completed. */
export async function loadRange(context: DashboardContext, asked: AskedRange): Promise<ResolvedRange> {
  return resolveRange(asked, await loadBounds(context, asked))
}

/** What a range may be, Throws a RequestProblem while no sync has completed. */
export async function loadBounds(context: DashboardContext, asked: AskedRange): Promise<RangeBounds> {
  const { syncedAt } = context.organization
  if (!syncedAt) throw notSyncedYet()
  const dataFrom = asked.asOf ? await getFirstInstant(context.database, context.organizationId) : null
  return { syncedAt, now: context.now, dataFrom }
}
