import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { GET } from '@/app/(dashboard)/download/[list]/route'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load-answers'
import { listLeaves, readLeaf } from '@/lib/metrics/document/leaves'
import { readingBlocksSchema, type ReadingsDocument, type SeriesEntry } from '@/lib/metrics/document/readings'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

let clone: TestDatabase
let organization: SeededOrganization
const YEAR = 'from=2025-11-17&to=2026-11-16'

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(clone.database, makeScaleWorld({ pullRequests: 900 }))
})
afterAll(() => clone.drop())

async function download(path: string): Promise<Response> {
  const url = new URL(`/download/${path}`, 'http://plumbline.test')
  return GET(new Request(url), { params: Promise.resolve({ list: url.pathname.split('/').at(-1) ?? '' }) })
}

function read(text: string): Record<string, string>[] {
  return parse(text, { bom: true, columns: true })
}

async function api<Body>(path: string): Promise<Body> {
  return (await askApi(`/api/v1/${path}`, { token: organization.token })).json() as Promise<Body>
}

/** As a cell of a table holds it. */
function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What a row of a table says of a document that is not withheld, by the declaration of its figures. */
function toCells(document: ReadingsDocument): Record<string, string> {
  return Object.fromEntries(
    listLeaves(readingBlocksSchema).flatMap(({ column, path }) => (column ? [[column, toText(readLeaf(document, path))]] : [])),
  )
}

async function listAll(path: string): Promise<PullRequestPageAnswer['pullRequests']> {
  const items: PullRequestPageAnswer['pullRequests'] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: PullRequestPageAnswer = await api(`${path}${cursor && `&cursor=${cursor}`}`)
    items.push(...page.pullRequests)
    cursor = page.nextCursor
  }
  return items
}

describe('files from the pages', () => {
  test('the list as CSV has every pull request of the API, and its figures', async () => {
    const reply = await download(`pull-requests?team=first&${YEAR}&sort=merged&format=csv`)
    expect(reply.headers.get('content-disposition')).toBe(
      'attachment; filename="plumbline-scale-first-pull-requests-2025-11-17-to-2026-11-16.csv"',
    )
    expect(reply.headers.get('content-type')).toContain('text/csv')
    const rows = read(await reply.text())
    const items = await listAll(`teams/first/pull-requests?${YEAR}`)
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.map(({ url }) => url)).toEqual(items.map(({ url }) => url))
    for (const [index, { tier, mergedAt, confidence, countedIn }] of items.entries()) {
      expect(rows[index]).toMatchObject({
        tier,
        merged_at_utc: mergedAt ?? '',
        confidence: confidence.status ?? '',
        time_to_confident_merge_hours: confidence.hours === null ? '' : String(confidence.hours),
        counted_in: countedIn.join('; '),
      })
    }
  })

  test('filters and order hold for the file as for the page', async () => {
    const all = await listAll(`organization/pull-requests?${YEAR}`)
    const repository = all[0]?.repository ?? ''
    const rows = read(
      await (await download(`pull-requests?${YEAR}&repository=${repository}&status=confident&sort=-hours&format=csv`)).text(),
    )
    const expected = all.filter((item) => item.repository === repository && item.confidence.status === 'confident')
    expect(rows.length).toBeLessThan(all.length)
    expect(rows.length).toBeGreaterThan(20)
    expect(rows.map(({ url }) => String(url)).toSorted()).toEqual(expected.map(({ url }) => url).toSorted())
    const hours = rows.map((row) => Number(row.time_to_confident_merge_hours))
    expect(hours).toEqual(hours.toSorted((a, b) => b - a))
  })

  test('JSON has the same, and says what it is of', async () => {
    const reply = await download(`pull-requests?${YEAR}&status=confident&format=json`)
    const body = (await reply.json()) as { pullRequests: { confidence: { status: string }; why: object }[] }
    expect(body).toMatchObject({
      scope: 'organization',
      from: '2025-11-17',
      to: '2026-11-16',
      status: 'ok',
      filters: { status: 'confident' },
    })
    expect(body.pullRequests.length).toBeGreaterThan(20)
    expect(body.pullRequests.every(({ confidence, why }) => confidence.status === 'confident' && 'controls' in why)).toBe(true)
  })

  test('nobody is named in any of them', async () => {
    for (const list of ['pull-requests', 'series', 'teams', 'surfaces']) {
      for (const format of ['csv', 'json']) {
        const reply = await download(`${list}?${YEAR}&format=${format}`)
        expect(reply.status).toBe(200)
        expect(await reply.text(), `${list} ${format}`).not.toMatch(/person-\d|"author"/)
      }
    }
  })

  test('weeks and teams have the figures of the API', async () => {
    const series = await api<SeriesEntry[]>('teams/first/series')
    const weeks = read(await (await download('series?team=first&format=csv')).text())
    expect(weeks.map(({ week }) => week)).toEqual(series.map(({ week }) => week))
    expect(weeks.map(({ pull_requests_merged }) => pull_requests_merged)).toEqual(
      series.map(({ readings }) => String(readings?.pullRequests.merged ?? '')),
    )
    const document = await api<ReadingsDocument>(`teams/second/metrics?${YEAR}`)
    const second = read(await (await download(`teams?${YEAR}&format=csv`)).text()).find(({ slug }) => slug === 'second')
    expect(second).toMatchObject({ name: 'second', ...toCells(document) })
    expect(second).toMatchObject({
      trail_covered: String(document.reasoningTrail.covered),
      trail_share: String(document.reasoningTrail.share),
    })
    const surfaces = read(await (await download(`surfaces?${YEAR}&format=csv`)).text())
    expect(surfaces.some(({ tier }) => tier === 'all')).toBe(true)
  })

  test('a withheld team has no rows, and the file says why', async () => {
    const range = 'team=first&from=2026-09-01&to=2026-09-02'
    expect(read(await (await download(`pull-requests?${range}&format=csv`)).text())).toEqual([
      { status: 'withheld: 2 contributors, at least 5 are needed, so no pull request is listed.' },
    ])
    expect(await (await download(`pull-requests?${range}&format=json`)).json()).toMatchObject({ status: 'withheld', pullRequests: [] })
    const teams = read(await (await download('teams?from=2026-09-01&to=2026-09-02&format=csv')).text())
    for (const { slug, name: _name, members: _members, contributors, ...figures } of teams) {
      expect(Number(contributors), slug).toBeLessThan(5)
      expect(figures).toMatchObject({ trail_status: 'withheld', trail_share: '', pull_requests_merged: '', twice: '' })
      for (const [column, cell] of Object.entries(figures)) expect(cell, column).toBe(column.endsWith('_status') ? 'withheld' : '')
    }
  })

  test.each([
    ['pull-requests?format=xml', 400, 'format must be csv or json.'],
    ['people?format=csv', 400, 'list must be one of'],
    ['pull-requests?team=nobody&format=csv', 404, 'There is no team nobody.'],
    ['pull-requests?tier=T9&format=csv', 400, 'tier must be one of T0, T1, T2, T3, T2-T3.'],
    ['teams?from=yesterday&format=csv', 400, 'from must be a date'],
  ])('%s is refused', async (path, status, detail) => {
    const reply = await download(path)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, 'application/problem+json; charset=utf-8'])
    expect(((await reply.json()) as { detail: string }).detail).toContain(detail)
  })
})

describe('the API answers in the form that Accept prefers', () => {
  const ask = (path: string, accept: string) => askApi(`/api/v1/${path}`, { token: organization.token, accept })

  test.each(['teams', 'organization/series', 'teams/second/metrics', 'organization/pull-requests'])('%s', async (path) => {
    const csv = await ask(path, 'text/csv')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(csv.headers.get('vary')).toBe('Accept')
    expect(csv.headers.get('cache-control')).toBe('private, no-store')
    expect(read(await csv.text()).length).toBeGreaterThan(0)
    const json = await ask(path, 'text/csv;q=0.1, application/json')
    expect([json.headers.get('content-type'), json.headers.get('vary')]).toEqual(['application/json; charset=utf-8', 'Accept'])
  })

  test('a page of pull requests leads on by its Link, and the whole has no author', async () => {
    const rows: Record<string, string>[] = []
    let path = `/api/v1/organization/pull-requests?${YEAR}`
    for (let pages = 1; ; pages += 1) {
      const reply = await askApi(path, { token: organization.token, accept: 'text/csv' })
      const text = await reply.text()
      expect(text).not.toMatch(/person-\d/)
      rows.push(...read(text))
      const next = /<([^>]+)>; rel="next"/.exec(reply.headers.get('link') ?? '')?.[1]
      if (!next) {
        expect(pages).toBeGreaterThan(2)
        break
      }
      path = new URL(next, `http://plumbline.test${path}`).href.replace('http://plumbline.test', '')
    }
    expect(rows.map(({ url }) => url)).toEqual((await listAll(`organization/pull-requests?${YEAR}`)).map(({ url }) => url))
  })

  test('an error stays a problem', async () => {
    const reply = await ask('organization/metrics?from=x', 'text/csv')
    expect([reply.status, reply.headers.get('content-type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
  })
})
