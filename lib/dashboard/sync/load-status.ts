import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import type { OrganizationRow } from '@/lib/db/organization/find'
import { listSetAside } from '@/lib/db/facts/set-aside'
import { getSyncTotals, isSyncRunning } from '@/lib/db/sync/get-totals'
import { listRepositoryProgress } from '@/lib/db/sync/list-repository-progress'
import type { DashboardContext } from '../context'
import type { SyncStatus } from '@/lib/pages/frame/prepare-sync'
import type { SetAsideRow } from '@/lib/pages/sync/prepare-set-aside'
import type { RepositorySync } from '@/lib/pages/sync/prepare-repositories'
import { addSighting, computeRate, type Sighting } from './rate'
import { toSyncStatus } from './to-status'

const sightings = new Map<number, Sighting[]>()

export async function loadSyncStatus(
  database: Database,
  organizationId: AuthorizedOrganizationId,
  organization: OrganizationRow,
  now: Date,
): Promise<SyncStatus> {
  const isRunning = await isSyncRunning(database, organization.login)
  const totals = await getSyncTotals(database, organizationId, isRunning || organization.syncedAt === null)
  const seen = addSighting(sightings.get(organizationId) ?? [], { at: performance.now(), stored: totals.stored })
  if (isRunning) sightings.set(organizationId, seen)
  else sightings.delete(organizationId)
  return toSyncStatus({ organization, totals, isRunning, pullRequestsPerMinute: computeRate(seen), now })
}

/** More than a page or an answer can be read through; the count is said as well. */
const MOST_SET_ASIDE = 200

/** What is left out or not wholly known, in words. */
export async function loadSetAside({ database, organizationId }: DashboardContext): Promise<SetAsideRow[]> {
  return listSetAside(database, organizationId, { limit: MOST_SET_ASIDE })
}

export async function loadRepositories({ database, organizationId }: DashboardContext): Promise<RepositorySync[]> {
  const rows = await listRepositoryProgress(database, organizationId)
  return rows.map(({ cursor: _, ...row }) => ({
    ...row,
    backfilledAt: row.backfilledAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
  }))
}

/** The body of GET /api/v1/sync. */
export async function loadSyncAnswer(context: DashboardContext) {
  const { database, organizationId, organization, now } = context
  const [status, rows, setAside] = await Promise.all([
    loadSyncStatus(database, organizationId, organization, now),
    listRepositoryProgress(database, organizationId),
    loadSetAside(context),
  ])
  const repositories = rows.map(({ incompleteConnections, ...row }) => ({
    ...row,
    incompleteConnections: Object.values(incompleteConnections).reduce((sum, n) => sum + n, 0),
    incompleteByConnection: incompleteConnections,
    backfilledAt: row.backfilledAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
    pointsLeft: organization.pointsLeft,
  }))
  return { ...status, organization: organization.login, repositories, setAside }
}
