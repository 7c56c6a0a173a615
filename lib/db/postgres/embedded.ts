import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import pLimit from 'p-limit'
import pg from 'pg'
import { lock } from 'proper-lockfile'
import { toLine, UserError } from '@/lib/errors'
import { findAccount, own, prepareBinaries, prepareHome, type Account } from './embedded-account'
import { findPostgresBinaries } from './embedded-binaries'
import {
  initializeCluster,
  isInitialized,
  readLastWords,
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
  /** Why the server ended by itself, as its log has it; null: it did not, or did not say. */
  readLastWords(): string | null
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
  try {
    const account = findAccount(directory)
    makeFolder(dirname(directory), account)
    const unlock = await takeLock(directory)
    try {
      return await open(options, directory, account)
    } finally {
      await unlock()
    }
  } catch (error) {
    throw explainFolder(error)
  }
}

async function open(options: EmbeddedPostgresOptions, directory: string, account: Account): Promise<EmbeddedPostgres> {
  const { home, moved } = prepareHome(directory, account)
  const binaries = prepareBinaries(findPostgresBinaries(), account)
  if (moved) options.say?.(`Postgres may not enter ${dirname(directory)} (it cannot run as root), so its data is in ${home}.`)
  const cluster: Cluster = { home, binaries, account, durable: options.durable ?? true }
  const isThere = isInitialized(cluster)
  const password = readPassword(`${directory}.password`, isThere, account)
  const running = await connectLease(cluster, password)
  if (running instanceof pg.Client) return toEmbeddedPostgres(directory, cluster, password, running, false)
  if (!isThere) await initializeCluster(cluster, password)
  await startServer(cluster)
  const lease = await connectLease(cluster, password)
  if (lease instanceof pg.Client) return toEmbeddedPostgres(directory, cluster, password, lease, true)
  await stopServer(cluster)
  throw new UserError(
    `The embedded Postgres in ${home} starts, and does not let us in: ${lease ? toLine(lease) : 'it has no port'}.`,
    `Put back the ${directory}.password that belongs to it, or move ${directory} away to begin with an empty database.`,
    { cause: lease },
  )
}

/** A folder that root makes in somebody's folder is his. */
function makeFolder(folder: string, account: Account): void {
  const first = mkdirSync(folder, { recursive: true })
  if (first === undefined || !isOwnedBy(dirname(first), account)) return
  for (let made = folder; made.startsWith(first); made = dirname(made)) own(made, account)
}

/** False where the account is one that root lent itself: what Postgres does not need stays root's. */
function isOwnedBy(path: string, { uid }: Account): boolean {
  return statSync(path).uid === uid
}

/** What the machine refuses is for a person to mend: a folder of somebody else's, a disk that is full. */
function explainFolder(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return error
  const path = String(error.path)
  if (error.code === 'ENOSPC') return new UserError(`There is no space left for ${path}.`, 'Free some, and start again.', { cause: error })
  if (!['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))) return error
  return new UserError(
    `This account may not use ${path} (${String(error.code)}), where the embedded Postgres keeps its data. Nothing was changed.`,
    'Run as the one who owns it, or give it back (sudo chown -R USER FOLDER).',
    { cause: error },
  )
}

function toEmbeddedPostgres(directory: string, cluster: Cluster, password: string, lease: pg.Client, started: boolean): EmbeddedPostgres {
  let released: Promise<void> | null = null
  // Who opens several databases at once shares the lease, and a connection takes one statement at a time.
  const inTurn = pLimit(1)
  return {
    started,
    async openUrl(database) {
      await inTurn(() => createMissingDatabase(lease, database))
      return toUrl(cluster, password, database)
    },
    async dropDatabase(database) {
      await inTurn(() => lease.query(`drop database if exists ${pg.escapeIdentifier(database)} with (force)`))
    },
    async hold(name) {
      const { rows } = await inTurn(() => lease.query<{ held: boolean }>('select pg_try_advisory_lock(hashtext($1)) as held', [name]))
      return rows[0]?.held ?? false
    },
    readLastWords: () => readLastWords(cluster),
    release() {
      released ??= inTurn(() => release(directory, cluster, lease))
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
function readPassword(file: string, needed: boolean, account: Account): string {
  if (statSync(file, { throwIfNoEntry: false })) return readFileSync(file, 'utf8').trim()
  if (needed) {
    throw new UserError(
      `${file} is missing, and without it the database beside it cannot be opened.`,
      'Put the file back, or move the folder of the same name away to begin with an empty database.',
    )
  }
  const password = randomBytes(24).toString('hex')
  writeFileSync(file, password, { mode: 0o600 })
  if (isOwnedBy(dirname(file), account)) own(file, account)
  return password
}

/** The lease; why there is none; null: no server says that it runs there. */
async function connectLease(cluster: Cluster, password: string): Promise<pg.Client | Error | null> {
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
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
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
