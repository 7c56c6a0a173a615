import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { diffDatabase } from '@/prisma/schema-engine'
import { closeDatabase, openDatabase } from '@/lib/db/client'
import { findOrganization } from '@/lib/db/organization/find'
import { dumpSchema, killMigrations, migrateOurs } from '@/lib/commands/proof/kill-migrations'
import { toLine, UserError } from '@/lib/errors'
import { migrate } from '@/prisma/migrate'
import { readMigrations, toChecksum } from '@/prisma/migrations'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let migrated: TestDatabase

beforeAll(async () => {
  migrated = await createTestDatabase()
})
afterAll(() => migrated.drop())

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

test('the migrations make exactly the tables of schema.prisma', async () => {
  expect(await diffDatabase(migrated.url)).toBe('')
})

test('a column that only the database has is seen as a difference', async () => {
  const drifted = await createTestDatabase()
  try {
    await query(drifted.url, 'alter table teams add column colour text')
    expect(await diffDatabase(drifted.url)).toContain('DROP COLUMN "colour"')
  } finally {
    await drifted.drop()
  }
})

test('three processes that start at once migrate an empty database once', async () => {
  const { url } = inject('cluster')
  await query(url, 'create database test_three_at_once')
  const target = new URL(url)
  target.pathname = '/test_three_at_once'
  try {
    const applied = await Promise.all([1, 2, 3].map(() => migrate(target.href)))
    expect(applied.flat()).toEqual(
      await query<{ migration_name: string }>(target.href, 'select migration_name from _prisma_migrations order by 1').then((rows) =>
        rows.map((row) => row.migration_name),
      ),
    )
    expect(await migrate(target.href)).toEqual([])
    expect(
      await query(target.href, "select 1 as found from information_schema.schemata where schema_name = 'graphile_worker'"),
    ).toHaveLength(1)
  } finally {
    await query(url, 'drop database test_three_at_once with (force)')
  }
})

test('a database that does not answer is named without its password', async () => {
  await expect(migrate('postgresql://someone:secret@127.0.0.1:1/none')).rejects.toThrow(
    /^(?!.*secret).*127\.0\.0\.1:1\/none does not answer/,
  )
})

/** A database without a table, dropped after the test. */
async function withEmpty<Result>(work: (url: string) => Promise<Result>): Promise<Result> {
  const { url, drop } = await openEmpty()
  try {
    return await work(url)
  } finally {
    await drop()
  }
}

let opened = 0

async function openEmpty() {
  const { url } = inject('cluster')
  const name = `test_migrations_${(opened += 1)}`
  await query(url, `create database ${name}`)
  const target = new URL(url)
  target.pathname = `/${name}`
  return { url: target.href, drop: () => query(url, `drop database ${name} with (force)`).then(() => undefined) }
}

const UNFINISHED = 'insert into _prisma_migrations (id, checksum, migration_name) values (gen_random_uuid(), $1, $2)'

async function run(url: string, sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql, values).finally(() => client.end())
}

async function refusal(url: string): Promise<string> {
  const error: unknown = await migrate(url).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(UserError)
  return toLine(error)
}

// `npm run bench -- proof migrations` kills each at many instants.
test('every migration that is killed with -9 before it is committed is whole after the next start', async () => {
  const killed = await killMigrations(openEmpty, await dumpSchema(migrated.url), null)
  expect(killed).toEqual(readMigrations().map(({ name }) => ({ name, broken: null })))
})

test('an unfinished row of an earlier program is made whole, whether nothing, a part or all of its migration is there', async () => {
  const whole = await dumpSchema(migrated.url)
  await withEmpty(async (url) => {
    for (const [index, { name, sql }] of readMigrations().entries()) {
      const statements = sql.split(';').filter((statement) => statement.trim() !== '')
      for (const done of new Set([0, Math.ceil(statements.length / 2), statements.length])) {
        await run(url, 'drop schema public cascade; create schema public')
        await migrateOurs(url, readMigrations().slice(0, index))
        await run(url, UNFINISHED, [toChecksum(sql), name])
        for (const statement of statements.slice(0, done)) await run(url, statement)
        expect(await migrateOurs(url, readMigrations()), `${name} after ${done} statements`).toEqual(
          readMigrations()
            .slice(index)
            .map((migration) => migration.name),
        )
        expect(await dumpSchema(url), `${name} after ${done} statements`).toEqual(whole)
        expect(await query(url, 'select 1 from _prisma_migrations where finished_at is null')).toEqual([])
      }
    }
  })
})

test('a migration that the administrator cancels says so in one line, and is whole after the next start', async () => {
  await withEmpty(async (url) => {
    await migrateOurs(url, [])
    const holder = new pg.Client({ connectionString: url })
    await holder.connect()
    await holder.query('begin; lock table _prisma_migrations in share mode')
    const refused = refusal(url)
    const cancel = `select pg_cancel_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into _prisma_migrations%'`
    while ((await query(url, cancel)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(await refused).toMatch(/^The database at .* was told to stop our work: canceling statement due to user request\. Start the same/)
    await holder.end()
    await migrateOurs(url, readMigrations())
    expect(await dumpSchema(url)).toEqual(await dumpSchema(migrated.url))
  })
})

test('a database of a newer program is refused in one line, and nothing is done', async () => {
  await withEmpty(async (url) => {
    await migrateOurs(url, readMigrations().slice(0, 1))
    await run(url, `${UNFINISHED}`, ['x', '9999_of_tomorrow'])
    await run(url, "update _prisma_migrations set finished_at = now() where migration_name = '9999_of_tomorrow'")
    expect(await refusal(url)).toMatch(
      /^The database is newer than this program: it knows a migration "9999_of_tomorrow"\. Nothing was done\./,
    )
    expect(await query(url, 'select 1 from _prisma_migrations')).toHaveLength(2)
  })
})

test('a migration whose text changed afterwards is refused in one line; other ends of its lines are no change', async () => {
  await withEmpty(async (url) => {
    const [first] = readMigrations()
    if (!first) throw new Error('There are migrations')
    await migrateOurs(url, [{ ...first, sql: first.sql.replaceAll('\n', '\r\n') }])
    await migrateOurs(url, [first])
    await run(url, "update _prisma_migrations set checksum = 'another'")
    expect(await refusal(url)).toMatch(/^The migration "0001_facts_people_and_readings" was another one when .* Nothing was done\./)
    expect(await query(url, "select 1 from information_schema.tables where table_name = 'audits'")).toEqual([])
  })
})

test('checksums are those that Prisma itself would write', () => {
  const [first] = readMigrations()
  expect(toChecksum(first?.sql ?? '')).toBe('3245f3dcb5feeeeaad66fc9cc16bc581fc9b1c64b0e0f7bc807ce7c8bb339937')
})

test('a database that holds something else is left alone', async () => {
  await withEmpty(async (url) => {
    await run(url, 'create table invoices (n int)')
    expect(await refusal(url)).toMatch(/^The database holds tables that are not Plumbline's \("invoices"/)
    expect(await query(url, "select 1 from information_schema.tables where table_schema = 'public'")).toHaveLength(1)
  })
})

test('settings of the server, the database or the role change nothing', async () => {
  await withEmpty(async (url) => {
    const settings = ["datestyle = 'German, DMY'", "timezone = 'Asia/Kathmandu'", "lock_timeout = '1ms'", 'search_path = elsewhere']
    const database = new URL(url).pathname.slice(1)
    for (const setting of settings) await run(url, `alter database ${database} set ${setting}`)
    // Three at once wait for each other's lock, for longer than a millisecond.
    await Promise.all([1, 2, 3].map(() => migrate(url)))
    expect(await dumpSchema(url)).toEqual(await dumpSchema(migrated.url))
    const opened = openDatabase(url)
    try {
      const syncedAt = new Date('2026-02-01T10:20:30.456Z')
      await opened.organization.create({ data: { nodeId: 'O_1', login: 'acme', name: 'Acme', syncedAt } })
      expect((await findOrganization(opened, null)).organization?.syncedAt).toEqual(syncedAt)
      expect(
        await opened.$queryRaw`select to_char(synced_at, 'HH24:MI') as at, now()::text ~ '[+]00$' as is_utc from organizations`,
      ).toEqual([{ at: '10:20', is_utc: true }])
    } finally {
      await closeDatabase(url)
    }
  })
})

test('a read-only database is named as that', async () => {
  await withEmpty(async (url) => {
    await run(url, `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`)
    expect(await refusal(url)).toMatch(/^The database at .* is read-only: default_transaction_read_only is on\. Give DATABASE_URL/)
  })
})
