import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import pg from 'pg'
import { lock } from 'proper-lockfile'
import { UserError } from '@/lib/errors'
import { findAccount, prepareBinaries, prepareHome } from './embedded-account'
import { findPostgresBinaries } from './embedded-binaries'
import {
  initializeCluster,
  isInitialized,
  markInitialized,
  readPort,
  startServer,
  stopServer,
  SUPERUSER,
  type Cluster,
} from './embedded-server'

/**
 * A real Postgres from npm, for whoever has none. One server a data folder, shared by every process of the checkout.
 *
 * Glossary
 * - lease: an open connection named LEASE. The system closes it when its process ends, however it ends, so a lease
 *   cannot outlive its holder as a file with a process number can.
 * - Whoever gives back the last lease stops the server. Opening and giving back happen under one lock file,
 *   which a killed holder loses after 5 s.
 */
const LEASE = 'plumbline lease'

export interface EmbeddedPostgres {
  /** Connection string of a database of this server; the database is made when it is missing. */
  openUrl(database: string): Promise<string>
  /** Drops a database of this server with all its connections, if it is there. */
  dropDatabase(database: string): Promise<void>
  /** Takes a name that one process of the checkout may hold at a time, until it ends, however it ends; false: another one has it. */
  hold(name: string): Promise<boolean>
  /** True when this call started the server: nobody else was using it. */
  started: boolean
  /** Gives the lease back and stops the server if no one else holds one. */
  release(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Folder of the data, e.g. `.plumbline/postgres`. */
  directory: string
  /** False only where losing the data costs nothing. */
  durable?: boolean
  /** Hears one line when something unusual is done. */
  say?: (line: string) => void
}

/** Starts the server of a folder, or joins the one that runs there. Throws UserError where it cannot run. */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const directory = resolve(options.directory)
  mkdirSync(dirname(directory), { recursive: true })
  const unlock = await takeLock(directory)
  try {
    const account = findAccount()
    const { home, moved } = prepareHome(directory, account)
    const binaries = prepareBinaries(findPostgresBinaries(), account)
    if (moved) options.say?.(`Postgres may not enter ${dirname(directory)} (it cannot run as root), so its data is in ${home}.`)
    const cluster: Cluster = { home, binaries, account, durable: options.durable ?? true }
    const password = readPassword(`${directory}.password`, isInitialized(cluster))
    let lease = await connectLease(cluster, password)
    const started = lease === null
    if (!lease) {
      if (!isInitialized(cluster)) {
        await initializeCluster(cluster, password)
        markInitialized(cluster)
      }
      await startServer(cluster)
      lease = await connectLease(cluster, password)
      if (!lease) throw new Error(`Postgres in ${home} started but does not answer with the password of ${directory}.password`)
    }
    return toEmbeddedPostgres(directory, cluster, password, lease, started)
  } finally {
    await unlock()
  }
}

function toEmbeddedPostgres(directory: string, cluster: Cluster, password: string, lease: pg.Client, started: boolean): EmbeddedPostgres {
  let released: Promise<void> | null = null
  return {
    started,
    async openUrl(database) {
      await createMissingDatabase(lease, database)
      return toUrl(cluster, password, database)
    },
    async dropDatabase(database) {
      await lease.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`)
    },
    async hold(name) {
      const { rows } = await lease.query<{ held: boolean }>('select pg_try_advisory_lock(hashtext($1)) as held', [name])
      return rows[0]?.held ?? false
    },
    release() {
      released ??= release(directory, cluster, lease)
      return released
    },
  }
}

async function release(directory: string, cluster: Cluster, lease: pg.Client): Promise<void> {
  const unlock = await takeLock(directory)
  try {
    const others = await lease
      .query<{ n: number }>('select count(*)::int as n from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()', [
        LEASE,
      ])
      .then(
        (result) => result.rows[0]?.n ?? 0,
        () => null,
      )
    await lease.end().catch(() => undefined)
    // null: the server was killed under us, so there is nothing to stop.
    if (others === 0) await stopServer(cluster)
  } finally {
    await unlock()
  }
}

async function takeLock(directory: string): Promise<() => Promise<void>> {
  return lock(directory, {
    lockfilePath: `${directory}.lock`,
    realpath: false,
    stale: 5_000,
    update: 1_000,
    retries: { forever: true, factor: 1, minTimeout: 50, maxTimeout: 50, maxRetryTime: 120_000 },
  })
}

/** A random password a cluster, readable by its owner only. */
function readPassword(file: string, needed: boolean): string {
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  if (needed) {
    throw new UserError(
      `${file} is missing, and without it the database beside it cannot be opened.`,
      'Put the file back, or remove the folder of the same name to start with an empty database.',
    )
  }
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, password, { mode: 0o600 })
  return password
}

async function connectLease(cluster: Cluster, password: string): Promise<pg.Client | null> {
  if (readPort(cluster) === null) return null
  const client = new pg.Client({
    connectionString: toUrl(cluster, password, 'postgres'),
    application_name: LEASE,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  })
  // A server that is killed under us is reported by whoever asks it something, not by the idle lease.
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch {
    return null
  }
  return client
}

function toUrl(cluster: Cluster, password: string, database: string): string {
  return `postgresql://${SUPERUSER}:${password}@127.0.0.1:${readPort(cluster)}/${encodeURIComponent(database)}`
}

async function createMissingDatabase(lease: pg.Client, database: string): Promise<void> {
  const { rowCount } = await lease.query('select 1 from pg_database where datname = $1', [database])
  if (rowCount) return
  try {
    await lease.query(`create database ${pg.escapeIdentifier(database)}`)
  } catch (error) {
    // Another process was faster: 42P04 duplicate_database, 23505 when both were inside the command.
    if (!(error instanceof pg.DatabaseError) || (error.code !== '42P04' && error.code !== '23505')) throw error
  }
}
