import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const CONNECTED = z.strictObject({ connected: z.boolean() })

/** The application_name of the worker's connections. */
export const WORKER_APPLICATION_NAME = 'plumbline-worker'

/**
 * Whether a worker holds a connection to this database. A heartbeat row would need a write a minute and a limit to
 * guess; a connection of a process that died is gone at once.
 */
export async function isWorkerConnected(database: DatabaseOrTransaction): Promise<boolean> {
  const [row] = await queryRows(database, CONNECTED)`
    select exists (
      select 1 from pg_stat_activity
      where datname = current_database() and application_name = ${WORKER_APPLICATION_NAME}
    ) as connected`
  return row?.connected ?? false
}
