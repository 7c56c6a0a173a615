import type { ParsedCronItem, TaskList } from 'graphile-worker'
import { parseCronItems } from 'graphile-worker'
import type { Database } from '@/lib/db/client'
import { explainOutage, findOutage } from '@/lib/db/outage'
import { toLine, UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import { handleSync, type SyncSource } from './handle-sync'

export interface JobContext {
  database: Database
  /** Null where nothing says which organisation to read: the worker then has nothing to do by itself. */
  source: SyncSource | null
  configurationPath?: string
  signal: AbortSignal
}

/** Every job by its name. A mistake of the user's is one line in the log; the next turn tries again anyway. */
export function buildTasks({ database, source, configurationPath, signal }: JobContext): TaskList {
  const sync = async (nightly: boolean) => {
    if (!source) return
    try {
      const { pullRequests, incomplete, seconds } = await handleSync({ database, source, configurationPath, signal, nightly })
      log('info', 'Synced', { organization: source.login, nightly, pullRequests, incomplete: incomplete.length, seconds })
    } catch (error) {
      if (signal.aborted) return
      const told = explainOutage(error, findOutage(error))
      if (!(told instanceof UserError)) throw error
      log('error', 'Sync failed', { organization: source.login, reason: toLine(told) })
    }
  }
  return { 'sync-organization': () => sync(false), 'sync-nightly': () => sync(true) }
}

/** Times are UTC. A turn that was missed while nothing ran is not made up for: the next one reads everything anyway. */
export function buildSchedule(): ParsedCronItem[] {
  const once = { maxAttempts: 1, backfillPeriod: 0 }
  return parseCronItems([
    { task: 'sync-organization', match: '*/10 * * * *', options: { ...once, jobKey: 'sync-organization' } },
    { task: 'sync-nightly', match: '17 2 * * *', options: { ...once, jobKey: 'sync-nightly' } },
  ])
}
