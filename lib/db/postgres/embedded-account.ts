import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { UserError } from '@/lib/errors'

/** Who runs Postgres, in the form `spawn` takes: nothing for an ordinary user, another account for root. */
export type Account = { uid?: number; gid?: number }

/** Postgres refuses to run as root, so root lends it the account "postgres", or "nobody" where there is none. */
export function findAccount(): Account {
  if (process.getuid?.() !== 0) return {}
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
  mkdirSync(dirname(directory), { recursive: true })
  if (lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink()) {
    const home = readlinkSync(directory)
    if (existsSync(home)) return { home, moved: false }
    rmSync(directory)
  }
  if (canReach(dirname(directory), account)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    own(directory, account)
    return { home: directory, moved: false }
  }
  const root = prepareOutside()
  removeOrphans(root)
  const home = join(root, `${basename(directory)}-${randomBytes(6).toString('hex')}`)
  mkdirSync(home, { mode: 0o700 })
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

function own(path: string, account: Account): void {
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

/** Clusters of checkouts that are gone: nothing links to them any more. */
function removeOrphans(root: string): void {
  for (const note of readdirSync(root).filter((name) => name.endsWith('.checkout'))) {
    const home = join(root, note.slice(0, -'.checkout'.length))
    const link = readFileSync(join(root, note), 'utf8')
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(link) === home) continue
    // A server that still runs in it belongs to someone who deleted his checkout under it; leave it to him.
    if (existsSync(join(home, 'data', 'postmaster.pid'))) continue
    rmSync(home, { recursive: true, force: true })
    rmSync(join(root, note), { force: true })
  }
}
