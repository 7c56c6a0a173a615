import { findOrganization } from '@/lib/db/organization/find'
import { isReadOnly } from '@/lib/db/sync/get-read-only'
import { isSyncRunning } from '@/lib/db/sync/get-totals'
import { isWorkerConnected } from '@/lib/db/sync/get-worker-state'
import { openDatabase, type Database } from '@/lib/db/client'
import { toOutage, type OutageKind } from '@/lib/db/outage'
import { readEnvironment, systemClock } from '@/lib/env'
import { isCutOff } from './to-status'

export interface Health {
  /** degraded: it serves, slowly, with a part unknown, or with figures of the sync before one that failed. */
  status: 'ok' | 'degraded' | 'failing'
  database: 'ok' | 'slow' | 'busy' | 'read-only' | 'unreachable'
  worker: 'ok' | 'missing' | 'unknown'
  /** Age of the last complete sync; null: none yet, or not known. How old is too old is for the one who watches to say. */
  syncLagSeconds: number | null
}

/** Slow is not dead: below it a first question on a machine that does much else is well. */
const SLOW_MILLISECONDS = 3_000

const STATES: Record<OutageKind, Health['database']> = {
  unreachable: 'unreachable',
  refused: 'unreachable',
  full: 'unreachable',
  'read-only': 'read-only',
  exhausted: 'busy',
  busy: 'slow',
  locked: 'slow',
  slow: 'slow',
  cancelled: 'slow',
}

let looking: Promise<Health> | null = null

/**
 * Whether the database answers and a worker is connected to it, asked on a connection of its own, which stays open: the
 * queue of the pages does not keep it waiting. Who asks meanwhile gets the same answer. Never throws; answers within ten seconds.
 */
export function loadHealth(): Promise<Health> {
  looking ??= look().finally(() => (looking = null))
  return looking
}

async function look(): Promise<Health> {
  const url = readEnvironment().DATABASE_URL
  if (!url) return toHealth('unreachable')
  const database = openDatabase(url, 'health')
  try {
    // The first question also opens the connection and loads what asks it, which is not the database's time.
    const readOnly = await isReadOnly(database)
    const started = performance.now()
    const worker = (await isWorkerConnected(database)) ? 'ok' : 'missing'
    const sync = await getSync(database)
    const isSlow = sync === 'unknown' || performance.now() - started > SLOW_MILLISECONDS
    return toHealth(readOnly ? 'read-only' : isSlow ? 'slow' : 'ok', worker, sync === 'unknown' ? undefined : sync)
  } catch (error) {
    const kind = toOutage(error)?.kind
    return toHealth(kind ? STATES[kind] : 'unreachable')
  }
}

interface Sync {
  lagSeconds: number | null
  isCutOff: boolean
}

/** "unknown": another session holds the table. */
async function getSync(database: Database): Promise<Sync | 'unknown'> {
  try {
    const { organization } = await findOrganization(database, readEnvironment().GITHUB_ORG ?? null)
    if (!organization) return NO_SYNC
    const { syncedAt } = organization
    return {
      lagSeconds: syncedAt && Math.max(0, Math.round((systemClock().getTime() - syncedAt.getTime()) / 1000)),
      isCutOff: isCutOff(organization, await isSyncRunning(database, organization.login)),
    }
  } catch (error) {
    const kind = toOutage(error)?.kind
    if (kind === 'locked' || kind === 'slow') return 'unknown'
    throw error
  }
}

const NO_SYNC: Sync = { lagSeconds: null, isCutOff: false }

function toHealth(database: Health['database'], worker: Health['worker'] = 'unknown', sync = NO_SYNC): Health {
  const isFailing = database === 'unreachable' || database === 'read-only' || worker === 'missing'
  const isWhole = database === 'ok' && worker === 'ok' && !sync.isCutOff
  return { status: isFailing ? 'failing' : isWhole ? 'ok' : 'degraded', database, worker, syncLagSeconds: sync.lagSeconds }
}
