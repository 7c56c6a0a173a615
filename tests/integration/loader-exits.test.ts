import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { drawAudit } from '@/lib/dashboard/pages/audit-writes'
import { loadAuditPage, loadAuditsPage } from '@/lib/dashboard/pages/load-audit'
import { loadMethodPage } from '@/lib/dashboard/pages/load-method'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { loadStressPage } from '@/lib/dashboard/pages/load-stress'
import { loadSurfacesPage } from '@/lib/dashboard/pages/load-surfaces'
import { loadSyncPage } from '@/lib/dashboard/pages/load-sync'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization } from '@/tests/support/seed-organization'

// Each loader of a page has three ends: nothing was read, what was read is of too few people to show, and figures.

const LOADERS = {
  organization: () => loadOrganizationPage({ figure: 'confidence' }),
  team: () => loadTeamPage('first', {}),
  surfaces: () => loadSurfacesPage({}),
  stress: () => loadStressPage({}),
  method: loadMethodPage,
  audits: loadAuditsPage,
  audit: () => loadAuditPage('threads-2026-05-04-2026-10-04-7'),
  sync: loadSyncPage,
}
const NAMES = Object.keys(LOADERS) as (keyof typeof LOADERS)[]
/** What every audit here is drawn with. */
const ASKED = { kind: 'threads', from: '2026-05-04', to: '2026-10-04', seed: '7' }

const opened: TestDatabase[] = []
async function open(pullRequests: number | null): Promise<string> {
  const database = await createTestDatabase()
  opened.push(database)
  if (pullRequests !== null) await seedOrganization(database.database, makeScaleWorld({ pullRequests }))
  return database.url
}
function use(url: string): void {
  vi.stubEnv('DATABASE_URL', url)
}

beforeAll(() => {
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
})
afterAll(async () => {
  for (const { drop } of opened) await drop()
})

async function ready<Name extends keyof typeof LOADERS>(
  name: Name,
): Promise<Extract<Awaited<ReturnType<(typeof LOADERS)[Name]>>, { kind: 'ready' }>> {
  const page = await LOADERS[name]()
  if (page.kind !== 'ready') throw new Error(`The page ${name} is ${page.kind}`)
  return page as Extract<Awaited<ReturnType<(typeof LOADERS)[Name]>>, { kind: 'ready' }>
}

type Figures = Pick<ReadingsDocument, 'reviewCapacity' | 'timeToConfidentMerge' | 'defectCatchRate' | 'reasoningTrail'>

/** All that the four readings say of a scope, which is null where it is withheld. */
const toFigures = ({ reviewCapacity, timeToConfidentMerge, defectCatchRate, reasoningTrail }: Figures) => [
  reviewCapacity.demandPerWeek.mean,
  reviewCapacity.capacityPerWeek.value,
  timeToConfidentMerge.n,
  timeToConfidentMerge.confident,
  defectCatchRate.matured,
  reasoningTrail.eligible,
]

describe('nothing was read', () => {
  beforeAll(async () => use(await open(null)))

  test.each(NAMES)('%s is empty and names nobody', async (name) => {
    expect(await LOADERS[name]()).toEqual({ kind: 'empty', expected: null, known: [] })
  })
})

describe('too few people to show', () => {
  beforeAll(async () => use(await open(2)))

  test('organisation: no figure of it or of a team, no details and no list', async () => {
    const page = await ready('organization')
    for (const { document } of [page, ...page.teams]) {
      expect(document && toFigures(document)).toEqual([null, null, null, null, null, null])
    }
    expect(page.details).toBeNull()
    expect(page.pullRequests).toMatchObject({ items: [], nextCursor: null, withheld: 'organization' })
    for (const { document } of page.surfaces) expect(document === null ? 'withheld' : document.reviewCapacity.status).toBe('withheld')
  })

  test('team: no figure, no details, no list, no attribution', async () => {
    const page = await ready('team')
    expect(toFigures(page.document)).toEqual([null, null, null, null, null, null])
    expect(page).toMatchObject({ details: null, attribution: null, auditNote: null })
    expect(page.pullRequests).toMatchObject({ items: [], nextCursor: null, withheld: 'team' })
  })

  test('surfaces: no figure, no tier of a team', async () => {
    const page = await ready('surfaces')
    expect(toFigures(page.document)).toEqual([null, null, null, null, null, null])
    expect(page.details).toBeNull()
    expect(page.teams.page.shown.map(({ byTier }) => byTier)).toEqual([null, null, null])
  })

  test('stress: nothing can be multiplied', async () => {
    const { source } = await ready('stress')
    for (const { reading } of source.scopes) {
      expect(reading?.demandPerWeek.mean ?? null).toBeNull()
      expect(reading?.capacityPerWeek.value ?? null).toBeNull()
    }
    expect(source.scopes.map(({ listHref }) => listHref)).toEqual(source.scopes.map(() => null))
  })

  test('method: words without numbers', async () => {
    const page = await ready('method')
    expect(toFigures(page.readings)).toEqual([null, null, null, null, null, null])
    expect(page.details).toBeNull()
  })

  test('audits: nothing can be drawn, and no audit is found', async () => {
    expect(await ready('audits')).toMatchObject({ audits: [] })
    expect(await drawAudit(ASKED)).toEqual({ problem: 'withheld' })
    expect(await LOADERS.audit()).toEqual({ kind: 'not_found' })
  })

  test('sync: how far it is may always be told', async () => {
    expect((await ready('sync')).repositories.length).toBeGreaterThan(0)
  })
})

describe('figures', () => {
  beforeAll(async () => use(await open(400)))

  test('organisation, its teams and the list behind a figure', async () => {
    const page = await ready('organization')
    expect(toFigures(page.document)).toEqual(toFigures(page.document).map(() => expect.any(Number)))
    expect(page.details).not.toBeNull()
    expect(page.teams.map(({ slug }) => slug)).toEqual(['first', 'second', 'third'])
    expect(page.pullRequests?.items.length).toBeGreaterThan(0)
  })

  test('team', async () => {
    const page = await ready('team')
    expect(toFigures(page.document)).toEqual(toFigures(page.document).map(() => expect.any(Number)))
    expect(page.pullRequests.withheld).toBeNull()
    expect(page.pullRequests.items.length).toBeGreaterThan(0)
  })

  test('surfaces, with every team’s tiers', async () => {
    const page = await ready('surfaces')
    expect(page.details).not.toBeNull()
    expect(page.teams.page.shown.map(({ byTier }) => byTier === null)).toEqual([false, false, false])
  })

  test('stress, of the organisation and each team', async () => {
    const { source } = await ready('stress')
    const known = source.scopes.filter(({ kind }) => kind !== 'surface')
    expect(known.map(({ reading }) => reading?.demandPerWeek.mean)).toEqual(known.map(() => expect.any(Number)))
  })

  test('method', async () => {
    const page = await ready('method')
    expect(toFigures(page.readings)).toEqual(toFigures(page.readings).map(() => expect.any(Number)))
    expect(page.details).not.toBeNull()
  })

  test('audits, and one that was drawn', async () => {
    expect(await LOADERS.audit()).toEqual({ kind: 'not_found' })
    const drawn = await drawAudit(ASKED)
    if (!('id' in drawn)) throw new Error(drawn.problem)
    expect((await ready('audits')).audits.map(({ id }) => id)).toEqual([drawn.id])
    const page = await loadAuditPage(drawn.id)
    expect(page).toMatchObject({ kind: 'ready', audit: { id: drawn.id }, other: null, hasSecond: false })
  })

  test('sync', async () => {
    const { sync, repositories } = await ready('sync')
    expect(sync.state).toBe('current')
    expect(repositories.length).toBeGreaterThan(0)
  })
})
