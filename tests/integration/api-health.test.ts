import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
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
