import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import type { OrganizationRow } from '@/lib/db/find-organization'
import { getSyncTotals, isSyncRunning, listRepositorySync } from '@/lib/db/get-sync-status'
import type { DashboardContext } from './context'
import type { RepositorySync, SyncStatus } from './page-types'
import { addSighting, computeRate, type Sighting } from './sync-rate'
import { toSyncStatus } from './to-sync-status'

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

/** The body of GET /api/v1/sync. */
export async function loadSyncAnswer(context: DashboardContext) {
  const { database, organizationId, organization, now } = context
  const [status, repositories] = await Promise.all([
    loadSyncStatus(database, organizationId, organization, now),
    listRepositorySync(database, organizationId),
  ])
  return {
    ...status,
    organization: organization.login,
    repositories: repositories.map((row) => ({
      ...row,
      backfilledAt: row.backfilledAt?.toISOString() ?? null,
      lastReadAt: row.lastReadAt?.toISOString() ?? null,
      pointsLeft: organization.pointsLeft,
    })),
  }
}

export async function loadRepositories(context: DashboardContext): Promise<RepositorySync[]> {
  const rows = await listRepositorySync(context.database, context.organizationId)
  return rows.map(({ id: _id, cursor: _cursor, ...row }) => ({
    ...row,
    backfilledAt: row.backfilledAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
  }))
}
