import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { diffDatabase } from '@/prisma/schema-engine'
import { migrate } from '@/prisma/migrate'
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
