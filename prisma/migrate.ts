import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { toShownAddress } from '@/lib/db/address'
import { describeOutage, explainOutage, toOutage } from '@/lib/db/outage'
import { openPool } from '@/lib/db/pool'
import { toSessionSettings } from '@/lib/db/session'
import { UserError } from '@/lib/errors'
import { applyMigrations } from './apply-migrations'
import type { Migration } from './migrations'

/** Any number that nothing else locks: "plumb" in ASCII. */
const LOCK = 0x706c756d62
const NAME = 'plumbline migrate'

/**
 * Brings a database to the newest schema, ours and the job queue's; returns the names of the migrations it applied.
 * Any number of processes may call it at once: one works and the others wait for an advisory lock of the database.
 * Throws UserError where the database cannot be reached, may not be written to, or is not of this program.
 */
export async function migrate(url: string, migrations?: Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: NAME, connectionTimeoutMillis: 10_000 })
  // A connection that breaks is told by the statement that waits for it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query(toSessionSettings())
    await refuseReadOnly(client, url)
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const applied = await applyMigrations(client, migrations)
    await migrateJobs(url)
    return applied
  } catch (error) {
    throw explain(error, url)
  } finally {
    // The lock goes with its connection.
    await client.end().catch(() => undefined)
  }
}

async function refuseReadOnly(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query<{ standby: boolean; readOnly: string }>(
    `select pg_is_in_recovery() as standby, current_setting('transaction_read_only') as "readOnly"`,
  )
  const [row] = rows
  if (row?.readOnly !== 'on') return
  const why = row.standby ? 'it is a standby of another' : 'default_transaction_read_only is on'
  const { message, mend } = describeOutage({ kind: 'read-only', reason: why }, `The database at ${toShownAddress(url)}`)
  throw new UserError(message, mend)
}

/** The queue's own migrations are a transaction each, with their row in a table of its own. */
async function migrateJobs(url: string): Promise<void> {
  const pool = openPool(url, { max: 1, applicationName: NAME })
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

function explain(error: unknown, url: string): unknown {
  if (error instanceof Error && /^Database is using Graphile Worker schema/.test(error.message)) {
    return new UserError('The job queue in the database is newer than this program. Nothing was done.', 'Update Plumbline.', {
      cause: error,
    })
  }
  return explainOutage(error, toOutage(error), `The database at ${toShownAddress(url)}`)
}
