import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toAuthorizedOrganizationId } from '@/lib/auth/access'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { loadStressPage } from '@/lib/dashboard/pages/load-stress'
import { loadSurfacesPage } from '@/lib/dashboard/pages/load-surfaces'
import { loadSyncPage } from '@/lib/dashboard/pages/load-sync'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { drawAudit, saveAuditAnswers } from '@/lib/dashboard/pages/audit-writes'
import { loadRunningSync } from '@/lib/dashboard/sync/load-running'
import { getAudit } from '@/lib/db/audit/stored'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { DEFINITIONS_VERSION } from '@/lib/metrics/document/readings'
import { ANSWER_PREFIX } from '@/lib/pages/audit/form'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { killRebuild } from '@/tests/support/kill-rebuild'
import { runCommand } from '@/tests/support/run-command'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

// A raised version of the definitions: what version 1 judged is shown, and called so, until everything is judged anew.

const end = new Date('2026-11-16T00:00:00Z')
const now = '2026-11-16T00:10:00Z'
const odd = { from: '2026-07-06', to: '2026-10-05' }
const WAITING = `Definitions ${DEFINITIONS_VERSION} are being computed; until all is judged only the default range is given, by definitions 1.`
let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', now)
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(clone.database, makeScaleWorld({ pullRequests: 400 }), { at: end })
  await clone.database.organization.updateMany({
    data: { definitions: 1, derivedWith: 'the rules of version 1', revision: crypto.randomUUID() },
  })
  await clone.database.$executeRaw`
    update scope_readings set document = jsonb_set(document, '{definitions}', '1') #- '{reviewCapacity,loadResponse,testedUpTo}'`
})
afterAll(() => clone.drop())

const command = () => ({ DATABASE_URL: clone.url, PLUMBLINE_CONFIG: 'tests/absent.yml', PLUMBLINE_NOW: now, GITHUB_ORG: '' })

async function ask(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await askApi(`/api/v1/${path}`, { token: organization.token })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function read() {
  const pages = await Promise.all([loadOrganizationPage({}), loadTeamPage('second', {}), loadSurfacesPage({}), loadStressPage({})])
  const ready = pages.flatMap((page) => (page.kind === 'ready' ? [page] : []))
  expect(ready).toHaveLength(4)
  return {
    pages: ready.map(({ sync: _, ...page }) => page),
    labels: ready.map(({ sync }) => prepareSync(sync).definitions?.replaceAll('\u00a0', ' ') ?? null),
    documents: ready.flatMap((page) => ('document' in page ? [page.document] : [])),
    answer: await ask('organization/metrics'),
  }
}

let before: Awaited<ReturnType<typeof read>>

test('before: what version 1 judged is shown, and called so', async () => {
  before = await read()
  expect(before.labels).toEqual(Array(4).fill(`Definitions 1; definitions ${DEFINITIONS_VERSION} will be computed with the next reading.`))
  expect(before.documents.map(({ definitions }) => definitions)).toEqual([1, 1, 1])
  // What it did not have is not known.
  expect(before.documents[0]?.reviewCapacity.loadResponse.testedUpTo).toBeNull()
  expect(before.answer).toMatchObject({ status: 200, body: { definitions: 1, reviewCapacity: { loadResponse: { testedUpTo: null } } } })
})

test('between: it is shown unchanged beside a generation that is not whole, which says how far it is', async () => {
  await killRebuild(clone.database, command())
  const between = await read()
  expect({ pages: between.pages, answer: between.answer }).toEqual({ pages: before.pages, answer: before.answer })
  for (const label of between.labels) expect(label).toMatch(/^Definitions 1; definitions 2 are being computed, [1-9]\d? %\.$/)
  const { body } = await ask('sync')
  expect(body).toMatchObject({ definitions: 1, nextDefinitions: { definitions: DEFINITIONS_VERSION, secondsLeft: null } })
  const sync = await loadSyncPage()
  if (sync.kind !== 'ready') throw new Error('There is no page of the sync')
  expect(prepareSync(sync.sync).detail).toEqual(
    expect.arrayContaining([expect.stringMatching(/^Definitions 1; definitions 2 are being computed/)]),
  )
  await withOrganizationLock(clone.database, organization.login, async () => {
    expect(await loadRunningSync()).toMatch(/^definitions 2 being computed, [1-9]\d?\u00a0%$/)
  })
})

test('after: everything is of the new version at once', async () => {
  const { code, stderr } = await runCommand(['rollups', '--rebuild'], command())
  expect([code, stderr]).toEqual([0, expect.stringMatching(/400 pull requests evaluated/)])
  const after = await read()
  expect(after.labels).toEqual([null, null, null, null])
  expect(after.documents.map(({ definitions }) => definitions)).toEqual(Array(3).fill(DEFINITIONS_VERSION))
  expect(after.answer.body).toMatchObject({ definitions: DEFINITIONS_VERSION })
  expect((await ask('sync')).body).toMatchObject({ definitions: DEFINITIONS_VERSION, nextDefinitions: null })
  expect(await clone.database.organization.findFirst()).toMatchObject({ definitions: DEFINITIONS_VERSION, nextDefinitions: null })
})

test("nothing is made of another version's verdicts by this version's sums", async () => {
  await clone.database.organization.updateMany({ data: { definitions: 1, revision: crypto.randomUUID() } })
  for (const path of [
    'organization/metrics?from=2026-07-06&to=2026-10-05',
    'organization/metrics?asOf=2026-10-05T00:00:00Z',
    'organization/series?weeks=40',
    'organization/pull-requests',
    'teams/second/pull-requests',
  ]) {
    expect(await ask(path), path).toMatchObject({ status: 503, body: { detail: WAITING } })
  }
  expect((await ask('organization/series?weeks=26')).status).toBe(200)
  for (const search of [odd, { tier: 'T2' }]) {
    const page = await loadTeamPage('second', search)
    expect(page).toMatchObject({ kind: 'ready', range: { isDefault: true, problem: WAITING } })
  }
  expect(await drawAudit({ kind: 'threads', from: '2026-03-02', to: '2026-09-06', seed: '7' })).toEqual({ problem: 'busy' })
  await clone.database.organization.updateMany({ data: { definitions: DEFINITIONS_VERSION, revision: crypto.randomUUID() } })
  expect((await ask('organization/pull-requests')).status).toBe(200)
})

test('an audit of version 1 vouches for nothing of version 2, and the same question is another audit', async () => {
  const asked = { kind: 'threads', from: '2026-03-02', to: '2026-09-06', seed: '7' }
  const drawn = await drawAudit(asked)
  if (!('id' in drawn)) throw new Error(drawn.problem)
  const audit = await getAudit(clone.database, toAuthorizedOrganizationId(organization.id), drawn.id)
  const answers = Object.fromEntries((audit?.items ?? []).map(({ key }) => [`${ANSWER_PREFIX}${key}`, 'yes']))
  await saveAuditAnswers(drawn.id, { ...answers, intent: 'finish' })
  const note = async () => {
    await clone.database.organization.updateMany({ data: { revision: crypto.randomUUID() } })
    const page = await loadOrganizationPage({})
    return page.kind === 'ready' ? page.auditNote : 'no page'
  }
  expect(await note()).toMatch(/audit/i)
  await clone.database.audit.updateMany({ data: { definitions: 1, id: drawn.id.replace(/-definitions-\d+$/, '') } })
  expect(await note()).toBeNull()
  expect(await drawAudit(asked)).toEqual({ id: drawn.id })
  expect(await clone.database.audit.count()).toBe(2)
})
