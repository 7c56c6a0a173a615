import { execFile, execFileSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { UserError } from '@/lib/errors'
import type { Account } from './embedded-account'

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

/** Makes the data folder. Collation by code point and UTC, so that the same rows sort the same on every machine. */
export async function initializeCluster(cluster: Cluster, password: string): Promise<void> {
  const data = join(cluster.home, 'data')
  rmSync(data, { recursive: true, force: true })
  const passwordFile = join(cluster.home, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  const { uid, gid } = cluster.account
  if (uid !== undefined && gid !== undefined) chownSync(passwordFile, uid, gid)
  const settings = ['timezone=UTC', 'log_timezone=UTC', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200']
  if (!cluster.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  try {
    await runBinary(cluster, 'initdb', [
      `--pgdata=${data}`,
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
  } catch (error) {
    // A half-made data folder would look like a finished one at the next start.
    rmSync(data, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

export function isInitialized(cluster: Cluster): boolean {
  // PG_VERSION comes early in initdb; the settings file and this one last come with its success.
  return existsSync(join(cluster.home, 'data', 'PG_VERSION')) && existsSync(join(cluster.home, 'initialized'))
}

export function markInitialized(cluster: Cluster): void {
  writeFileSync(join(cluster.home, 'initialized'), '')
}

/** Port of the server that runs, or ran last, in the data folder: the fourth line of its own lock file. */
export function readPort(cluster: Cluster): number | null {
  const lines = readLockFile(cluster)
  const port = Number(lines?.[3])
  return Number.isInteger(port) && port > 0 ? port : null
}

function readLockFile(cluster: Cluster): string[] | null {
  try {
    return readFileSync(join(cluster.home, 'data', 'postmaster.pid'), 'utf8').split('\n')
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
      await runBinary(cluster, 'pg_ctl', ['start', '-w', '-t', '60', '-s', '-D', join(cluster.home, 'data'), '-l', log, '-o', `-p ${port}`])
      return
    } catch (error) {
      failure = error
      await new Promise((resolve) => setTimeout(resolve, 250 * (attempt + 1)))
    }
  }
  throw new UserError(`The embedded Postgres does not start: ${readLastLine(log)}`, `Look into ${log}.`, { cause: failure })
}

/** Ends the server, cutting its connections, and waits until it has written everything. */
export async function stopServer(cluster: Cluster): Promise<void> {
  await runBinary(cluster, 'pg_ctl', ['stop', '-w', '-s', '-m', 'fast', '-D', join(cluster.home, 'data')])
}

/**
 * After a crash of the machine (or a new start of its container) the process number in the lock file can belong to
 * someone else, and Postgres then takes its data folder for used. Where the number is surely not a Postgres, the file goes.
 */
function removeForeignLockFile(cluster: Cluster): void {
  const pid = Number(readLockFile(cluster)?.[0])
  if (!Number.isInteger(pid) || pid <= 0 || process.platform === 'win32') return
  let command: string
  try {
    command = execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    // Nobody has the number, or there is no ps: Postgres decides by itself.
    return
  }
  if (command !== '' && !/postgres/.test(command)) rmSync(join(cluster.home, 'data', 'postmaster.pid'), { force: true })
}

function readLastLine(log: string): string {
  if (!existsSync(log)) return 'it wrote no log.'
  const lines = readFileSync(log, 'utf8').trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? 'it wrote no log.'
}
