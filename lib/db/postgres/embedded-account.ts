import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '@/lib/errors'

/** Who runs Postgres, in the form `spawn` takes: nothing for an ordinary user, another account for root. */
export type Account = { uid?: number; gid?: number }

/**
 * Postgres refuses to run as root. In somebody's folder root runs it as him, so that what is made there stays his; in a
 * folder of its own it lends the account "postgres", or "nobody" where there is none.
 */
export function findAccount(directory: string): Account {
  if (process.getuid?.() !== 0) return {}
  const owner = findOwner(directory)
  if (owner) return owner
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: readId('-u', name), gid: readId('-g', name) }
    } catch {
      // No such account: try the next.
    }
  }
  throw new UserError(
    'Postgres refuses to run as root, and this machine has neither a "postgres" nor a "nobody" account.',
    'Run as an ordinary user, or set DATABASE_URL.',
  )
}

/** Who owns the folder, or the nearest one above it that is there; null: root. */
function findOwner(directory: string): Account | null {
  for (let folder = resolve(directory); ; folder = dirname(folder)) {
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats) return stats.uid === 0 ? null : { uid: stats.uid, gid: stats.gid }
    if (folder === dirname(folder)) return null
  }
}

function readId(flag: string, name: string): number {
  return Number.parseInt(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }), 10)
}

/** Whether the account may walk down to the path: every folder above it lets it pass. */
function canReach(path: string, account: Account): boolean {
  if (account.uid === undefined) return true
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder)
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
      if ((mode & bit) === 0) return false
    }
    if (folder === dirname(folder)) return true
  }
}

/**
 * The folder for a cluster that the account can really use. Usually `directory` itself. Where the checkout lies in a folder
 * that only root may enter (/root, mktemp -d), a folder outside that `directory` then links to; `moved` says so.
 */
export function prepareHome(directory: string, account: Account): { home: string; moved: boolean } {
  if (lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const home = readlinkSync(directory)
    if (statSync(home, { throwIfNoEntry: false })) return { home, moved: false }
    throw new UserError(
      `${directory} leads to ${home}, where the data of the embedded Postgres is kept, and that is not there.`,
      'Put it back, or remove the link to begin with an empty database.',
    )
  }
  if (canReach(dirname(directory), account)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    own(directory, account)
    return { home: directory, moved: false }
  }
  const home = join(prepareOutside(), `${basename(directory)}-${randomBytes(6).toString('hex')}`)
  mkdirSync(home, { mode: 0o700 })
  // For whoever finds the folder later and asks himself whose it is: nothing here ever removes it.
  writeFileSync(`${home}.checkout`, resolve(directory))
  own(home, account)
  symlinkSync(home, directory)
  return { home, moved: true }
}

/** The binaries, where the account can execute them: in node_modules, or a copy of them outside. */
export function prepareBinaries(native: string, account: Account): string {
  if (canReach(join(native, 'bin'), account)) return native
  const version = basename(dirname(native))
  const stamp = statSync(join(native, 'bin', 'postgres')).size
  const copy = join(prepareOutside(), `binaries-${version}-${stamp}`)
  if (existsSync(copy)) return copy
  const draft = `${copy}.${process.pid}`
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  renameSync(draft, copy)
  return copy
}

/** Root gives what it made to the account. */
export function own(path: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid)
}

/** Only root ever comes here. /var/lib outlives a reboot, which the temporary folder does not. */
function prepareOutside(): string {
  for (const parent of ['/var/lib', tmpdir()]) {
    const root = join(parent, 'plumbline')
    try {
      mkdirSync(root, { recursive: true, mode: 0o755 })
      // In a folder that everyone may write to, someone else could have put binaries of his own there before us.
      if (statSync(root).uid === process.getuid?.()) return root
    } catch {
      // Read-only file system: try the next.
    }
  }
  throw new UserError(
    'The embedded Postgres has no folder that it may enter.',
    'Clone into a folder that every account may enter, or set DATABASE_URL.',
  )
}
