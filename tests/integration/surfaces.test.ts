import { omit } from 'es-toolkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { toOrganizationScope, toAuthorizedOrganizationId } from '@/lib/auth/access'
import { toWholeView } from '@/lib/auth/view'
import { openContext, openOrganization, openSurface, toSlugs, type DashboardContext } from '@/lib/dashboard/context'
import { planList } from '@/lib/dashboard/list/load-page-list'
import { loadPullRequests } from '@/lib/dashboard/list/load-pull-requests'
import { loadSurfaceRows } from '@/lib/dashboard/pages/load-surface-rows'
import { loadPageQuestion } from '@/lib/dashboard/list/load-question'
import { addDays, addWeeks, lastCompleteWeeks } from '@/lib/dates'
import { getFirstInstant, getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { listScopeReadings } from '@/lib/db/figures/scope-readings'
import { updateRepositoryContexts } from '@/lib/db/facts/upsert-repositories'
import { listWeekRollUps } from '@/lib/db/figures/week-roll-ups'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { DEMO_CONFIGURATION_TEXT } from '@/lib/demo/organization/configuration'
import { computePendingMetrics, rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { toScopeParts } from '@/lib/metrics/organization/scope'
import { DEFAULT_WEEKS, sumRange, toDocument, withFirstMidnight } from '@/lib/metrics/readings/scope-document'
import { rollUpStoredWeek } from '@/lib/metrics/readings/stored-week'
import { parseConfiguration, toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { sumDerived } from '@/tests/support/derived-rows'
import { seedOrganization } from '@/tests/support/seed-organization'
import type { ListSelection } from '@/lib/dashboard/list/walk-pull-requests'

// Surfaces and their tiers on a small copy of the demo organisation, with its own plumbline.yml.

const end = new Date('2026-11-18T09:00:00Z')
const configuration = parse(DEMO_CONFIGURATION_TEXT)
const names = [...configuration.surfaces.map(({ name }) => name), '']
const range = { ...lastCompleteWeeks(end, DEFAULT_WEEKS), asOf: end }
const organizationId = toAuthorizedOrganizationId(1)
let held: TestDatabase

beforeAll(async () => {
  held = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', held.url)
  vi.stubEnv('PLUMBLINE_NOW', end.toISOString())
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  await seedOrganization(held.database, makeDemoWorld({ end, size: 0.1 }), { configuration, at: end })
})
afterAll(() => held.drop())

function parse(text: string): Configuration {
  const parsed = parseConfiguration(text, 'plumbline.yml')
  if (!parsed.configuration) throw new Error(parsed.problems[0].message)
  return parsed.configuration
}

async function openPages(of: Configuration = configuration): Promise<DashboardContext> {
  return { ...(await openContext(toWholeView(organizationId))), configuration: of }
}

async function compute(of: Configuration): Promise<void> {
  await computePendingMetrics({ database: held.database, organizationId, configuration: of, asOf: end })
}

const everything: ListSelection = { filter: {}, counted: null, order: { key: 'merged', isDescending: false } }

test('the stored document of every surface and cell is what its stored evaluations give', async () => {
  const { database } = held
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) throw new Error('not synced')
  const context = toOrganizationContext(facts, configuration)
  const dataFrom = await getFirstInstant(database, organizationId)
  const stored = (await listScopeReadings(database, organizationId)).filter(({ scope }) => /^(surface|cell):/.test(scope))
  expect(stored.flatMap(({ scope, document }) => (scope.startsWith('surface:') ? [document.scope] : [])).sort()).toEqual([...names].sort())
  const kinds = { shown: 0, withheld: 0 }
  for (const { scope, document, series } of stored) {
    const rows = await listNarrowEvaluations(database, organizationId, scope, { from: addDays(range.from, -400), to: end })
    const scopeFacts = context.scopeFacts(scope, end)
    const isWithheld = document.reviewCapacity.status === 'withheld'
    kinds[isWithheld ? 'withheld' : 'shown'] += 1
    expect(toDocument(scopeFacts, range, sumRange(rows, range, scopeFacts, dataFrom), isWithheld, context.settings)).toEqual(document)
    expect(series).toHaveLength(scope.startsWith('cell:') ? 0 : 26)
    for (const { weekOn, rollUp } of await listWeekRollUps(database, organizationId, scope, { from: addWeeks(range.to, -40), to: end })) {
      const week = await listNarrowEvaluations(
        database,
        organizationId,
        scope,
        withFirstMidnight({ from: weekOn, to: addWeeks(weekOn, 1) }),
      )
      expect(rollUp).toEqual(JSON.parse(JSON.stringify(rollUpStoredWeek(week, scope, weekOn, scopeFacts.timeZone))))
    }
  }
  expect(kinds.shown).toBeGreaterThan(5)
  expect(kinds.withheld).toBeGreaterThan(1)
})

test('the rows of the matrix: in the order of plumbline.yml, from one read, and the same when evaluated anew', async () => {
  const context = await openPages()
  const rows = await loadSurfaceRows(context, range)
  expect(rows.map(({ name, source }) => [name, source])).toEqual(names.map((name) => [name, name === '' ? 'rest' : 'configuration']))
  expect(rows[0]).toMatchObject({ tier: 'T3', repositories: ['larkspur-freight/payments-core'], document: { scope: names[0] } })
  expect(rows.every(({ document }) => document !== null)).toBe(true)
  const cells = rows.flatMap((row) => Object.values(row.cells))
  expect(cells.length).toBeGreaterThan(rows.length)
  // A millisecond later nothing else has happened, but no stored answer fits.
  const anew = await loadSurfaceRows(await openPages(), { ...range, asOf: new Date(end.getTime() + 1) })
  const withoutInstant = (row: (typeof rows)[number]) =>
    [row.document, ...Object.values(row.cells)].map((document) => document && omit(document, ['asOf']).timeToConfidentMerge)
  expect(anew.map(({ name }) => name)).toEqual(names)
  for (const [index, row] of rows.entries()) {
    const again = anew[index]
    if (!again) throw new Error('fewer rows')
    expect(Object.keys(again.cells)).toEqual(Object.keys(row.cells))
    // Open ones have waited a millisecond longer: what does not wait is equal.
    expect(again.document?.reasoningTrail).toEqual(row.document?.reasoningTrail)
    expect(withoutInstant(again)).toEqual(withoutInstant(row))
  }
})

test('another range withholds whole tables, and shows no cell of a withheld surface', async () => {
  const month = { from: new Date('2026-10-05T00:00:00Z'), to: new Date('2026-10-26T00:00:00Z'), asOf: end }
  const rows = await loadSurfaceRows(await openPages(), month)
  expect(rows.map(({ name }) => name)).toEqual(names)
  for (const { document, cells } of rows) {
    if (document?.reviewCapacity.status !== 'withheld') continue
    for (const cell of Object.values(cells)) expect(cell.reviewCapacity.status).toBe('withheld')
  }
})

test('the list of a withheld cell has no plan, whether a link or a typed address asks for it', async () => {
  const context = await openPages()
  const organization = openOrganization(context)
  const kinds = { shown: 0, withheld: 0 }
  for (const { name, cells } of await loadSurfaceRows(context, range)) {
    for (const [tier, cell] of Object.entries(cells)) {
      const plan = await planList(context, organization, await loadPageQuestion(context, 'organization', { surface: name, tier }))
      const isWithheld = cell.reviewCapacity.status === 'withheld'
      kinds[isWithheld ? 'withheld' : 'shown'] += 1
      if (isWithheld) expect(['surface', 'cell']).toContain(plan)
      else expect(typeof plan).toBe('object')
    }
  }
  expect(kinds.withheld).toBeGreaterThan(1)
  expect(kinds.shown).toBeGreaterThan(1)
})

test('the list of a surface, and of one tier of it, holds what its document counts', async () => {
  const context = await openPages()
  const resolved = { ...range, isDefault: true }
  const isShown = (document: ReadingsDocument | null | undefined) => document?.reviewCapacity.status === 'ok'
  const row = (await loadSurfaceRows(context, range)).find(({ document, cells }) => isShown(document) && isShown(cells.T2))
  const name = row?.name ?? 'no surface with such a cell is shown'
  const whole = await openSurface(context, name)
  const cell = await openSurface(context, name, 'T2')
  if (!whole || !cell) throw new Error(name)
  for (const [open, document] of [
    [whole, row?.document],
    [cell, row?.cells.T2],
  ] as const) {
    const slugs = toSlugs(context.teams)
    const { items } = await loadPullRequests({ ...context, scope: open.scope, range: resolved, slugs }, everything, null, 100)
    expect(items.length).toBeGreaterThan(0)
    expect(items.filter(({ countedIn }) => countedIn.includes('reasoningTrail'))).toHaveLength(document?.reasoningTrail.eligible ?? -1)
    for (const item of items) expect(item.why.surfaces).toContain(name)
  }
  expect(await openSurface(context, 'nowhere')).toBeNull()
  expect(await openSurface(context, 'a\0b')).toBeNull()
  expect((await openSurface(context, ''))?.scope).toBe('surface:')
})

test('a line says which controls its tier asked for, and what was there', async () => {
  const context = await openPages()
  const request = {
    ...context,
    scope: toOrganizationScope(organizationId),
    range: { ...range, isDefault: true },
    slugs: toSlugs(context.teams),
  }
  const { items } = await loadPullRequests(request, everything, null, 100)
  const judged = items.flatMap(({ why }) => why.controls ?? [])
  expect(judged.length).toBeGreaterThan(5)
  for (const { status, missing, explanation } of judged) {
    expect(status === 'not_compliant').toBe(missing.length > 0)
    expect(explanation[0]).toMatch(/^T\d asks for \d qualified approvals?/)
  }
})

test('a rebuild writes the same bytes', async () => {
  const before = await sumDerived(held.database)
  await rebuildMetrics({ database: held.database, organizationId, configuration })
  expect(await sumDerived(held.database)).toEqual(before)
})

test('a surface that is called otherwise goes with everything it had, to the bytes of a rebuild', async () => {
  const { database } = held
  const renamed = parse(DEMO_CONFIGURATION_TEXT.replace('name: quotes', 'name: offers'))
  const before = await loadSurfaceRows(await openPages(), range)
  await compute(renamed)
  const left = await database.$queryRaw<{ scope: string }[]>`
    select scope from scope_pull_requests union select scope from team_week_rollups
    union select scope from scope_readings union select scope from pending_roll_ups`
  const surfaces = left.map(({ scope }) => toScopeParts(scope as 'organization')).flatMap((parts) => ('name' in parts ? [parts.name] : []))
  expect(surfaces).toContain('offers')
  expect(surfaces).not.toContain('quotes')
  const after = await loadSurfaceRows(await openPages(renamed), range)
  const figures = (rows: typeof before) => rows.map(({ document }) => document && omit(document, ['scope']))
  expect(figures(after)).toEqual(figures(before))
  const sums = await sumDerived(held.database)
  await rebuildMetrics({ database, organizationId, configuration: renamed })
  expect(await sumDerived(held.database)).toEqual(sums)
})

test('a surface that was written into the file since the last sync has no readings yet', async () => {
  const later = parse(`${DEMO_CONFIGURATION_TEXT.replace('surfaces:\n', 'surfaces:\n  - { name: brand new, paths: [new/**] }\n')}`)
  const context = await openPages(later)
  expect((await loadSurfaceRows(context, range))[0]).toMatchObject({ name: 'brand new', document: null, cells: {} })
  expect(await openSurface(context, 'brand new')).not.toBeNull()
})

test('without surfaces in plumbline.yml each repository is one', async () => {
  await compute(toDefaultConfiguration())
  const context = await openPages(toDefaultConfiguration())
  const rows = await loadSurfaceRows(context, range)
  expect(rows.map(({ name, source }) => `${source} ${name}`)).toEqual(
    ['driver-app', 'infrastructure', 'marketplace', 'payments-core', 'tracking'].map((name) => `repository larkspur-freight/${name}`),
  )
  expect(await openSurface(context, 'larkspur-freight/tracking')).not.toBeNull()
  expect(await openSurface(context, '')).toBeNull()
  const anew = await loadSurfaceRows(await openPages(toDefaultConfiguration()), { ...range, asOf: new Date(end.getTime() + 1) })
  expect(anew.map(({ name }) => name)).toEqual(rows.map(({ name }) => name))
})

test('other owners of a repository judge its old merges again', async () => {
  const { database } = held
  // Without surfaces nobody else is named as maintainer.
  const plain = toDefaultConfiguration()
  await compute(plain)
  const repository = await database.repository.findFirstOrThrow({ where: { nameWithOwner: 'larkspur-freight/driver-app' } })
  const count = () =>
    database.pullRequestMetrics.count({
      where: { repositoryId: repository.id, controls: { path: ['compliance'], equals: 'not_assessable' } },
    })
  const context = {
    id: repository.id,
    pullRequestTemplate: repository.pullRequestTemplate,
    protectedBranches: repository.protectedBranches as string[] | null,
    suppressesAttribution: repository.suppressesAttribution,
  }
  const before = await count()
  await updateRepositoryContexts(database, organizationId, [{ ...context, codeowners: null }])
  expect(await database.pendingEvaluation.count()).toBe(await database.pullRequest.count({ where: { repositoryId: repository.id } }))
  await compute(plain)
  expect(await count()).toBeGreaterThan(before)
  await updateRepositoryContexts(database, organizationId, [{ ...context, codeowners: repository.codeowners }])
  await compute(plain)
  expect(await count()).toBe(before)
})
