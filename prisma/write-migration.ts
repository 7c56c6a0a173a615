import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { migrate } from './migrate'
import { MIGRATIONS } from './migrations'
import { diffDatabase } from './schema-engine'

/** Writes the difference between the migrations and schema.prisma as the next migration; its folder, or null where they agree. */
export async function writeNextMigration(name: string): Promise<string | null> {
  const postgres = await openEmbeddedPostgres({ directory: '.plumbline/migration-postgres', durable: false })
  // A fresh database each time: what is compared is the migrations, not what an earlier try left behind.
  const database = `migrations_${Date.now()}`
  try {
    const url = await postgres.openUrl(database)
    await migrate(url)
    const sql = await diffDatabase(url)
    await postgres.dropDatabase(database)
    return sql === '' ? null : writeMigration(name, sql)
  } finally {
    await postgres.release()
  }
}

function writeMigration(name: string, sql: string): string {
  const ordinal = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory()).length + 1
  const folder = join(MIGRATIONS, `${String(ordinal).padStart(4, '0')}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'migration.sql'), sql.endsWith('\n') ? sql : `${sql}\n`)
  return relative('.', folder)
}
