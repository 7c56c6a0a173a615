import { spawn, type ChildProcess } from 'node:child_process'
import { difference } from 'es-toolkit'
import pg from 'pg'
import { extendEnvironment } from '@/lib/env'
import { toLine } from '@/lib/errors'
import { applyMigrations } from '@/prisma/apply-migrations'
import { migrate } from '@/prisma/migrate'
import { readMigrations, type Migration } from '@/prisma/migrations'
import { bundle } from '../bundle.mjs'

/** An empty database for one migration. */
export type OpenEmptyDatabase = () => Promise<{ url: string; drop(): Promise<void> }>

export interface KilledMigration {
  name: string
  /** What does not hold afterwards; null: the next start made the schema whole. */
  broken: string | null
}

/** Ours alone, without those of the job queue. */
export function migrateOurs(url: string, migrations: Migration[]): Promise<string[]> {
  return withClient(url, (client) => applyMigrations(client, migrations))
}

/** What a schema is made of, one text each: two that list the same are the same. */
export function dumpSchema(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    // A name is written with its schema where that is not in the path.
    await client.query('set search_path = public')
    const { rows } = await client.query<{ part: string }>(`
      select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as part
      from information_schema.columns where table_schema = 'public'
      union all select indexdef from pg_indexes where schemaname = 'public' order by 1`)
    return rows.map(({ part }) => part)
  })
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * Kills the process that migrates with -9, once for each migration: where `milliseconds` is null when all of it is done
 * and nothing is committed yet, else so long after it began. Then migrates again.
 * @param expected the schema of a database that nobody disturbed
 */
export function killMigrations(
  open: OpenEmptyDatabase,
  expected: string[],
  milliseconds: (() => number) | null,
): Promise<KilledMigration[]> {
  return Promise.all(readMigrations().map((_, index) => killOne(open, expected, index, milliseconds)))
}

async function killOne(
  open: OpenEmptyDatabase,
  expected: string[],
  index: number,
  milliseconds: (() => number) | null,
): Promise<KilledMigration> {
  const migrations = readMigrations()
  const name = migrations[index]?.name ?? ''
  const { url, drop } = await open()
  try {
    await migrateOurs(url, migrations.slice(0, index))
    const child = await startMigration(url)
    if (milliseconds) await killAfter(child, milliseconds())
    else await killBeforeCommit(url, child)
    await migrate(url)
    const missing = difference(expected, await dumpSchema(url))
    return { name, broken: missing.length === 0 ? null : `the schema lacks ${missing.join(', ')}` }
  } catch (error) {
    return { name, broken: toLine(error) }
  } finally {
    await drop()
  }
}

/** Its own words are not for anybody: it is killed. */
async function startMigration(url: string): Promise<ChildProcess> {
  return spawn(process.execPath, await bundle('lib/commands/proof/migrate-process.ts'), {
    env: extendEnvironment({ NODE_OPTIONS: '', DATABASE_URL: url }),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

async function killAfter(child: ChildProcess, milliseconds: number): Promise<void> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()).once('end', () => resolve()))
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  child.kill('SIGKILL')
  await exited
}

/** Whoever holds the table of the migrations keeps a migration from writing that it is done. */
async function killBeforeCommit(url: string, child: ChildProcess): Promise<void> {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  try {
    await holder.query('begin; lock table _prisma_migrations in share mode')
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    for (;;) {
      // A transaction goes on seeing who was busy when it first looked.
      await holder.query('select pg_stat_clear_snapshot()')
      const { rowCount } = await holder.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like 'insert into _prisma_migrations%'`,
      )
      if (rowCount) break
      if (child.exitCode !== null) throw new Error(`The migration ended with ${child.exitCode} before it could be killed`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    child.kill('SIGKILL')
    await exited
  } finally {
    await holder.end()
  }
}
