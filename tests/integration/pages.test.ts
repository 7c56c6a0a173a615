import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load-answers'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { upsertUnjudged } from '@/lib/db/facts/set-aside'
import { loadSyncPage } from '@/lib/dashboard/pages/load-sync'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import type { OrganizationPageData } from '@/lib/pages/organization/prepare-page'
import type { TeamPageData } from '@/lib/pages/team/prepare-page'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(clone.database, makeScaleWorld({ pullRequests: 900 }))
})
afterAll(() => clone.drop())

async function api(path: string): Promise<unknown> {
  const response = await askApi(`/api/v1/${path}`, { token: organization.token })
  return response.json()
}

async function listByApi(path: string): Promise<PullRequestPageAnswer['pullRequests']> {
  const items: PullRequestPageAnswer['pullRequests'] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const response = await askApi(`/api/v1/${path}${cursor && `&cursor=${cursor}`}`, { token: organization.token })
    const page = (await response.json()) as PullRequestPageAnswer
    items.push(...page.pullRequests)
    cursor = page.nextCursor
  }
  return items
}

async function organizationPage(search = {}): Promise<OrganizationPageData> {
  const page = await loadOrganizationPage(search)
  if (page.kind !== 'ready') throw new Error(`The organisation page is ${page.kind}`)
  return page
}

async function teamPage(slug: string, search = {}): Promise<TeamPageData> {
  const page = await loadTeamPage(slug, search)
  if (page.kind !== 'ready') throw new Error(`The page of ${slug} is ${page.kind}`)
  return page
}

describe('figures', () => {
  test.each<Record<string, string>>([{}, { from: '2026-03-01', to: '2026-10-01' }, { asOf: '2026-10-05T00:00:00Z' }])(
    'pages show what the API answers for %o',
    async (search) => {
      const query = new URLSearchParams(search)
      const page = await organizationPage(search)
      expect(page.document).toEqual(await api(`organization/metrics?${query}`))
      expect(page.teams.map(({ slug }) => slug)).toEqual(['first', 'second', 'third'])
      for (const team of page.teams) expect(team.document).toEqual(await api(`teams/${team.slug}/metrics?${query}`))
      const { document, series } = await teamPage('second', search)
      expect(document).toEqual(await api(`teams/second/metrics?${query}`))
      query.delete('from')
      query.delete('to')
      query.set('weeks', '52')
      const weeks = (await api(`teams/second/series?${query}`)) as { to: string }[]
      // A page draws the weeks of its range and those before it, not the ones that came after.
      expect(series).toEqual(weeks.filter(({ to }) => to <= document.to).slice(-26))
    },
  )

  test('the range says what it is, and that it is the default', async () => {
    expect((await organizationPage()).range).toEqual({
      from: '2026-08-24',
      to: '2026-11-16',
      asOf: '2026-11-16T00:00:00.000Z',
      isDefault: true,
      problem: null,
    })
  })
})

describe('a broken address', () => {
  test.each([
    [{ from: 'x' }, 'from must be a date'],
    [{ from: '2026-10-01', to: '2026-09-01' }, 'from must be before to'],
    [{ asOf: '2031-01-01T00:00:00Z' }, 'asOf is in the future'],
    [{ from: ['2026-10-01', '2026-10-02'] }, 'from is given more than once'],
    [{ cursor: 'zzz' }, 'cursor is not one that this list gave'],
    [{ figure: 'nonsense' }, 'figure must be one of capacity, confidence, catch, trail, ai.'],
    [{ tier: 'T9' }, 'tier must be one of T0, T1, T2, T3, T2-T3.'],
    [{ surface: 'nothing' }, 'surface names no surface of this organisation.'],
    [{ repository: 'scale/absent' }, 'repository names no repository of this organisation.'],
    [{ sort: 'author' }, 'sort must be one of merged, ready, number, hours, wait'],
    [{ status: ['open', 'confident'] }, 'status is given more than once.'],
    [{ waiting: 'yes' }, 'waiting can only be 1.'],
  ])('%o gives the default range and says why', async (search, problem) => {
    const page = await teamPage('first', search)
    expect(page.range).toMatchObject({ from: '2026-08-24', to: '2026-11-16', isDefault: true })
    expect(page.range.problem).toContain(problem)
  })

  test('what a page does not know, and empty fields of a form, are passed over', async () => {
    expect((await teamPage('first', { utm_source: 'mail', from: '', figure: '', tier: '', sort: '' })).range.problem).toBeNull()
  })

  test('a team that does not exist is not found, and the others are named', async () => {
    expect(await loadTeamPage('nobody', {})).toMatchObject({ kind: 'not_found', slug: 'nobody', teams: [{ slug: 'first' }, {}, {}] })
  })
})

describe('the list behind a figure', () => {
  const search = { from: '2025-11-17', to: '2026-11-16' }

  test('every figure lists as many pull requests as it counts, over all its pages', async () => {
    const listed = await listByApi(`teams/first/pull-requests?${new URLSearchParams(search)}`)
    const { document } = await teamPage('first', search)
    expect(listed.length).toBeGreaterThan(100)
    for (const [figure, key] of [
      ['capacity', 'reviewCapacity'],
      ['confidence', 'timeToConfidentMerge'],
      ['catch', 'defectCatchRate'],
      ['trail', 'reasoningTrail'],
      ['ai', 'aiShare'],
    ] as const) {
      const numbers: string[] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: TeamPageData = await teamPage('first', { ...search, figure, cursor })
        expect(page.pullRequests.question.figure).toBe(figure)
        for (const item of page.pullRequests.items) {
          expect(item.countedIn).toContain(key)
          numbers.push(item.url)
        }
        cursor = page.pullRequests.nextCursor
      }
      expect(numbers.toSorted()).toEqual(
        listed
          .filter(({ countedIn }) => countedIn.includes(key))
          .map(({ url }) => url)
          .toSorted(),
      )
      if (figure === 'trail') expect(numbers).toHaveLength(document.reasoningTrail.eligible ?? -1)
    }
  })

  test('each line says how confidence was judged', async () => {
    const { items } = (await teamPage('first')).pullRequests
    expect(items.length).toBeGreaterThan(0)
    for (const { why } of items)
      expect(why).toMatchObject({ approvalsNeeded: 1, checks: expect.any(String), confidence: expect.any(Array) })
  })

  test('the organisation page lists only where a figure is asked for', async () => {
    expect((await organizationPage()).pullRequests).toBeNull()
    const { pullRequests } = await organizationPage({ figure: 'catch' })
    expect(pullRequests?.items.every(({ countedIn }) => countedIn.includes('defectCatchRate'))).toBe(true)
  })

  test('a withheld team has no items, and says so', async () => {
    const page = await teamPage('first', { from: '2026-09-01', to: '2026-09-02' })
    expect(page.document.reviewCapacity.status).toBe('withheld')
    expect(page).toMatchObject({ pullRequests: { items: [], nextCursor: null, withheld: 'team' } })
  })
})

describe('before there are figures', () => {
  test('GITHUB_ORG chooses, in any case; an unknown one and several without it are told', async () => {
    vi.stubEnv('GITHUB_ORG', 'SCALE')
    expect(await loadOrganizationPage({})).toMatchObject({ kind: 'ready', organization: { login: 'scale' } })
    vi.stubEnv('GITHUB_ORG', 'elsewhere')
    expect(await loadOrganizationPage({})).toEqual({ kind: 'empty', expected: 'elsewhere', known: ['scale'] })
    vi.stubEnv('GITHUB_ORG', '')
    await clone.database.organization.create({ data: { nodeId: 'O_2', login: 'fresh', name: 'Fresh' } })
    expect(await loadOrganizationPage({})).toEqual({ kind: 'empty', expected: null, known: ['fresh', 'scale'] })
    expect(await loadSyncPage()).toEqual({ kind: 'empty', expected: null, known: ['fresh', 'scale'] })
  })

  test('while the first sync runs the pages wait and show how far it is', async () => {
    vi.stubEnv('GITHUB_ORG', 'fresh')
    expect(await loadOrganizationPage({})).toMatchObject({ kind: 'waiting', sync: { state: 'never' } })
    await withOrganizationLock(clone.database, 'fresh', async () => {
      expect(await loadOrganizationPage({})).toMatchObject({
        kind: 'waiting',
        organization: { login: 'fresh' },
        sync: { state: 'first', syncedAt: null },
      })
      expect(await loadTeamPage('first', {})).toMatchObject({ kind: 'waiting' })
      expect(await loadSyncPage()).toMatchObject({ kind: 'ready', sync: { state: 'first' }, repositories: [] })
    })
    vi.stubEnv('GITHUB_ORG', '')
    await clone.database.organization.delete({ where: { login: 'fresh' } })
  })

  test('a later sync leaves the figures and says that it runs', async () => {
    await withOrganizationLock(clone.database, 'Scale', async () => {
      expect((await organizationPage()).sync).toMatchObject({ state: 'catching_up', progress: { stored: 900, total: 900, share: 1 } })
    })
    expect((await organizationPage()).sync).toMatchObject({ state: 'current', ageSeconds: 600, incomplete: 0 })
  })

  test('a pull request that could not be read makes the sync partial, and the sync page says where', async () => {
    const { id } = await clone.database.pullRequest.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const where = { organizationId_id: { organizationId: organization.id, id } }
    await clone.database.pullRequest.update({ where, data: { isComplete: false, readError: 'GitHub does not answer for it' } })
    try {
      const page = await loadSyncPage()
      if (page.kind !== 'ready') throw new Error('The sync page is empty')
      expect(page.sync).toMatchObject({ state: 'partial', incomplete: 1 })
      expect(page.repositories.map(({ incompletePullRequests }) => incompletePullRequests)).toEqual([1, 0, 0, 0])
      expect(page.setAside.map(({ reason }) => reason)).toEqual(['could not be read: GitHub does not answer for it'])
    } finally {
      await clone.database.pullRequest.update({ where, data: { isComplete: true, readError: null } })
    }
  })

  test('one that could not be judged makes the sync partial, and is named', async () => {
    const { id, number } = await clone.database.pullRequest.findFirstOrThrow({ orderBy: { id: 'asc' } })
    const reason = 'could not be judged: its text is too hard (more than 10 s)'
    await upsertUnjudged(clone.database, organization.id, [{ pullRequestId: id, reason, derivedWith: 'a program' }])
    try {
      const page = await loadSyncPage()
      if (page.kind !== 'ready') throw new Error('The sync page is empty')
      expect(page.sync).toMatchObject({ state: 'partial', incomplete: 0, leftOut: 0, heldBefore: 1 })
      expect(page.setAside).toEqual([expect.objectContaining({ number, step: 'judge', reason })])
    } finally {
      await clone.database.setAsidePullRequest.deleteMany()
    }
  })
})
