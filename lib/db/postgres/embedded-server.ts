import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { UserError } from '@/lib/errors'
import { own, type Account } from './embedded-account'

const run = promisify(execFile)

export const SUPERUSER = 'plumbline'

/** One data folder and what is needed to run a server in it. */
export interface Cluster {
  home: string
  binaries: string
  account: Account
  /** False only for clusters whose loss costs nothing (tests). */
  durable: boolean
}

/** pg_ctl and initdb need a working folder that their account may enter. */
async function runBinary(cluster: Cluster, name: string, args: string[]): Promise<void> {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', PATH: '/usr/bin:/bin' }
  await run(join(cluster.binaries, 'bin', name), args, { ...cluster.account, cwd: cluster.home, env })
}

/**
 * Makes the data folder. Collation by code point and UTC, so that the same rows sort the same on every machine. It is made
 * beside its place and moved there when it is whole: what stands in its place is never a half-made one, and never removed.
 */
export async function initializeCluster(cluster: Cluster, password: string): Promise<void> {
  const data = toDataFolder(cluster)
  const draft = `${data}.draft`
  rmSync(draft, { recursive: true, force: true })
  const passwordFile = join(cluster.home, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  own(passwordFile, cluster.account)
  const settings = ['timezone=UTC', 'log_timezone=UTC', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  if (!cluster.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  try {
    await runBinary(cluster, 'initdb', [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(cluster.durable ? [] : ['--no-sync']),
      ...settings.flatMap((setting) => ['-c', setting]),
    ])
    setAside(data)
    renameSync(draft, data)
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

/** Earlier programs made it in its place: what they had only begun when they were killed makes room, and is kept. */
function setAside(data: string): void {
  if (!existsSync(data)) return
  let n = 1
  while (existsSync(`${data}.begun-${n}`)) n += 1
  renameSync(data, `${data}.begun-${n}`)
}

function toDataFolder({ home }: Cluster): string {
  return join(home, 'data')
}

/** What a cluster cannot do without; initdb makes the first three early, and what they hold late. */
const PARTS = ['PG_VERSION', 'global/pg_control', 'base', 'pg_wal']

/**
 * Whether there is a cluster to start. Only what is in its folder counts, not a mark that a restore or a tool that copies
 * may leave out. @throws UserError where a part of a cluster is there, or nobody can see: that is for a person to mend.
 */
export function isInitialized(cluster: Cluster): boolean {
  const data = toDataFolder(cluster)
  const entries = listEntries(data)
  const missing = PARTS.filter((part) => !isThere(join(data, part)))
  if (missing.length === 0) return true
  // initdb begins with the folders and this file: without a database in them nothing can be lost.
  const holdsDatabases = isThere(join(data, 'global/pg_control')) || listEntries(join(data, 'base')).length > 0
  if (!holdsDatabases && entries.every((name) => name === 'PG_VERSION' || listEntries(join(data, name)).length === 0)) return false
  throw new UserError(
    `${data} holds a part of a database: ${missing.join(', ')} is missing. Nothing was changed.`,
    'Put back what is missing, or move the folder away to begin with an empty database.',
  )
}

/** Names of what is in a folder; none where it is not there. A file counts as empty. */
function listEntries(folder: string): string[] {
  return look(folder, () => readdirSync(folder)) ?? []
}

function isThere(path: string): boolean {
  return look(path, () => statSync(path)) !== null
}

/** null: it is not there. Unlike existsSync it does not take what it may not see for missing. */
function look<T>(path: string, see: () => T): T | null {
  try {
    return see()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}

/** Port of the server that runs, or ran last, in the data folder: the fourth line of its own lock file. */
export function readPort(cluster: Cluster): number | null {
  const lines = readLockFile(cluster)
  const port = Number(lines?.[3])
  return Number.isInteger(port) && port > 0 ? port : null
}

function toLockFile(cluster: Cluster): string {
  return join(toDataFolder(cluster), 'postmaster.pid')
}

function readLockFile(cluster: Cluster): string[] | null {
  try {
    return readFileSync(toLockFile(cluster), 'utf8').split('\n')
  } catch {
    return null
  }
}

/** Starts the server in a session of its own (Ctrl-C in a terminal does not reach it) and waits until it answers. */
export async function startServer(cluster: Cluster): Promise<void> {
  const log = join(cluster.home, 'server.log')
  let failure: unknown
  // A server killed a moment ago leaves children that need a little time to notice; a free port can be taken meanwhile.
  for (let attempt = 0; attempt < 8; attempt++) {
    removeForeignLockFile(cluster)
    rmSync(log, { force: true })
    const port = await getPort({ host: '127.0.0.1' })
    try {
      await runBinary(cluster, 'pg_ctl', ['start', '-w', '-t', '60', '-s', '-D', toDataFolder(cluster), '-l', log, '-o', `-p ${port}`])
      return
    } catch (error) {
      failure = error
      await new Promise((resolve) => setTimeout(resolve, 250 * (attempt + 1)))
    }
  }
  const mend = existsSync(toLockFile(cluster))
    ? `If no Postgres runs in ${cluster.home}, remove ${toLockFile(cluster)}.`
    : `Look into ${log}.`
  throw new UserError(`The embedded Postgres does not start: ${readLastLine(log)}.`, mend, { cause: failure })
}

/** Ends the server, cutting its connections, and waits until it has written everything. */
export async function stopServer(cluster: Cluster): Promise<void> {
  await runBinary(cluster, 'pg_ctl', ['stop', '-w', '-s', '-m', 'fast', '-D', toDataFolder(cluster)])
}

/**
 * After a crash of the machine (or a new start of its container) the process number in the lock file can belong to
 * someone else, another Postgres too, and Postgres then takes its data folder for used. Where the process surely does not
 * serve this folder, the file goes.
 */
function removeForeignLockFile(cluster: Cluster): void {
  const pid = Number(readLockFile(cluster)?.[0])
  if (!Number.isInteger(pid) || pid <= 0 || process.platform === 'win32') return
  if (servesOther(pid, toDataFolder(cluster))) rmSync(toLockFile(cluster), { force: true })
}

function servesOther(pid: number, data: string): boolean {
  let command: string
  try {
    command = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    // Nobody has the number, or there is no ps: Postgres decides by itself.
    return false
  }
  if (command === '') return false
  if (!/postgres/.test(command)) return true
  try {
    // A server works in its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) !== realpathSync(data)
  } catch {
    // A system without /proc. pg_ctl names the folder in full, and what a server starts names none.
    const named = / -D "?(\/[^"]*?)"?( -|$)/.exec(command)?.[1]
    return named === undefined ? /^postgres: /.test(command) : named !== data
  }
}

/** What a server wrote that could not go on; null: nothing of that kind. */
export function readLastWords(cluster: Cluster): string | null {
  const line = readLog(join(cluster.home, 'server.log')).findLast((one) => /PANIC|No space left on device/.test(one))
  return line?.replace(/^.*?(PANIC|FATAL|ERROR|LOG): +/, '') ?? null
}

function readLastLine(log: string): string {
  const lines = readLog(log)
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it wrote no log'
}

function readLog(log: string): string[] {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []
}
