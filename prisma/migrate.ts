import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { toLine, UserError } from '@/lib/errors'
import { applyMigrations, diffDatabase, MIGRATIONS, renderSchema } from './schema-engine'

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

/**
 * `npx tsx prisma/migrate.ts --new NAME` writes the next migration from the difference;
 * `--first` throws all migrations away and writes one that makes the whole schema (only while nothing is released).
 */
async function main(args: string[]): Promise<void> {
  const [mode, name = ''] = args
  if (mode !== '--first' && !(mode === '--new' && /^[a-z0-9_]+$/.test(name))) {
    throw new UserError('Usage: npx tsx prisma/migrate.ts --new NAME | --first.', 'NAME is lower case with underscores.')
  }
  const postgres = await openEmbeddedPostgres({ directory: '.plumbline/migration-postgres', durable: false })
  try {
    // A fresh database each time: what is compared is the migrations, not what an earlier try left behind.
    const url = await postgres.openUrl(`migrations_${Date.now()}`)
    if (mode === '--first') {
      const sql = await renderSchema(url)
      rmSync(MIGRATIONS, { recursive: true, force: true })
      writeMigration(1, 'facts_people_and_readings', sql)
      return
    }
    await applyMigrations(url)
    const sql = await diffDatabase(url)
    if (sql === '') console.log('Migrations and schema agree: nothing to write.')
    else writeMigration(readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length + 1, name, sql)
  } finally {
    await postgres.release()
  }
}

function writeMigration(ordinal: number, name: string, sql: string): void {
  const folder = join(MIGRATIONS, `${String(ordinal).padStart(4, '0')}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql.endsWith('\n') ? sql : `${sql}\n`)
  writeFileSync(join(MIGRATIONS, 'migration_lock.toml'), 'provider = "postgresql"\n')
  console.log(`Wrote ${folder}/migration.sql`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(toLine(error))
    process.exitCode = error instanceof UserError ? 2 : 1
  })
}
