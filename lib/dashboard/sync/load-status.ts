import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { isReadOnly } from '@/lib/db/sync/get-read-only'
import type { OrganizationRow } from '@/lib/db/organization/find'
import { getSyncTotals, isSyncRunning } from '@/lib/db/sync/get-totals'
import { listRepositoryProgress } from '@/lib/db/sync/list-repository-progress'
import type { DashboardContext } from '../context'
import type { SyncStatus } from '@/lib/pages/frame/prepare-sync'
import type { RepositorySync } from '@/lib/pages/sync/prepare-repositories'
import { addSighting, computeRate, type Sighting } from './rate'
import { toSyncStatus } from './to-status'

/** What every sync waits for then. */
const READ_ONLY = 'The database is read-only, so nothing new can be stored; what is shown is of the last reading.'

const sightings = new Map<number, Sighting[]>()

export async function loadSyncStatus(
  database: Database,
  organizationId: AuthorizedOrganizationId,
  organization: OrganizationRow,
  now: Date,
): Promise<SyncStatus> {
  const [isRunning, readOnly] = await Promise.all([isSyncRunning(database, organization.login), isReadOnly(database)])
  const totals = await getSyncTotals(database, organizationId, isRunning || organization.syncedAt === null)
  const seen = addSighting(sightings.get(organizationId) ?? [], { at: performance.now(), stored: totals.stored })
  if (isRunning) sightings.set(organizationId, seen)
  else sightings.delete(organizationId)
  const status = toSyncStatus({ organization, totals, isRunning, pullRequestsPerMinute: computeRate(seen), now })
  return readOnly ? { ...status, message: READ_ONLY } : status
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
export async function loadSyncAnswer({ database, organizationId, organization, now }: DashboardContext) {
  const [status, rows] = await Promise.all([
    loadSyncStatus(database, organizationId, organization, now),
    listRepositoryProgress(database, organizationId),
  ])
  const repositories = rows.map(({ incompleteConnections, ...row }) => ({
    ...row,
    incompleteConnections: Object.values(incompleteConnections).reduce((sum, n) => sum + n, 0),
    incompleteByConnection: incompleteConnections,
    backfilledAt: row.backfilledAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
    pointsLeft: organization.pointsLeft,
  }))
  return { ...status, organization: organization.login, repositories }
}
