import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadConfiguration } from '@/lib/dashboard/load-configuration'
import { loadSurfacesPage } from '@/lib/dashboard/pages/load-surfaces'
import type { SurfacesPageData } from '@/lib/pages/surfaces/prepare-page'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization } from '@/tests/support/seed-organization'

const world = makeScaleWorld({ pullRequests: 400 })
const [organization] = world.organizations
const [team] = organization?.teams ?? []
const [person] = organization?.members ?? []
const login = organization?.login ?? ''
let clone: TestDatabase
let folder: string

beforeAll(async () => {
  clone = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'plumbline-surfaces-'))
  const path = join(folder, 'plumbline.yml')
  await writeFile(
    path,
    `surfaces:
  - name: everything
    paths: ['**']
    tier: T3
    maintainers: ['@${person?.login.toUpperCase()}', '${login}/${team?.slug}', '${login}/paymnts', nobody-of-here]
`,
  )
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', path)
  vi.stubEnv('GITHUB_ORG', '')
  await seedOrganization(clone.database, world, { configuration: await loadConfiguration(path) })
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await clone.drop()
})

async function read(search = {}): Promise<SurfacesPageData> {
  const page = await loadSurfacesPage(search)
  if (page.kind !== 'ready') throw new Error(`The page is ${page.kind}`)
  return page
}

test('says where the rules come from, and which maintainers GitHub has not told of', async () => {
  const { configuration } = await read()
  expect(configuration.path).toBe(join(folder, 'plumbline.yml'))
  expect(configuration.rules.T3).toEqual({ approvals: 2, maintainer: true, rollbackNote: true })
  expect(configuration.unknownMaintainers).toEqual([`${login}/paymnts`, 'nobody-of-here'])
})

test('a team has there what its own page has, in the default range and in another', async () => {
  for (const search of [{}, { from: '2026-07-01', to: '2026-10-01' }]) {
    const { teams } = await read(search)
    expect(teams.page.shown.length).toBe(teams.names.length)
    let shown = 0
    for (const row of teams.page.shown) {
      const page = await loadTeamPage(row.slug, search)
      if (page.kind !== 'ready') throw new Error(`${row.slug} is ${page.kind}`)
      expect(row.byTier, row.slug).toEqual(page.details?.tiers.byTier ?? null)
      expect(row.contributors, row.slug).toBe(page.document.contributors)
      if (row.byTier) shown += 1
    }
    expect(shown).toBeGreaterThan(0)
  }
})

test('an address that asks for a page of teams that there is not gets the first', async () => {
  for (const teams of ['0', '99', 'x', '-1']) expect((await read({ teams })).teams).toMatchObject({ page: { number: 1, from: 0 } })
})
