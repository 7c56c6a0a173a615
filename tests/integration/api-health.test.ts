import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '@/lib/db/client'
import { getOrganization } from '@/lib/db/organization/find'
import { findOutage } from '@/lib/db/outage'
import { openPool } from '@/lib/db/pool'
import { WORKER_APPLICATION_NAME } from '@/lib/db/sync/get-worker-state'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'

let clone: TestDatabase

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
})
afterAll(() => clone.drop())

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}

async function askHealth() {
  const response = await askApi('/api/health')
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function withWorker<Result>(run: () => Promise<Result>): Promise<Result> {
  const worker = new pg.Client({ connectionString: clone.url, application_name: WORKER_APPLICATION_NAME })
  await worker.connect()
  try {
    return await run()
  } finally {
    await worker.end()
  }
}

test('without a worker it is not healthy, and needs no token to say so', async () => {
  expect(await askHealth()).toEqual({
    status: 503,
    body: { status: 'failing', database: 'ok', worker: 'missing', syncLagSeconds: null },
  })
})

test('with a worker it is healthy, before the first sync too', async () => {
  expect(await withWorker(askHealth)).toEqual({ status: 200, body: { status: 'ok', database: 'ok', worker: 'ok', syncLagSeconds: null } })
})

test('the lag is the age of the last complete sync', async () => {
  await clone.database.organization.create({
    data: { nodeId: 'O_1', login: 'acme', name: 'Acme', syncedAt: new Date('2026-11-16T00:00:00Z') },
  })
  expect((await withWorker(askHealth)).body.syncLagSeconds).toBe(600)
})

test('a worker of another database does not count', async () => {
  const elsewhere = await createTestDatabase()
  try {
    vi.stubEnv('DATABASE_URL', elsewhere.url)
    expect((await withWorker(askHealth)).status).toBe(503)
  } finally {
    vi.stubEnv('DATABASE_URL', clone.url)
    await elsewhere.drop()
  }
})

test('without a database it answers all the same', async () => {
  const url = new URL(clone.url)
  url.pathname = '/no_such_database'
  vi.stubEnv('DATABASE_URL', url.href)
  const unreachable = { status: 'failing', database: 'unreachable', worker: 'unknown', syncLagSeconds: null }
  expect(await askHealth()).toEqual({ status: 503, body: unreachable })
  vi.stubEnv('DATABASE_URL', 'postgres://plumbline@127.0.0.1:1/nowhere')
  expect(await askHealth()).toEqual({ status: 503, body: unreachable })
  vi.stubEnv('DATABASE_URL', '')
  expect(await askHealth()).toEqual({ status: 503, body: unreachable })
  vi.stubEnv('DATABASE_URL', clone.url)
})

test('a table that another session holds is slow, not unreachable', async () => {
  const holder = new pg.Client({ connectionString: clone.url })
  await holder.connect()
  await holder.query('begin; lock table organizations in access exclusive mode')
  try {
    expect(await withWorker(askHealth)).toEqual({
      status: 200,
      body: { status: 'degraded', database: 'slow', worker: 'ok', syncLagSeconds: null },
    })
    // A page gives up in time to say so.
    const outage = await getOrganization(openDatabase(clone.url, 'pages'), 1).catch(findOutage)
    expect(outage).toEqual({ kind: 'locked', reason: 'canceling statement due to lock timeout' })
  } finally {
    await holder.end()
  }
  expect((await withWorker(askHealth)).body).toMatchObject({ status: 'ok', database: 'ok' })
})

test('the queue of the pages is not in its way', async () => {
  const pages = openDatabase(clone.url, 'pages')
  // As many as the pool has connections, for as long as a page may ask.
  let ended = 0
  const crowd = Array.from({ length: 10 }, () => pages.$queryRaw`select pg_sleep(29)::text as slept`.finally(() => (ended += 1)))
  const settled = Promise.allSettled(crowd)
  const sleepers = () => clone.database.$queryRaw<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database() and query like '%pg_sleep(29)%' and pid <> pg_backend_pid()`
  while ((await sleepers()).length < crowd.length) await new Promise((resolve) => setTimeout(resolve, 20))
  expect((await withWorker(askHealth)).body).toMatchObject({ status: 'ok', database: 'ok' })
  expect(ended).toBe(0)
  for (const { pid } of await sleepers()) await clone.database.$queryRaw`select pg_cancel_backend(${pid}::int)`
  await settled
})

test('a read-only database is said', async () => {
  const still = await createTestDatabase()
  try {
    await query(still.url, `alter database ${new URL(still.url).pathname.slice(1)} set default_transaction_read_only = on`)
    vi.stubEnv('DATABASE_URL', still.url)
    expect(await askHealth()).toEqual({
      status: 503,
      body: { status: 'failing', database: 'read-only', worker: 'missing', syncLagSeconds: null },
    })
  } finally {
    vi.stubEnv('DATABASE_URL', clone.url)
    await still.drop()
  }
})

test('where the server has fewer connections than a pool wants, the pool does with those it gets', async () => {
  const limited = new URL(clone.url)
  limited.username = 'test_limited'
  limited.password = 'limited'
  await query(clone.url, "create role test_limited login password 'limited' connection limit 2")
  const pool = openPool(limited.href, { max: 10 })
  try {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => pool.query<{ n: number }>(`select ${n} as n, pg_sleep(0.02)`)))
    expect(answers.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n))
    expect(pool.totalCount).toBe(2)
  } finally {
    await pool.end()
    await query(clone.url, 'drop role test_limited')
  }
})
