import { findOrganization } from '@/lib/db/organization/find'
import { isWorkerConnected } from '@/lib/db/sync/get-worker-state'
import type { Database } from '@/lib/db/client'
import { readEnvironment, systemClock } from '@/lib/env'
import { getDatabase } from '../database'

export interface Health {
  status: 'ok' | 'failing'
  database: 'ok' | 'unreachable'
  worker: 'ok' | 'missing' | 'unknown'
  /** Age of the last complete sync; null: none yet. How old is too old is for the one who watches to say. */
  syncLagSeconds: number | null
}

/** Long enough for a first question on a machine that is busy: slow is not dead. What cannot be reached is told at once. */
const PATIENCE_MILLISECONDS = 15_000

/** Whether the database answers and a worker is connected to it. Never throws; answers within 15 seconds. */
export async function loadHealth(): Promise<Health> {
  try {
    return await withPatience(look(getDatabase()))
  } catch {
    return { status: 'failing', database: 'unreachable', worker: 'unknown', syncLagSeconds: null }
  }
}

async function look(database: Database): Promise<Health> {
  const [isWorking, { organization }] = await Promise.all([
    isWorkerConnected(database),
    findOrganization(database, readEnvironment().GITHUB_ORG ?? null),
  ])
  const syncedAt = organization?.syncedAt ?? null
  return {
    status: isWorking ? 'ok' : 'failing',
    database: 'ok',
    worker: isWorking ? 'ok' : 'missing',
    syncLagSeconds: syncedAt && Math.max(0, Math.round((systemClock().getTime() - syncedAt.getTime()) / 1000)),
  }
}

async function withPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time')), PATIENCE_MILLISECONDS)
  })
  try {
    return await Promise.race([answer, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
