import { Logger, run } from 'graphile-worker'
import { noteOutage } from '@/lib/db/note-outage'
import { toOutage } from '@/lib/db/outage'
import { openPool } from '@/lib/db/pool'
import { WORKER_APPLICATION_NAME } from '@/lib/db/sync/get-worker-state'
import { log } from '@/lib/log'
import { buildSchedule, buildTasks, type JobContext } from './catalogue'

export interface Worker {
  /** Adds a job to be run at once. */
  enqueue(task: 'sync-organization' | 'sync-nightly'): Promise<void>
  /** Takes no more jobs and waits for the running one; abort its signal first to make that short. */
  stop(): Promise<void>
}

/** Runs the jobs of a database, one at a time, in this process. */
export async function startWorker(url: string, context: JobContext): Promise<Worker> {
  const pool = openPool(url, { max: 4, applicationName: WORKER_APPLICATION_NAME })
  const runner = await run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    taskList: buildTasks(context),
    parsedCronItems: buildSchedule(),
    logger: new Logger(() => (level, message, { error } = {}) => {
      if (level !== 'error' && level !== 'warning') return
      // It tries again and again to reach a database that is away.
      if (noteOutage(error, toOutage(error ?? new Error(message)))) return
      log(level === 'error' ? 'error' : 'warn', message)
    }),
  })
  // Rejects when the worker cannot go on (its database is gone); whoever runs us sees it in the log and in /api/health.
  runner.promise.catch((error: unknown) => log('error', 'The worker stopped', { reason: String(error) }))
  return {
    async enqueue(task) {
      await runner.addJob(task, {}, { jobKey: task, maxAttempts: 1 })
    },
    async stop() {
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}
