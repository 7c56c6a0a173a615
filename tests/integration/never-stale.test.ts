import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { loadPageState } from '@/lib/dashboard/memo/load-state'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

// What the web process keeps in memory (keep.ts, keep-pages.ts) must never be older than the database, whoever wrote there.
const world = makeScaleWorld({ pullRequests: 900 })
const folder = mkdtempSync(join(tmpdir(), 'plumbline-'))
let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', join(folder, 'plumbline.yml'))
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(clone.database, world, { at: new Date('2026-11-02T00:00:00Z') })
})
afterAll(async () => {
  await clone.drop()
  rmSync(folder, { recursive: true })
})

async function look() {
  const page = await loadOrganizationPage({})
  const team = await loadTeamPage('second', {})
  if (page.kind !== 'ready' || team.kind !== 'ready') throw new Error(`The pages are ${page.kind} and ${team.kind}`)
  const answer = await askApi('/api/v1/teams/second/metrics', { token: organization.token })
  const api: unknown = await answer.json()
  return { page, team, api, state: await loadPageState() }
}

test('the figures of the next sync are there with its end, on pages and in the API', async () => {
  const before = await look()
  expect(before.page.document.asOf).toBe('2026-11-02T00:00:00.000Z')
  expect((await look()).state).toBe(before.state)
  organization = await seedOrganization(clone.database, world, { at: new Date('2026-11-16T00:00:00Z') })
  const after = await look()
  expect(after.state).not.toBe(before.state)
  for (const document of [after.page.document, ...after.page.teams.map((row) => row.document), after.team.document, after.api]) {
    expect(document).toMatchObject({ asOf: '2026-11-16T00:00:00.000Z', to: '2026-11-16' })
  }
  expect(after.page.series.at(-1)?.week).toBe('2026-W46')
})

test('so are those of a rebuild as of the same instant', async () => {
  const before = await look()
  await clone.database.$executeRaw`update pull_requests set merged_at = null, closed_at = null, state = 'OPEN'`
  await rebuildMetrics({ database: clone.database, organizationId: organization.id, configuration: toDefaultConfiguration() })
  const after = await look()
  expect(after.state).not.toBe(before.state)
  expect(before.page.document.pullRequests.merged).toBeGreaterThan(0)
  expect(after.page.document.pullRequests.merged).toBe(0)
})

test('while a sync runs, no page is kept', async () => {
  await withOrganizationLock(clone.database, organization.login, async () => expect(await loadPageState()).toBeNull())
  expect(await loadPageState()).not.toBeNull()
})

test('a pull request that could not be read whole, an edited plumbline.yml and an hour make other pages', async () => {
  const states = [await loadPageState()]
  await clone.database.$executeRaw`update pull_requests set is_complete = false where id = (select min(id) from pull_requests)`
  states.push(await loadPageState())
  writeFileSync(join(folder, 'plumbline.yml'), 'teams:\n  exclude: [third]\n')
  states.push(await loadPageState())
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T01:00:00Z')
  states.push(await loadPageState())
  expect(new Set(states).size).toBe(4)
})

test('a team that plumbline.yml leaves out is gone with the file', async () => {
  const { page } = await look()
  expect(page.teams.map(({ slug }) => slug)).toEqual(['first', 'second'])
})
