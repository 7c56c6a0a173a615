import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { migrate } from '@/prisma/migrate'
import { MIGRATIONS } from '@/prisma/migrations'

/** Any number that nothing else locks. */
const TEMPLATE_LOCK = 7_405_001

export interface TestCluster {
  /** Connection string of the maintenance database. */
  url: string
  /** Migrated, empty, never connected to: what test databases are cloned from. */
  template: string
  release(): Promise<void>
}

/**
 * One Postgres for all tests that run at the same time in this checkout, without fsync. The first to come starts it,
 * the last to go stops it. The template's name holds the migrations' hash, so an old one is never taken for a new one.
 */
export async function openTestCluster(): Promise<TestCluster> {
  const postgres = await openEmbeddedPostgres({ directory: '.plumbline/test-postgres', durable: false })
  const url = await postgres.openUrl('postgres')
  const template = `template_${hashMigrations()}`
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Nobody else is here, so every test database left is one of a run that was killed.
    if (postgres.started) await dropLeftovers(client, template)
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [template])
    if (!rowCount) {
      const draft = `${template}_draft`
      await client.query(`drop database if exists ${draft} with (force)`)
      await migrate(await postgres.openUrl(draft))
      await client.query(`alter database ${draft} rename to ${template}`)
    }
  } finally {
    await client.end()
  }
  return { url, template, release: () => postgres.release() }
}

async function dropLeftovers(client: pg.Client, template: string): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'test\\_%' or (datname like 'template\\_%' and datname <> $1 and not datistemplate)",
    [template],
  )
  for (const { datname } of rows) await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`)
}

function hashMigrations(): string {
  const hash = createHash('sha256')
  for (const entry of readdirSync(MIGRATIONS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.sql'))
    .sort()) {
    hash.update(entry).update(readFileSync(join(MIGRATIONS, entry)))
  }
  return hash.digest('hex').slice(0, 12)
}
