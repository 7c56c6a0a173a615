import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import { openContext, type DashboardContext } from '../context'
import { getDatabase } from '../database'
import { loadRepositoryTiers } from '@/lib/dashboard/readings/load-tier-states'
import { loadSyncStatus } from '@/lib/dashboard/sync/load-status'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'

/**
 * The frame of every page: the gate, the state of the sync, and the two pages there are before the first readings.
 * `run` returns null where there is nothing to read yet.
 */
export async function loadPage<Page>(
  run: (context: DashboardContext, shared: SharedPageData) => Promise<Page | null>,
): Promise<Page | EmptyPage> {
  const access = await requireOrganizationAccess(getDatabase())
  if (access.granted === null) return { kind: 'empty', expected: access.expected, known: access.known }
  const context = await openContext(access.granted)
  const { login, name, syncedAt } = context.organization
  const sync = await loadSyncStatus(context.database, context.organizationId, context.organization, context.now)
  const tierStates = await context.kept.once('tier states', () => loadRepositoryTiers(context))
  const shared = { organization: { login, name }, sync, tierStates }
  const page = syncedAt === null ? null : await run(context, shared)
  return page ?? { kind: 'waiting', ...shared }
}
