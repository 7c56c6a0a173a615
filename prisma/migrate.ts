import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { toLine, UserError } from '@/lib/errors'
import { applyMigrations } from './schema-engine'

/** Any number that nothing else locks: "plumb" in ASCII. */
const LOCK = 0x706c756d62

/**
 * Brings a database to the newest schema, ours and the job queue's; returns the names of the migrations it applied.
 * Any number of processes may call it at once: one works and the others wait for an advisory lock of the database.
 * Throws UserError where the database cannot be reached.
 */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'plumbline migrate', connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (cause) {
    throw new UserError(`The database at ${withoutPassword(url)} does not answer: ${toLine(cause)}.`, 'Check DATABASE_URL.', { cause })
  }
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const applied = await applyMigrations(url)
    await runMigrations({ connectionString: url })
    return applied
  } finally {
    // The lock goes with its connection.
    await client.end()
  }
}

function withoutPassword(url: string): string {
  const shown = new URL(url)
  shown.password = ''
  return shown.href
}
