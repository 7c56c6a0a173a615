import { LRUCache } from 'lru-cache'
import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { isReadOnly } from '@/lib/db/sync/get-read-only'
import type { OrganizationRow } from '@/lib/db/organization/find'
import { countCommentsToReadAgain } from '@/lib/db/facts/count-comments'
import { listSetAside } from '@/lib/db/facts/set-aside'
import { getSyncTotals, isSyncRunning } from '@/lib/db/sync/get-totals'
import { listRepositoryProgress } from '@/lib/db/sync/list-repository-progress'
import { loadRepositoryTiers } from '@/lib/dashboard/readings/load-tier-states'
import type { DashboardContext } from '../context'
import type { SyncStatus } from '@/lib/pages/frame/prepare-sync'
import type { SetAsideRow } from '@/lib/pages/sync/prepare-set-aside'
import type { RepositorySync } from '@/lib/pages/sync/prepare-repositories'
import { addSighting, computeRate, type Sighting } from './rate'
import { toSyncStatus } from './to-status'

/** What every sync waits for then. */
const READ_ONLY = 'The database is read-only, so nothing new can be stored; what is shown is of the last reading.'

const sightings = new Map<number, Sighting[]>()
const judgings = new Map<number, Sighting[]>()

/** Counts of a million rows take a tenth of a second: readers who come together share one count. */
const COUNTED_FOR_MILLISECONDS = 2_000
const counts = new LRUCache<string, object, () => Promise<object>>({
  max: 50,
  ttl: COUNTED_FOR_MILLISECONDS,
  fetchMethod: (_key, _stale, { context }) => context(),
})

async function countOnce<Counts extends object>(key: string, count: () => Promise<Counts>): Promise<Counts> {
  // One key is always asked with one question, so what is kept under it has its type.
  return (await counts.forceFetch(key, { context: count })) as Counts
}

export async function loadSyncStatus(
  database: Database,
  organizationId: AuthorizedOrganizationId,
  organization: OrganizationRow,
  now: Date,
): Promise<SyncStatus> {
  const [isRunning, readOnly] = await Promise.all([isSyncRunning(database, organization.login), isReadOnly(database)])
  const totals = isRunning
    ? await countOnce(`totals ${organizationId}`, () => getSyncTotals(database, organizationId, true))
    : await getSyncTotals(database, organizationId, organization.syncedAt === null || organization.nextDefinitions !== null)
  const status = toSyncStatus({
    organization,
    totals,
    isRunning,
    pullRequestsPerMinute: see(sightings, organizationId, totals.stored, isRunning),
    judgedPerMinute: see(judgings, organizationId, totals.stored - totals.pendingEvaluations, isRunning),
    now,
  })
  return readOnly ? { ...status, message: READ_ONLY } : status
}

/** The rate that this sighting and those before it show; null: not known yet. */
function see(known: Map<number, Sighting[]>, organizationId: number, stored: number, isRunning: boolean): number | null {
  const seen = addSighting(known.get(organizationId) ?? [], { at: performance.now(), stored })
  if (isRunning) known.set(organizationId, seen)
  else known.delete(organizationId)
  return computeRate(seen)
}

/** More than a page or an answer can be read through; the count is said as well. */
const MOST_SET_ASIDE = 200

/** What is left out or not wholly known, in words. */
export async function loadSetAside({ database, organizationId }: DashboardContext): Promise<SetAsideRow[]> {
  return listSetAside(database, organizationId, { limit: MOST_SET_ASIDE })
}

/** Comments that approve nothing until they are read again. */
export async function loadCommentsToReadAgain({ database, organizationId }: DashboardContext): Promise<number> {
  return (await countOnce(`comments ${organizationId}`, () => countCommentsToReadAgain(database, organizationId))).comments
}

export async function loadRepositories(context: DashboardContext, status: SyncStatus): Promise<RepositorySync[]> {
  const rows = await listProgress(context, status)
  return rows.map(({ cursor: _, ...row }) => ({
    ...row,
    backfilledAt: row.backfilledAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
  }))
}

/** At rest counted anew as soon as the totals are others; what moves while a sync runs is of the last two seconds. */
function listProgress({ database, organizationId }: DashboardContext, { ageSeconds: _, ...status }: SyncStatus) {
  const isMoving = status.state === 'first' || status.state === 'catching_up'
  return countOnce(`repositories ${organizationId} ${isMoving ? 'moving' : JSON.stringify(status)}`, () =>
    listRepositoryProgress(database, organizationId),
  )
}

/** The body of GET /api/v1/sync. */
export async function loadSyncAnswer(context: DashboardContext) {
  const { database, organizationId, organization, now } = context
  const status = await loadSyncStatus(database, organizationId, organization, now)
  const [rows, setAside, tiers] = await Promise.all([listProgress(context, status), loadSetAside(context), loadRepositoryTiers(context)])
  const tiersOf = new Map(tiers.map((row) => [row.repository, row]))
  const repositories = rows.map(({ incompleteConnections, ...row }) => ({
    ...row,
    incompleteConnections: Object.values(incompleteConnections).reduce((sum, n) => sum + n, 0),
    incompleteByConnection: incompleteConnections,
    backfilledAt: row.backfilledAt?.toISOString() ?? null,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
    pointsLeft: organization.pointsLeft,
    tiers: tiersOf.get(row.repository)?.state ?? null,
    tiersSince: tiersOf.get(row.repository)?.sinceOn ?? null,
  }))
  return { ...status, organization: organization.login, repositories, setAside }
}
