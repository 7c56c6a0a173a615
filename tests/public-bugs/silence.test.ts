import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { updateOrganizationSync, withOrganizationLock } from '@/lib/db/sync/organization'
import { WORKER_APPLICATION_NAME } from '@/lib/db/sync/get-worker-state'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { askApi } from '../support/api-client'
import { makeBugWorld, makeUsual, review, at } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'
import { startTestStandIn } from '../support/github-stand-in'

// All green, nothing there (devlake#8349): the pipeline said success, the table of figures was empty.

const usual = makeUsual(['ana', 'cai', 'eva', 'fay', 'gil', 'hal'])
const FIRST = new Date('2026-05-24T08:00:00Z')
const LATER = new Date('2026-05-25T08:00:00Z')
let read: ReadWorld

beforeAll(async () => {
  read = await readBugWorld(makeBugWorld(usual))
  vi.stubEnv('PLUMBLINE_NOW', LATER.toISOString())
})
afterAll(() => read.drop())

/** With a worker on the database, so that it is the figures that health speaks of. */
async function askHealth(): Promise<unknown> {
  const worker = new pg.Client({ connectionString: read.clone.url, application_name: WORKER_APPLICATION_NAME })
  await worker.connect()
  try {
    return await (await askApi('/api/health')).json()
  } finally {
    await worker.end()
  }
}

async function look() {
  const page = await loadOrganizationPage({})
  if (page.kind !== 'ready') throw new Error(`The page is ${page.kind}`)
  const answer = await read.ask('organization/metrics?from=2026-03-02&to=2026-03-30')
  return { page, answer, view: prepareSync(page.sync) }
}

test('B24 the ingest succeeded and computing failed: figures keep their instant, the page says that newer ones failed, health is not ok', async () => {
  const before = await look()
  expect(before.answer).toMatchObject({ asOf: FIRST.toISOString(), pullRequests: { merged: 6 } })
  expect(await askHealth()).toMatchObject({ status: 'ok' })
  const more = { number: 200, author: 'ida', createdAt: at(2001), mergedAt: at(2010), reviews: [review('ben', 2002)] }
  const world = { ...makeBugWorld([...usual, more]), end: LATER.toISOString() }
  const standIn = await startTestStandIn({ world })
  standIn.setClock(LATER)
  const failing = syncOrganization({
    database: read.clone.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'org',
    clock: () => LATER,
    afterFacts: () => Promise.reject(new Error('cannot sum')),
  })
  await expect(failing).rejects.toThrow('cannot sum')
  expect(await read.clone.database.pullRequest.count()).toBe(7)

  const after = await look()
  expect(after.answer).toEqual(before.answer)
  expect(after.page.document).toEqual(before.page.document)
  expect(after.view.headline).toBe('The last reading of GitHub failed.')
  expect(after.view.detail).toEqual(
    expect.arrayContaining(['What is shown is of the reading before. The next one starts where this one stopped.']),
  )
  expect(await askHealth()).toMatchObject({ status: 'degraded', worker: 'ok', database: 'ok', syncLagSeconds: 86_400 })
})

test('B24 nor is it ok where computing was killed before it could say so, and it is while it is at work', async () => {
  const { clone, organization } = read
  await updateOrganizationSync(clone.database, organization.id, { syncStartedAt: LATER, lastError: null })
  const { view } = await look()
  expect([view.headline, view.isTroubled]).toEqual(['The last reading of GitHub failed.', true])
  expect(view.detail).toContain('It was stopped before its end.')
  expect(await askHealth()).toMatchObject({ status: 'degraded' })
  await withOrganizationLock(clone.database, 'org', async () => {
    expect((await look()).view.headline).toBe('Catching up with GitHub.')
    expect(await askHealth()).toMatchObject({ status: 'ok' })
  })
})
