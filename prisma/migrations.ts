import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const MIGRATIONS = 'prisma/migrations'

export interface Migration {
  name: string
  sql: string
}

/** All there are, from the first to the last. */
export function readMigrations(): Migration[] {
  return readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, sql: readFileSync(join(MIGRATIONS, name, 'migration.sql'), 'utf8') }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** As Prisma's own `migrate deploy` makes it, so that either may go on where the other stopped. */
export function toChecksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex')
}

/** Git may have changed the ends of the lines on the way to this machine. */
export function hasChecksum(sql: string, checksum: string): boolean {
  const plain = sql.replaceAll('\r\n', '\n')
  return [sql, plain, plain.replaceAll('\n', '\r\n')].some((text) => toChecksum(text) === checksum)
}
