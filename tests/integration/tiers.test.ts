import { parse } from 'yaml'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toAuthorizedOrganizationId, toOrganizationScope } from '@/lib/auth/access'
import { toWholeView } from '@/lib/auth/view'
import { openContext, toSlugs } from '@/lib/dashboard/context'
import { streamPullRequests } from '@/lib/dashboard/list/load-pull-requests'
import { walkPullRequests } from '@/lib/dashboard/list/walk-pull-requests'
import { loadSurfacesPage } from '@/lib/dashboard/pages/load-surfaces'
import { loadDetails, loadReadings } from '@/lib/dashboard/readings/load'
import { openEvaluations } from '@/lib/dashboard/readings/load-evaluations'
import { loadSeries } from '@/lib/dashboard/readings/load-series'
import { loadSyncAnswer } from '@/lib/dashboard/sync/load-status'
import { addWeeks, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { listScopeReadings } from '@/lib/db/figures/scope-readings'
import { listTierStates } from '@/lib/db/figures/tier-states'
import { getFirstInstant, getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { computePendingMetrics, rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { judgeTier } from '@/lib/metrics/history/judge-tier'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import { isInScope } from '@/lib/metrics/organization/scope'
import { indexTierStates } from '@/lib/metrics/organization/tier-states'
import { sumRange, toDocument, toScopeDetails } from '@/lib/metrics/readings/scope-document'
import { explainPullRequest } from '@/lib/pages/list/explain-pull-request'
import { passesFilter } from '@/lib/pages/list/narrow'
import { prepareSurfacesPage } from '@/lib/pages/surfaces/prepare-page'
import { parseConfiguration, toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { sumDerived } from '@/tests/support/derived-rows'
import { seedOrganization } from '@/tests/support/seed-organization'

// Repositories of the demo, read through the real client, in a language that no path rule knows: one always, one for the
// second half of its time.

const end = new Date('2026-11-18T09:00:00Z')
const organizationId = toAuthorizedOrganizationId(1)
const configuration = toDefaultConfiguration()
const ALWAYS = 'larkspur-freight/driver-app'
const LATELY = 'larkspur-freight/marketplace'
const LATELY_FROM = addWeeks(toWeekStart(end), -18)
const range = { ...lastCompleteWeeks(end, 12), asOf: end }
let held: TestDatabase
let idOf: Map<string, string>

beforeAll(async () => {
  held = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', held.url)
  vi.stubEnv('PLUMBLINE_NOW', end.toISOString())
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  await seedOrganization(held.database, makeWorld(), { configuration, at: end })
  const repositories = await held.database.repository.findMany()
  idOf = new Map(repositories.map(({ nameWithOwner, id }) => [nameWithOwner, id]))
}, 240_000)
afterAll(() => held.drop())

function makeWorld() {
  const world = makeDemoWorld({ end, size: 0.2 })
  for (const { nameWithOwner, pullRequests } of world.organizations.flatMap(({ repositories }) => repositories)) {
    for (let index = 0; index < pullRequests.length; index += 1) {
      const pullRequest = pullRequests.at(index)
      const isUnknown = nameWithOwner === ALWAYS || (nameWithOwner === LATELY && new Date(pullRequest.createdAt) >= LATELY_FROM)
      if (isUnknown) for (const file of pullRequest.files) file.path = `engine/${file.path.replaceAll(/\W+/g, '-')}.zz`
    }
  }
  return world
}

async function loadIndex() {
  return indexTierStates(await listTierStates(held.database, organizationId))
}

async function readAll() {
  const rows = await listNarrowEvaluations(held.database, organizationId, 'organization', { from: new Date(0), to: addWeeks(end, 1) })
  const facts = await getOrganizationFacts(held.database, organizationId)
  if (!facts) throw new Error('not synced')
  return { rows, context: toOrganizationContext(facts, configuration), dataFrom: await getFirstInstant(held.database, organizationId) }
}

test('the state of each repository is stored with its dates, and one changes on the second Monday in a row', async () => {
  const states = await listTierStates(held.database, organizationId)
  const of = (name: string) => states.filter(({ repositoryId }) => repositoryId === idOf.get(name)).map(({ state }) => state)
  expect(of(ALWAYS)).toEqual(['not_configured'])
  expect(of(LATELY)).toEqual(['configured', 'not_configured'])
  expect(of('larkspur-freight/tracking')).toEqual(['configured'])
  const change = states.find(({ repositoryId, state }) => repositoryId === idOf.get(LATELY) && state === 'not_configured')
  const weeks = await held.database.pullRequestMetrics.findMany({
    where: { repositoryId: idOf.get(LATELY), inPopulation: true, mergedAt: { not: null } },
    select: { mergedAt: true, unclassified: true },
  })
  const isAgainst = (monday: Date) => {
    const own = weeks.filter(({ mergedAt }) => mergedAt !== null && mergedAt < monday && mergedAt >= addWeeks(monday, -26))
    return own.filter(({ unclassified }) => unclassified.length > 0).length > own.length / 2
  }
  if (!change) throw new Error('never changed')
  expect([-2, -1, 0].map((week) => isAgainst(addWeeks(change.sinceOn, week)))).toEqual([false, true, true])
  expect(change.sinceOn > LATELY_FROM && change.sinceOn < range.to).toBe(true)
})

test('a range is judged by the state at its end, whether its weeks are stored or its rows are summed', async () => {
  const { rows, context, dataFrom } = await readAll()
  const index = await loadIndex()
  const stored = await listScopeReadings(held.database, organizationId)
  const toExpected = (scope: (typeof context.scopes)[number], asked: typeof range) => {
    const judged = rows.map((row) => judgeTier(row, index.listNotConfigured(asked.to))).filter((row) => isInScope(row, scope))
    return { facts: context.scopeFacts(scope, end), sums: sumRange(judged, asked, context.scopeFacts(scope, end), dataFrom) }
  }
  let judgedAsT1 = 0
  let changed = 0
  for (const { scope, document, series } of stored.filter((one) => one.document.reviewCapacity.status !== 'withheld')) {
    const { facts, sums } = toExpected(scope, range)
    expect(document, scope).toEqual(toDocument(facts, range, sums, false, context.settings))
    if (scope.startsWith('cell:')) continue
    const details = toScopeDetails(facts, range, sums, false)
    expect(await loadDetails({ database: held.database, organizationId, configuration, scope }, range), scope).toEqual(details)
    judgedAsT1 += details?.tiers.judgedAsT1.length ?? 0
    if (scope.startsWith('surface:')) continue
    for (const entry of series.filter(({ readings }) => readings !== null)) {
      const week = { from: new Date(entry.from), to: new Date(entry.to), asOf: end }
      const own = toExpected(scope, week)
      const expected = toDocument(own.facts, week, own.sums, false, context.settings)
      expect(entry.readings?.reasoningTrail, `${scope} ${entry.week}`).toEqual(expected.reasoningTrail)
      expect(entry.readings?.reviewCapacity, `${scope} ${entry.week}`).toEqual(expected.reviewCapacity)
    }
    // A range of the past that ends before the change is judged by what held then.
    const past = { from: addWeeks(LATELY_FROM, -2), to: addWeeks(LATELY_FROM, 2), asOf: end }
    const answer = await loadReadings({ database: held.database, organizationId, configuration, scope }, past)
    const then = toExpected(scope, past)
    if (answer?.reasoningTrail.status !== 'ok') continue
    expect(answer, scope).toEqual(toDocument(then.facts, past, then.sums, false, context.settings))
    const now = rows.map((row) => judgeTier(row, index.listNotConfigured(range.to))).filter((row) => isInScope(row, scope))
    const asNow = toDocument(then.facts, past, sumRange(now, past, then.facts, dataFrom), false, context.settings)
    if (JSON.stringify(asNow.reasoningTrail.byTier) !== JSON.stringify(answer.reasoningTrail.byTier)) changed += 1
  }
  expect(judgedAsT1).toBeGreaterThan(3)
  expect(changed).toBeGreaterThan(0)
}, 240_000)

test('a series that is computed says what the stored one says', async () => {
  const [stored] = await listScopeReadings(held.database, organizationId, ['organization'])
  // A millisecond later nothing else has happened, but no stored answer fits.
  const asOf = new Date(end.getTime() + 1)
  const anew = await loadSeries({ database: held.database, organizationId, configuration, scope: 'organization' }, 26, asOf)
  expect(anew?.map(({ readings }) => readings?.reasoningTrail)).toEqual(stored?.series.map(({ readings }) => readings?.reasoningTrail))
  expect(anew?.map(({ readings }) => readings?.reviewCapacity.slo)).toEqual(
    stored?.series.map(({ readings }) => readings?.reviewCapacity.slo),
  )
}, 120_000)

describe('lists', () => {
  test('say the tier that a line is judged by, its mark and the state; filters go by the same', async () => {
    const context = await openContext(toWholeView(organizationId))
    const request = {
      ...context,
      scope: toOrganizationScope(organizationId),
      range: { ...range, isDefault: true },
      slugs: toSlugs(context.teams),
    }
    const order = { key: 'merged', isDescending: false } as const
    const items = []
    for await (const batch of streamPullRequests(request, { filter: { repositoryId: idOf.get(ALWAYS) }, counted: null, order }))
      items.push(...batch)
    expect(items.length).toBeGreaterThan(5)
    const byDefault = items.filter(({ tierByDefault }) => tierByDefault)
    expect(byDefault.length).toBeGreaterThan(5)
    for (const item of byDefault) expect(item).toMatchObject({ tier: 'T1', tiers: 'not_configured' })
    const told = byDefault.flatMap((line) => explainPullRequest(line, 'controls').reasons.flatMap(({ evidence }) => evidence))
    expect(told.filter((text) => text.includes('the tiers of this repository are not configured'))).toHaveLength(byDefault.length)
  })

  test('narrowed and ordered by SQL they are what the judged rows are', async () => {
    const { rows } = await readAll()
    const notConfigured = (await loadIndex()).listNotConfigured(range.to)
    const judged = rows.map((row) => judgeTier(row, notConfigured))
    const evaluations = await openEvaluations({ database: held.database, organizationId, configuration, asOf: end })
    const source = { database: held.database, organizationId, scope: toOrganizationScope(organizationId), evaluations, notConfigured }
    const isInRange = (at: Date | null) => at !== null && at >= range.from && at < range.to
    let differing = 0
    for (const filter of [
      { tier: 'T1' },
      { tier: 'T2' },
      { tier: 'T2-T3' },
      { trail: 'covered' },
      { trail: 'not_covered', tier: 'T1' },
      { controls: 'compliant' },
      { missing: 'maintainer' },
      { defects: 'caught' },
      { status: 'confident' },
    ] as const) {
      const selection = { filter, counted: null, order: { key: 'hours', isDescending: true } as const }
      const found: string[] = []
      for await (const { position } of walkPullRequests({ ...source, range: { ...range, isDefault: true } }, selection, null, 50))
        found.push(position.pullRequestId)
      const isListed = (row: (typeof rows)[number]) =>
        (isInRange(row.mergedAt) ||
          (isInRange(row.readyAt) && !('trail' in filter || 'controls' in filter || 'missing' in filter || 'defects' in filter))) &&
        passesFilter(row, filter)
      const toIds = (all: typeof rows) =>
        all
          .filter(isListed)
          .map(({ pullRequestId }) => pullRequestId)
          .sort()
      expect(found.toSorted(), JSON.stringify(filter)).toEqual(toIds(judged))
      if (toIds(rows).join(' ') !== toIds(judged).join(' ')) differing += 1
    }
    expect(differing).toBeGreaterThan(4)
  })
})

test('the sync answer says the state of each repository, and since when', async () => {
  const { repositories } = await loadSyncAnswer(await openContext(toWholeView(organizationId)))
  const of = (name: string) => repositories.find(({ repository }) => repository === name)
  expect(of(ALWAYS)?.tiers).toBe('not_configured')
  expect(of('larkspur-freight/tracking')?.tiers).toBe('configured')
  expect(of(ALWAYS)?.tiersSince).toMatch(/^20\d\d-\d\d-\d\d$/)
})

test('pages say it, with lines for plumbline.yml that are valid; with them the state changes at once', async () => {
  const page = await loadSurfacesPage({})
  if (page.kind !== 'ready') throw new Error(page.kind)
  const view = prepareSurfacesPage(page)
  expect(view.tierNotice?.text).toContain(`${ALWAYS}, ${LATELY}: most merges there have a file that no path rule knows`)
  expect(view.notConfigured.map(({ repository }) => repository)).toEqual([ALWAYS, LATELY])
  const snippet = view.notConfigured[0]?.snippet ?? ''
  expect(parse(snippet)).toEqual({ tiers: { globs: { T1: ['engine/**'] } } })
  const before = await sumDerived(held.database)
  await rebuildMetrics({ database: held.database, organizationId, configuration })
  expect(await sumDerived(held.database)).toEqual(before)
  const written: Configuration | null = parseConfiguration(snippet, 'plumbline.yml').configuration
  if (!written) throw new Error('not valid')
  await computePendingMetrics({ database: held.database, organizationId, configuration: written, asOf: end })
  expect((await loadIndex()).listNotConfigured(range.to)).toEqual(new Set())
  await computePendingMetrics({ database: held.database, organizationId, configuration, asOf: end })
  expect((await loadIndex()).listNotConfigured(range.to)).toEqual(new Set([idOf.get(ALWAYS), idOf.get(LATELY)]))
}, 240_000)
