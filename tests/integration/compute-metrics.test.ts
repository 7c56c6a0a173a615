import { afterAll, beforeAll, expect, test } from 'vitest'
import { toAuthorizedOrganizationId } from '@/lib/auth/access'
import { addDays, lastCompleteWeeks, toWeekStart } from '@/lib/dates'
import { getFirstInstant, getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { listScopeReadings } from '@/lib/db/figures/scope-readings'
import { updateRepositoryContexts } from '@/lib/db/facts/upsert-repositories'
import { loadDetails, loadReadings } from '@/lib/dashboard/readings/load'
import { loadSeries } from '@/lib/dashboard/readings/load-series'
import { emptyMemo } from '@/lib/dashboard/request-memo'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import type { StandIn } from '@/lib/demo/stand-in/start'
import { computePendingMetrics, rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import { DEFAULT_WEEKS, sumRange, toDocument, toScopeDetails } from '@/lib/metrics/readings/scope-document'
import { parseConfiguration, toDefaultConfiguration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { sumDerived } from '../support/derived-rows'
import { startTestStandIn } from '../support/github-stand-in'
import { runCommand } from '../support/run-command'

const end = new Date('2026-11-20T09:30:00Z')
const configuration = toDefaultConfiguration()
const organizationId = toAuthorizedOrganizationId(1)
let held: TestDatabase
let standIn: StandIn
const world = makeScaleWorld({ pullRequests: 240, end, login: 'northlight' })

beforeAll(async () => {
  held = await createTestDatabase()
  standIn = await startTestStandIn({ world })
  await sync(end)
})
afterAll(() => held.drop())

async function sync(at: Date) {
  return syncOrganization({
    database: held.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'northlight',
    clock: () => at,
    afterFacts: ({ asOf }) => computePendingMetrics({ database: held.database, organizationId, configuration, asOf }),
  })
}

test('every complete pull request has one evaluation, and both outboxes are empty', async () => {
  const { database } = held
  expect(await database.pullRequestMetrics.count()).toBe(240)
  expect(await database.pullRequestEvidence.count()).toBe(240)
  expect(await database.pendingEvaluation.count()).toBe(0)
  expect(await database.pendingRollUp.count()).toBe(0)
})

test('stored weeks, stored evaluations and histories evaluated anew give the same document', async () => {
  const { database } = held
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts?.syncedAt) throw new Error('not synced')
  const context = toOrganizationContext(facts, configuration)
  const dataFrom = await getFirstInstant(database, organizationId)
  const stored = await listScopeReadings(database, organizationId)
  // A tier in which a repository had nothing has no row.
  const rows = context.scopes.filter((scope) => !scope.startsWith('cell:'))
  expect(
    stored
      .map(({ scope }) => scope)
      .filter((scope) => !scope.startsWith('cell:'))
      .sort(),
  ).toEqual([...rows].sort())
  const shown = stored.filter(({ document }) => document.timeToConfidentMerge.status !== 'withheld')
  expect(shown.length).toBeGreaterThan(0)
  const range = { ...lastCompleteWeeks(end, DEFAULT_WEEKS), asOf: end }
  for (const { scope, document } of shown) {
    const rows = await listNarrowEvaluations(database, organizationId, scope, { from: addDays(range.from, -400), to: end })
    const scopeFacts = context.scopeFacts(scope, end)
    expect(toDocument(scopeFacts, range, sumRange(rows, range, scopeFacts, dataFrom), false, context.settings)).toEqual(document)
    // A millisecond later nothing else has happened, but no stored answer fits.
    const asOf = new Date(end.getTime() + 1)
    const anew = await loadReadings({ database, organizationId, configuration, scope }, { ...range, asOf })
    expect(anew?.timeToConfidentMerge).toEqual(document.timeToConfidentMerge)
    expect(anew?.defectCatchRate).toEqual(document.defectCatchRate)
    expect(anew?.reasoningTrail).toEqual(document.reasoningTrail)
    expect(anew?.aiShare).toEqual(document.aiShare)
    expect(anew?.reviewCapacity.slo).toEqual(document.reviewCapacity.slo)
    expect(anew?.reviewCapacity.headroom).toEqual(document.reviewCapacity.headroom)
  }
})

test('stored details, and those of any range, are what the rows give', async () => {
  const { database } = held
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) throw new Error('no organisation')
  const context = toOrganizationContext(facts, configuration)
  const dataFrom = await getFirstInstant(database, organizationId)
  const stored = await listScopeReadings(database, organizationId)
  const usual = { ...lastCompleteWeeks(end, DEFAULT_WEEKS), asOf: end }
  const odd = { from: new Date('2026-08-05'), to: new Date('2026-10-20'), asOf: end }
  let shown = 0
  for (const { scope, document } of stored.filter(({ scope }) => !scope.startsWith('cell:'))) {
    const request = { database, organizationId, configuration, scope, memo: emptyMemo() }
    const rows = await listNarrowEvaluations(database, organizationId, scope, { from: addDays(usual.from, -400), to: end })
    const scopeFacts = context.scopeFacts(scope, end)
    const fromRows = (range: typeof usual) => toScopeDetails(scopeFacts, range, sumRange(rows, range, scopeFacts, dataFrom), false)
    const details = await loadDetails(request, usual)
    if (document.timeToConfidentMerge.status === 'withheld') {
      expect(details, scope).toBeNull()
      continue
    }
    shown += 1
    // Through JSON and back: a number that JSON does not know would come out as null.
    expect(details, scope).toEqual(fromRows(usual))
    const oddDocument = await loadReadings(request, odd)
    const oddDetails = await loadDetails(request, odd)
    expect(oddDetails, scope).toEqual(oddDocument?.timeToConfidentMerge.status === 'withheld' ? null : fromRows(odd))
    expect(oddDetails === null || oddDetails.confidence.curve[0]?.atRisk).not.toBe(0)
  }
  expect(shown).toBeGreaterThan(0)
  const organization = await loadDetails({ database, organizationId, configuration, scope: 'organization' }, usual)
  expect(Object.values(organization?.tiers.byTier ?? {}).some(({ merged }) => (merged ?? 0) > 0)).toBe(true)
  expect(organization?.capacity.outcomes.reviewed).toBeGreaterThan(0)
  expect(organization?.capacity.weeks).toHaveLength(26)
})

test('a week of the series is what a request for that week answers', async () => {
  const request = { database: held.database, organizationId, configuration, scope: 'organization' as const }
  const series = await loadSeries(request, 26, end)
  const last = series?.findLast(({ readings }) => readings !== null)
  if (!last?.readings) throw new Error('no week')
  const week = await loadReadings(request, { from: new Date(`${last.from}T00:00:00Z`), to: new Date(`${last.to}T00:00:00Z`), asOf: end })
  // A single week may have too few people to be shown alone; its place in the series inherits the row's answer.
  expect(last.readings.pullRequests.ready).toBeGreaterThan(0)
  if (week?.timeToConfidentMerge.status !== 'withheld') {
    expect({ ...week, ...last.readings }).toEqual(week)
  }
})

test('a rebuild writes the same bytes', async () => {
  const before = await sumDerived(held.database)
  await rebuildMetrics({ database: held.database, organizationId, configuration })
  expect(await sumDerived(held.database)).toEqual(before)
})

test('a rebuild on a machine with another zone and language writes the same bytes', async () => {
  const before = await sumDerived(held.database)
  const machine = { TZ: 'Pacific/Kiritimati', LANG: 'ar_EG.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
  const environment = { DATABASE_URL: held.url, PLUMBLINE_CONFIG: '.plumbline/no-plumbline.yml', ...machine }
  const { code, stderr } = await runCommand(['rollups', '--rebuild'], environment)
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/northlight: 240 pull requests evaluated/) })
  expect(await sumDerived(held.database)).toEqual(before)
})

test('a change of one pull request rewrites its own weeks and no others', async () => {
  const { database } = held
  const [changed] = await database.$queryRaw<{ id: string; ready_at: Date; ended_at: Date }[]>`
    select pull_request_id as id, ready_at, ended_at from pull_request_metrics
    where merged_at is not null and ready_at is not null order by merged_at limit 1`
  if (!changed) throw new Error('nothing merged')
  const versions = () => database.$queryRaw<{ scope: string; week_on: Date; xmin: string }[]>`
    select scope, week_on, xmin::text from team_week_rollups order by scope, week_on`
  const before = await versions()
  await database.pullRequest.update({
    where: { organizationId_id: { organizationId, id: changed.id } },
    data: { labels: ['ai-assisted'] },
  })
  await database.pendingEvaluation.create({ data: { organizationId, pullRequestId: changed.id } })
  await computePendingMetrics({ database, organizationId, configuration, asOf: end })
  const after = await versions()
  const known = new Map(before.map(({ scope, week_on: weekOn, xmin }) => [`${scope} ${weekOn.getTime()}`, xmin]))
  const rewritten = after.filter(({ scope, week_on: weekOn, xmin }) => known.get(`${scope} ${weekOn.getTime()}`) !== xmin)
  expect(rewritten.length).toBeGreaterThan(0)
  const thisWeek = toWeekStart(end)
  for (const { week_on: weekOn } of rewritten) {
    const isItsOwn = weekOn >= toWeekStart(changed.ready_at) && weekOn <= changed.ended_at
    // The running week is always looked at again, for what still waits.
    expect(isItsOwn || weekOn.getTime() === thisWeek.getTime(), weekOn.toISOString()).toBe(true)
  }
})

test('edited configuration makes every figure anew, to the bytes of a rebuild', async () => {
  const { database } = held
  const edited = parseConfiguration('teams: { exclude: [third] }\ntiers: { globs: { T3: ["**"] } }\n', 'plumbline.yml').configuration
  if (!edited) throw new Error('not parsed')
  await computePendingMetrics({ database, organizationId, configuration: edited, asOf: end })
  expect(await database.pullRequestMetrics.count({ where: { tier: 'T3' } })).toBe(240)
  const stored = await listScopeReadings(database, organizationId)
  const scopes = stored.flatMap(({ scope, document }) => (/^(surface|cell):/.test(scope) ? [] : [document.scope]))
  expect(scopes.sort()).toEqual(['first', 'organization', 'second'])
  expect(stored.filter(({ scope }) => scope.startsWith('cell:')).every(({ scope }) => scope.startsWith('cell:T3:'))).toBe(true)
  const sums = await sumDerived(held.database)
  await rebuildMetrics({ database, organizationId, configuration: edited })
  expect(await sumDerived(held.database)).toEqual(sums)
  await computePendingMetrics({ database, organizationId, configuration, asOf: end })
})

test('another template of the repository judges its old pull requests again', async () => {
  const { database } = held
  const [repository] = await database.repository.findMany({ where: { organizationId }, orderBy: { id: 'asc' }, take: 1 })
  if (!repository) throw new Error('no repository')
  const context = { id: repository.id, codeowners: repository.codeowners, protectedBranches: null, suppressesAttribution: false }
  await updateRepositoryContexts(database, organizationId, [{ ...context, pullRequestTemplate: '## Why' }])
  const own = await database.pullRequest.count({ where: { organizationId, repositoryId: repository.id } })
  expect(await database.pendingEvaluation.count()).toBe(own)
  await computePendingMetrics({ database, organizationId, configuration, asOf: end })
  await updateRepositoryContexts(database, organizationId, [{ ...context, pullRequestTemplate: '## Why' }])
  expect(await database.pendingEvaluation.count()).toBe(0)
})

test('what was derived from a pull request that GitHub no longer has goes with it', async () => {
  const { database } = held
  const gone = await database.pullRequestMetrics.findFirstOrThrow({ where: { organizationId, mergedAt: { not: null } } })
  await database.pullRequest.delete({ where: { organizationId_id: { organizationId, id: gone.pullRequestId } } })
  await database.pendingEvaluation.create({ data: { organizationId, pullRequestId: gone.pullRequestId } })
  await computePendingMetrics({ database, organizationId, configuration, asOf: end })
  expect(await database.pullRequestMetrics.count()).toBe(239)
  expect(await database.pendingEvaluation.count()).toBe(0)
  const sums = await sumDerived(held.database)
  await rebuildMetrics({ database, organizationId, configuration })
  expect(await sumDerived(held.database)).toEqual(sums)
})
