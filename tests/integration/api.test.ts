import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load-answers'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { readingBlocksSchema, readingsDocumentSchema, type ReadingsDocument, type SeriesEntry } from '@/lib/metrics/document/readings'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { expectKeys, expectWithheld } from '@/tests/support/declared-document'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  const world = makeScaleWorld({ pullRequests: 900, end: new Date('2026-11-16T00:00:00Z') })
  organization = await seedOrganization(clone.database, world)
})
afterAll(() => clone.drop())

async function get<Body>(path: string): Promise<Body> {
  const response = await askApi(`/api/v1/${path}`, { token: organization.token })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  return JSON.parse(text) as Body
}

async function refuse(path: string, token: string | null = organization.token) {
  const response = await askApi(`/api/v1/${path}`, { token })
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  const body = (await response.json()) as { status: number; title: string; detail: string; parameter?: string }
  expect(body.status).toBe(response.status)
  return body
}

const YEAR = 'from=2025-11-17&to=2026-11-16'

describe('who may ask', () => {
  test.each([
    ['no token', null],
    ['an unknown token', 'plumb_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['something else', 'secret'],
  ])('%s is 401, whatever is asked', async (_, token) => {
    for (const path of ['teams', 'organization/metrics?from=nonsense', 'teams/nobody/series', 'nothing/here']) {
      const response = await askApi(`/api/v1/${path}`, { token })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /)
    }
  })

  test('a token opens its own organisation only, and its use is noted', async () => {
    const other = await clone.database.organization.create({
      data: { nodeId: 'O_other', login: 'other', name: 'Other', syncedAt: organization.syncedAt },
    })
    const { createApiToken } = await import('@/lib/db/access/api-tokens')
    const token = await createApiToken(clone.database, { organizationId: other.id, name: 'other', createdAt: organization.syncedAt })
    const response = await askApi('/api/v1/teams', { token })
    expect(await response.json()).toEqual([])
    expect(await refuse('teams/first/metrics', token)).toMatchObject({ status: 404 })
    const { lastUsedAt } = await clone.database.apiToken.findFirstOrThrow({ where: { organizationId: other.id } })
    expect(lastUsedAt).toEqual(new Date('2026-11-16T00:10:00Z'))
    await clone.database.apiToken.deleteMany({ where: { organizationId: other.id } })
    await clone.database.organization.delete({ where: { id: other.id } })
  })
})

describe('metrics', () => {
  test('the default is the last 12 complete weeks as of the last sync, keys in the order of the contract', async () => {
    const document = await get<ReadingsDocument>('organization/metrics')
    expect(document).toMatchObject({
      scope: 'organization',
      from: '2026-08-24',
      to: '2026-11-16',
      asOf: '2026-11-16T00:00:00.000Z',
      contributors: 24,
      pullRequests: { ready: 60, merged: 60 },
    })
    expect(Object.keys(document)).toEqual([
      'scope',
      'from',
      'to',
      'asOf',
      'definitions',
      'contributors',
      'pullRequests',
      'reviewCapacity',
      'timeToConfidentMerge',
      'defectCatchRate',
      'reasoningTrail',
      'aiShare',
    ])
    expectKeys(readingsDocumentSchema, document)
  })

  test('stored weeks, stored evaluations and histories evaluated anew give the same document, byte for byte', async () => {
    const stored = await askApi('/api/v1/teams/first/metrics', { token: organization.token })
    const text = await stored.text()
    // One millisecond later nothing has changed, but the stored answer no longer fits.
    const anew = await askApi('/api/v1/teams/first/metrics?asOf=2026-11-16T00:00:00.001Z', { token: organization.token })
    expect((await anew.text()).replace('00:00:00.001Z', '00:00:00.000Z')).toBe(text)
    const said = await askApi('/api/v1/teams/first/metrics?from=2026-08-24&to=2026-11-16&asOf=2026-11-16T00:00:00Z', {
      token: organization.token,
    })
    expect(await said.text()).toBe(text)
  })

  test('facts after asOf do not exist: a later merge is still open', async () => {
    const now = await get<ReadingsDocument>('organization/metrics?from=2026-06-01&to=2026-07-01')
    expect(now.pullRequests.open).toBe(0)
    const then = await get<ReadingsDocument>('organization/metrics?from=2026-06-01&to=2026-07-01&asOf=2026-06-15T12:00:00Z')
    expect(then.asOf).toBe('2026-06-15T12:00:00.000Z')
    expect(then.pullRequests.open).toBeGreaterThan(0)
    expect(then.pullRequests.ready).toBeLessThan(now.pullRequests.ready ?? 0)
  })

  test('a range with fewer than 5 contributors is withheld, and its list is empty', async () => {
    const range = 'from=2026-09-01&to=2026-09-02'
    const document = await get<ReadingsDocument>(`teams/second/metrics?${range}`)
    expect(document.contributors).toBeLessThan(5)
    expectKeys(readingsDocumentSchema, document)
    expectWithheld(document)
    const list = await get<PullRequestPageAnswer>(`teams/second/pull-requests?${range}`)
    expect(list).toMatchObject({ status: 'withheld', pullRequests: [], nextCursor: null })
  })
})

describe('series', () => {
  test('26 ISO weeks by default, oldest first, without a gap in the weeks', async () => {
    const series = await get<SeriesEntry[]>('teams/first/series')
    expect(series).toHaveLength(26)
    expect(series[0]).toMatchObject({ week: '2026-W21', from: '2026-05-18', to: '2026-05-25' })
    expect(series.at(-1)).toMatchObject({ week: '2026-W46', from: '2026-11-09', to: '2026-11-16' })
    for (const [index, entry] of series.entries()) if (index > 0) expect(entry.from).toBe(series[index - 1]?.to)
    for (const { readings } of series) if (readings) expectKeys(readingBlocksSchema, readings)
  })

  test('fewer weeks are the end of the default, more go further back and end the same', async () => {
    const series = await get<SeriesEntry[]>('organization/series')
    expect(await get<SeriesEntry[]>('organization/series?weeks=3')).toEqual(series.slice(-3))
    const longer = await get<SeriesEntry[]>('organization/series?weeks=30')
    expect(longer).toHaveLength(30)
    expect(longer.slice(4)).toEqual(series)
  })

  test('a week without data is null, and a series as of another instant ends with its last complete week', async () => {
    const series = await get<SeriesEntry[]>('organization/series')
    expect(series.some(({ readings }) => readings === null)).toBe(true)
    const then = await get<SeriesEntry[]>('organization/series?weeks=2&asOf=2026-06-17T12:00:00Z')
    expect(then.map(({ week }) => week)).toEqual(['2026-W23', '2026-W24'])
  })
})

describe('pull requests', () => {
  test('pages of 100 make one list, by merged then number, each pull request once', async () => {
    const items: PullRequestPageAnswer['pullRequests'] = []
    const sizes: number[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: PullRequestPageAnswer = await get(`organization/pull-requests?${YEAR}${cursor && `&cursor=${cursor}`}`)
      items.push(...page.pullRequests)
      sizes.push(page.pullRequests.length)
      cursor = page.nextCursor
    }
    expect(sizes.slice(0, -1).every((size) => size === 100)).toBe(true)
    expect(sizes.length).toBeGreaterThan(2)
    expect(new Set(items.map(({ url }) => url)).size).toBe(items.length)
    const order = items.map(({ mergedAt, number }) => `${mergedAt ?? '9999'} ${String(number).padStart(9, '0')}`)
    expect(order).toEqual([...order].sort())
  })

  test.each([
    ['the default', ''],
    ['another range', YEAR],
    ['another instant', 'from=2026-05-01&to=2026-07-01&asOf=2026-06-15T12:00:00Z'],
  ])('the list explains the figures of %s', async (_, range) => {
    const document = await get<ReadingsDocument>(`teams/first/metrics?${range}`)
    const list = await get<PullRequestPageAnswer>(`teams/first/pull-requests?${range}`)
    expect(list.nextCursor === null || list.pullRequests.length === 100).toBe(true)
    const items = [...list.pullRequests]
    for (let cursor = list.nextCursor; cursor !== null;) {
      const next = await get<PullRequestPageAnswer>(`teams/first/pull-requests?cursor=${cursor}`)
      items.push(...next.pullRequests)
      cursor = next.nextCursor
    }
    const counted = (figure: string) => items.filter(({ countedIn }) => countedIn.some((name) => name === figure))
    expect(counted('timeToConfidentMerge')).toHaveLength(document.timeToConfidentMerge.n ?? -1)
    expect(counted('timeToConfidentMerge').filter(({ confidence }) => confidence.hours !== null)).toHaveLength(
      document.timeToConfidentMerge.confident ?? -1,
    )
    expect(counted('defectCatchRate')).toHaveLength(document.defectCatchRate.matured ?? -1)
    expect(counted('defectCatchRate').flatMap(({ threads }) => threads.filter((thread) => thread.class === 'caught_strict'))).toHaveLength(
      document.defectCatchRate.caughtStrict ?? -1,
    )
    expect(counted('reasoningTrail')).toHaveLength(document.reasoningTrail.eligible ?? -1)
    expect(counted('reasoningTrail').filter(({ trail }) => trail?.covered)).toHaveLength(document.reasoningTrail.covered ?? -1)
    expect(items.every(({ teams }) => teams.includes('first'))).toBe(true)
  })

  test('no reviewer is named, and no one else but the author', async () => {
    const list = await get<PullRequestPageAnswer>('teams/first/pull-requests')
    for (const { author, ...rest } of list.pullRequests) {
      expect(author).toMatch(/^person-\d+$/)
      expect(JSON.stringify(rest)).not.toMatch(/person-\d|reviewer/)
    }
  })

  test('pages that are read while a sync completes keep the instant of the first', async () => {
    const first = await get<PullRequestPageAnswer>(`organization/pull-requests?${YEAR}`)
    const expected = await get<PullRequestPageAnswer>(`organization/pull-requests?cursor=${first.nextCursor}`)
    await clone.database.organization.update({ where: { id: organization.id }, data: { syncedAt: new Date('2026-11-16T00:09:00Z') } })
    try {
      expect(await get<PullRequestPageAnswer>(`organization/pull-requests?cursor=${first.nextCursor}`)).toEqual(expected)
    } finally {
      await clone.database.organization.update({ where: { id: organization.id }, data: { syncedAt: organization.syncedAt } })
    }
  })
})

describe('what is refused, by name', () => {
  test.each([
    ['organization/metrics?from=2026-13-01', 400, 'from'],
    ['organization/metrics?from=2026-09-01&to=2026-09-01', 400, 'from'],
    ['organization/metrics?to=soon', 400, 'to'],
    ['organization/metrics?asOf=2026-11-17T00:00:00Z', 400, 'asOf'],
    ['organization/metrics?asOf=2020-01-01T00:00:00Z', 400, 'asOf'],
    ['organization/metrics?team=first', 400, 'team'],
    ['organization/series?weeks=1000', 400, 'weeks'],
    ['organization/pull-requests?cursor=abc', 400, 'cursor'],
    ['teams?limit=5', 400, 'limit'],
    ['sync?repository=x', 400, 'repository'],
    ['openapi.json?v=2', 400, 'v'],
    ['teams/nobody/metrics', 404, 'slug'],
    ['teams/nobody/series', 404, 'slug'],
    ['teams/nobody/pull-requests', 404, 'slug'],
    ['teams/%00/metrics', 404, 'slug'],
    ['nothing/here', 404, undefined],
  ])('%s is %i', async (path, status, parameter) => {
    const problem = await refuse(path)
    expect(problem.status).toBe(status)
    expect(problem.parameter).toBe(parameter)
    expect(problem.detail).not.toBe('')
  })

  test('a cursor of another list is refused', async () => {
    const { nextCursor } = await get<PullRequestPageAnswer>(`organization/pull-requests?${YEAR}`)
    expect(await refuse(`teams/first/pull-requests?cursor=${nextCursor}`)).toMatchObject({ status: 400, parameter: 'cursor' })
  })

  test('the API only reads, and says so', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      const response = await askApi('/api/v1/organization/metrics', { token: organization.token, method })
      expect(response.status).toBe(405)
      expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS')
      expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    }
    const options = await askApi('/api/v1/organization/metrics', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS'])
    const head = await askApi('/api/v1/organization/metrics', { token: organization.token, method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    expect((await askApi('/api/v1/organization/metrics', { method: 'HEAD' })).status).toBe(401)
  })

  test('a mistake in plumbline.yml is told instead of wrong figures', async () => {
    vi.stubEnv('PLUMBLINE_CONFIG', 'tsconfig.json')
    expect(await refuse('organization/metrics')).toMatchObject({
      status: 503,
      title: 'Not available',
      detail: expect.stringContaining('tsconfig.json line'),
    })
    vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  })
})
