import { countBy as countEach, identity, mapValues, omitBy, pickBy } from 'es-toolkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load-answers'
import type { PullRequestListItem } from '@/lib/metrics/document/list-item'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { Tier } from '@/lib/policy/tiers'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

// Every count of a document must be found again in its list: what a reader clicks through to is what was counted.

let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-18T09:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  organization = await seedOrganization(clone.database, makeDemoWorld({ end: new Date('2026-11-18T09:00:00Z'), size: 0.1 }))
})
afterAll(() => clone.drop())

async function get<Body>(path: string): Promise<Body> {
  const response = await askApi(`/api/v1/${path}`, { token: organization.token })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text) as Body
}

async function listAll(scope: string, range: string): Promise<PullRequestListItem[]> {
  const items: PullRequestListItem[] = []
  for (let query: string | null = range; query !== null;) {
    const page: PullRequestPageAnswer = await get(`${scope}/pull-requests?${query}`)
    items.push(...page.pullRequests)
    query = page.nextCursor && `cursor=${page.nextCursor}`
  }
  return items
}

const countBy = (names: string[]): Record<string, number> => countEach(names, identity)

const RANGES = [
  ['the default range', ''],
  ['half a year', 'from=2026-03-04&to=2026-09-10'],
  ['an earlier instant', 'from=2026-05-01&to=2026-08-01&asOf=2026-07-08T15:00:00Z'],
] as const

test.each(RANGES)('every count of %s is found again in the list, for every team and the organisation', async (_, range) => {
  const teams = await get<{ slug: string }[]>('teams')
  expect(teams).toHaveLength(8)
  const withheld: string[] = []
  const named = new Set<string>()
  for (const scope of ['organization', ...teams.map(({ slug }) => `teams/${slug}`)]) {
    const document = await get<ReadingsDocument>(`${scope}/metrics?${range}`)
    const items = await listAll(scope, range)
    if (document.reviewCapacity.status === 'withheld') {
      withheld.push(scope)
      expect(items, scope).toEqual([])
      continue
    }
    for (const slug of items.flatMap((item) => item.teams)) named.add(`teams/${slug}`)
    expect(toCounts(items, document), scope).toEqual(toExpected(document))
  }
  expect(withheld.length).toBeGreaterThan(1)
  expect(named.size).toBeGreaterThan(1)
  // A list that named a withheld team would be that team's own list, with every figure in it.
  expect(withheld.filter((scope) => named.has(scope))).toEqual([])
})

function toCounts(items: PullRequestListItem[], { from, to, reasoningTrail }: ReadingsDocument) {
  const counted = (figure: PullRequestListItem['countedIn'][number]) => items.filter(({ countedIn }) => countedIn.includes(figure))
  const confidence = counted('timeToConfidentMerge')
  const status = countBy(confidence.map((item) => item.confidence.status ?? 'none'))
  const trail = counted('reasoningTrail')
  const threads = countBy(counted('defectCatchRate').flatMap((item) => item.threads.map((thread) => thread.class)))
  const ready = items.filter(({ readyAt }) => readyAt !== null && readyAt >= from && readyAt < to)
  const closed = ready.filter((item) => item.excludedBecause === null && item.confidence.status === 'excluded_closed_unmerged').length
  return {
    ready: ready.filter(({ excludedBecause }) => excludedBecause === null).length,
    closedUnmerged: closed,
    excluded: ready.filter(({ excludedBecause }) => excludedBecause !== null).length,
    n: confidence.length,
    confident: status.confident ?? 0,
    withHours: confidence.filter((item) => item.confidence.hours !== null).length,
    withoutConfidence: status.merged_without_confidence ?? 0,
    indeterminate: status.indeterminate ?? 0,
    open: status.open ?? 0,
    reasons: countBy(
      confidence.filter((item) => item.confidence.status === 'merged_without_confidence').flatMap((item) => item.confidence.reasons),
    ),
    matured: counted('defectCatchRate').length,
    caughtStrict: threads.caught_strict ?? 0,
    // Broad catches are the strict ones and those of unclear type.
    caughtBroad: (threads.caught_strict ?? 0) + (threads.caught_broad ?? 0),
    caughtByAi: (threads.caught_ai_strict ?? 0) + (threads.caught_ai_broad ?? 0),
    eligible: trail.length,
    covered: trail.filter((item) => item.trail?.covered).length,
    // A tier with few contributors is withheld beside the shown total.
    eligibleByTier: omitBy(countBy(trail.map(({ tier }) => tier)), (_, tier) => reasoningTrail.byTier[tier as Tier]?.eligible === null),
  }
}

function toExpected({
  pullRequests,
  timeToConfidentMerge,
  defectCatchRate,
  reasoningTrail,
}: ReadingsDocument): ReturnType<typeof toCounts> {
  const excluded = Object.values(pullRequests.excluded ?? {}).reduce((sum, n) => sum + n, 0)
  const number = (value: number | null) => value ?? -1
  return {
    ready: number(pullRequests.ready),
    closedUnmerged: number(pullRequests.closedUnmerged),
    excluded,
    n: number(timeToConfidentMerge.n),
    confident: number(timeToConfidentMerge.confident),
    withHours: number(timeToConfidentMerge.confident),
    withoutConfidence: number(timeToConfidentMerge.withoutConfidence),
    indeterminate: number(timeToConfidentMerge.indeterminate),
    open: number(timeToConfidentMerge.open),
    reasons: { ...timeToConfidentMerge.reasons },
    matured: number(defectCatchRate.matured),
    caughtStrict: number(defectCatchRate.caughtStrict),
    caughtBroad: number(defectCatchRate.caughtBroad),
    caughtByAi: number(defectCatchRate.caughtByAi),
    eligible: number(reasoningTrail.eligible),
    covered: number(reasoningTrail.covered),
    eligibleByTier: mapValues(
      pickBy(reasoningTrail.byTier, (counts) => (counts?.eligible ?? 0) > 0),
      (counts) => number(counts?.eligible ?? null),
    ),
  }
}
