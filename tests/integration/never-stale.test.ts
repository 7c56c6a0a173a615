import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { loadPageState } from '@/lib/dashboard/memo/load-state'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { updateOrganizationSync, withOrganizationLock } from '@/lib/db/sync/organization'
import { replaceTeamMemberships } from '@/lib/db/facts/replace-team-memberships'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { computePendingMetrics, rebuildMetrics } from '@/lib/jobs/compute-metrics'
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

async function loadExact(): Promise<string> {
  const state = await loadPageState()
  if (!state) throw new Error('There is nothing to keep')
  return state.exact
}

async function look() {
  const page = await loadOrganizationPage({})
  const team = await loadTeamPage('second', {})
  if (page.kind !== 'ready' || team.kind !== 'ready') throw new Error(`The pages are ${page.kind} and ${team.kind}`)
  const answer = await askApi('/api/v1/teams/second/metrics', { token: organization.token })
  const api: unknown = await answer.json()
  return { page, team, api, state: await loadExact() }
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

test('while a sync runs, the figures are those of the last whole one, and nothing drawn then is taken for what is drawn after it', async () => {
  const before = await loadPageState()
  await withOrganizationLock(clone.database, organization.login, async () => {
    const asIs = await look()
    const during = await loadPageState()
    expect(during).toMatchObject({ isSyncRunning: true, figures: before?.figures })
    expect(during?.exact).not.toBe(before?.exact)
    // What a sync writes before it is whole.
    await clone.database.$executeRaw`update pull_requests set title = 'Another title' where id = (select max(id) from pull_requests)`
    await updateOrganizationSync(clone.database, organization.id, { syncMessage: 'waiting', pointsLeft: 7 })
    expect(await loadPageState()).toEqual(during)
    const { page, team } = await look()
    expect([page.document, page.series, team.document, team.series]).toEqual([
      asIs.page.document,
      asIs.page.series,
      asIs.team.document,
      asIs.team.series,
    ])
    // And what completes it.
    const options = { database: clone.database, organizationId: organization.id, configuration: toDefaultConfiguration() }
    await computePendingMetrics({ ...options, asOf: organization.syncedAt, isAnew: true })
    expect((await loadPageState())?.figures).not.toBe(during?.figures)
    await updateOrganizationSync(clone.database, organization.id, { syncStartedAt: new Date('2026-11-16T00:05:00Z') })
    expect((await loadPageState())?.exact).not.toBe(during?.exact)
  })
  const after = await loadPageState()
  expect(after?.isSyncRunning).toBe(false)
  expect(after?.exact).not.toBe(before?.exact)
})

test('an organisation that is not there, or was never read whole, keeps nothing', async () => {
  vi.stubEnv('GITHUB_ORG', 'elsewhere')
  expect(await loadPageState()).toBeNull()
  vi.stubEnv('GITHUB_ORG', '')
  const { syncedAt } = await clone.database.organization.findFirstOrThrow()
  await clone.database.organization.updateMany({ data: { syncedAt: null } })
  expect(await loadPageState()).toBeNull()
  await clone.database.organization.updateMany({ data: { syncedAt } })
})

test('a pull request that could not be read whole, an edited plumbline.yml and an hour make other pages', async () => {
  const states = [await loadExact()]
  await clone.database.$executeRaw`update pull_requests set is_complete = false where id = (select min(id) from pull_requests)`
  states.push(await loadExact())
  writeFileSync(join(folder, 'plumbline.yml'), 'teams:\n  exclude: [third]\n')
  states.push(await loadExact())
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T01:00:00Z')
  states.push(await loadExact())
  expect(new Set(states).size).toBe(4)
})

test('a team that plumbline.yml leaves out is gone with the file', async () => {
  const { page } = await look()
  expect(page.teams.map(({ slug }) => slug)).toEqual(['first', 'second'])
})

test('teams that are found as they were leave the figures as they are; others do not', async () => {
  const members = [{ id: 'U_1', login: 'ada', name: 'Ada', databaseId: null }]
  const teams = ['first', 'second'].map((slug) => ({ id: `T_${slug}`, slug, name: slug, parentId: null, members }))
  const read = async (found: typeof teams, day: string) => {
    await replaceTeamMemberships(clone.database, organization.id, found, new Date(day))
    return (await loadPageState())?.figures
  }
  const known = await read(teams, '2026-11-16')
  expect(await read(teams, '2026-11-17')).toBe(known)
  const renamed = await read(
    teams.map((team) => ({ ...team, name: `${team.name} team` })),
    '2026-11-17',
  )
  expect(renamed).not.toBe(known)
  const fewer = await read(
    teams.map((team) => ({ ...team, name: `${team.name} team`, members: [] })),
    '2026-11-17',
  )
  expect(new Set([known, renamed, fewer]).size).toBe(3)
})
