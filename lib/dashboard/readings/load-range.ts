import { getFirstInstant } from '@/lib/db/organization/get-facts'
import type { DashboardContext } from '../context'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import { DefinitionsProblem, notSyncedYet } from '../problem'
import { toServedDefinitions } from './served-definitions'
import { resolveRange, type AskedRange, type RangeBounds, type ResolvedRange } from './resolve-range'

/** The range that is answered for what was asked. Throws a RequestProblem: a wrong parameter, or no sync has completed. */
export async function loadRange(context: DashboardContext, asked: AskedRange): Promise<ResolvedRange> {
  const range = resolveRange(asked, await loadBounds(context, asked))
  if (!range.isDefault) requireOwnDefinitions(context)
  return range
}

/** Throws a DefinitionsProblem where what is served was judged by other definitions than this program's. */
export function requireOwnDefinitions({ organization }: Pick<DashboardContext, 'organization'>): void {
  const served = toServedDefinitions(organization)
  if (organization.syncedAt && served !== DEFINITIONS_VERSION) throw new DefinitionsProblem(served, DEFINITIONS_VERSION)
}

/** What a range may be, Throws a RequestProblem while no sync has completed. */
export async function loadBounds(context: DashboardContext, asked: AskedRange): Promise<RangeBounds> {
  const { syncedAt } = context.organization
  if (!syncedAt) throw notSyncedYet()
  const dataFrom = asked.asOf ? await getFirstInstant(context.database, context.organizationId) : null
  return { syncedAt, now: context.now, dataFrom }
}
