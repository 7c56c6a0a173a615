import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { toAuthorizedOrganizationId, toOrganizationScope, toSurfaceAccessScope } from '@/lib/auth/access'
import { toWholeView } from '@/lib/auth/view'
import { parseListQuestion, type ListQuestion } from '@/lib/pages/list/address'
import { toCountedIn } from '@/lib/dashboard/list/counted-in'
import { openContext, openScope, type DashboardContext } from '@/lib/dashboard/context'
import { loadListChoices } from '@/lib/dashboard/list/load-choices'
import { openEvaluations } from '@/lib/dashboard/readings/load-evaluations'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { loadPageList, planList } from '@/lib/dashboard/list/load-page-list'
import { streamPullRequests } from '@/lib/dashboard/list/load-pull-requests'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { loadPageQuestion } from '@/lib/dashboard/list/load-question'
import type { Figure } from '@/lib/pages/list/figures'
import type { PullRequestPage } from '@/lib/pages/list/prepare-pull-request-list'
import { walkPullRequests, type ListSelection, type WalkSource } from '@/lib/dashboard/list/walk-pull-requests'
import { addDays, addWeeks, lastCompleteWeeks } from '@/lib/dates'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestIdsAlive } from '@/lib/db/figures/list-pull-request-ids-alive'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { DEMO_CONFIGURATION_TEXT } from '@/lib/demo/organization/configuration'
import { FILTER_NAMES, listFilterValues } from '@/lib/pages/list/filters'
import { passesFilter, type PullRequestFilter } from '@/lib/pages/list/narrow'
import { CONFIDENCE_REASONS, type NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { comparePositions, SORT_KEYS, toListPosition, type PullRequestOrder } from '@/lib/pages/list/order'
import { isInScope } from '@/lib/metrics/organization/scope'
import { parseConfiguration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization } from '@/tests/support/seed-organization'

const end = new Date('2026-11-18T09:00:00Z')
const organizationId = toAuthorizedOrganizationId(1)
const range = { ...lastCompleteWeeks(end, 20), asOf: end, isDefault: false }
const orders: PullRequestOrder[] = SORT_KEYS.flatMap((key) => [
  { key, isDescending: false },
  { key, isDescending: true },
])
const { configuration } = parseConfiguration(DEMO_CONFIGURATION_TEXT, 'plumbline.yml')
let held: TestDatabase
let context: DashboardContext
let rows: NarrowEvaluation[]

beforeAll(async () => {
  if (!configuration) throw new Error('The demo’s plumbline.yml is not valid')
  held = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', held.url)
  vi.stubEnv('PLUMBLINE_NOW', end.toISOString())
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  await seedOrganization(held.database, makeDemoWorld({ end, size: 0.2 }), { configuration, at: end })
  context = { ...(await openContext(toWholeView(organizationId))), configuration }
  rows = await listNarrowEvaluations(held.database, organizationId, 'organization', { from: new Date(0), to: addWeeks(end, 1) })
})
afterAll(() => held.drop())

async function toSource(change: Partial<WalkSource> = {}): Promise<WalkSource> {
  const evaluations = await openEvaluations({ ...context, asOf: change.range?.asOf ?? end })
  return {
    database: held.database,
    organizationId,
    scope: toOrganizationScope(organizationId),
    range,
    evaluations,
    notConfigured: new Set(),
    ...change,
  }
}

/** What a reader would do with all evaluations in memory: nothing of the walk or its SQL is used. */
function listByHand(all: NarrowEvaluation[], { filter, counted, order }: ListSelection, asked = range): string[] {
  const isWithin = (at: Date | null) => at !== null && at >= asked.from && at < asked.to && at <= asked.asOf
  const isOfMerges = Object.keys(filter).some((name) => !['tier', 'status', 'reason', 'class', 'surface', 'repositoryId'].includes(name))
  const isOpen = (row: NarrowEvaluation) =>
    row.readyAt !== null && row.readyAt <= asked.asOf && (row.endedAt === null || row.endedAt > asked.asOf)
  return all
    .filter((row) => (filter.waiting ? isOpen(row) : isWithin(row.mergedAt) || (isWithin(row.readyAt) && !isOfMerges)))
    .filter((row) => passesFilter(row, filter))
    .filter((row) => {
      if (!counted) return true
      const figures = toCountedIn(row, asked)
      return (counted.figure ? figures.includes(counted.figure) : figures.length > 0) === counted.isCounted
    })
    .map((row) => toListPosition(row, order, asked.asOf))
    .sort((a, b) => comparePositions(a, b, order))
    .map(({ pullRequestId }) => pullRequestId)
}

async function walkWhole(source: WalkSource, selection: ListSelection, isBackwards: boolean, expected: number): Promise<string[]> {
  const ids: string[] = []
  const beyond = { value: null, number: 2 ** 31 - 1, pullRequestId: '\u{10ffff}' }
  // Behind everything in a rising order; a falling one ends with the lowest number.
  const last = selection.order.isDescending ? { value: null, number: 0, pullRequestId: '' } : beyond
  const start = isBackwards ? { position: last, isBackwards } : null
  for await (const { position, isListed } of walkPullRequests(source, selection, start, expected))
    if (isListed) ids.push(position.pullRequestId)
  return ids
}

const filters: [string, PullRequestFilter][] = [
  ['nothing', {}],
  ...FILTER_NAMES.flatMap((name) =>
    listFilterValues(name).map((value): [string, PullRequestFilter] => [`${name}=${value}`, { [name]: value }]),
  ),
  ['surface=sign-in', { surface: 'sign-in' }],
  ['surface=', { surface: '' }],
  ['two at once', { tier: 'T2', trail: 'covered' }],
  ['waiting and T2', { waiting: '1', tier: 'T2' }],
]

describe('every filter and order is the one of the pure rules', () => {
  test('the demo has something for almost every filter, so that equality says something', () => {
    const found = filters.filter(([, filter]) => rows.some((row) => passesFilter(row, filter))).map(([name]) => name)
    expect(found.length).toBeGreaterThan(filters.length * 0.7)
    expect(found).toEqual(
      expect.arrayContaining(['controls=not_compliant', 'missing=rollback_note', 'waiting=1', 'reverted=1', 'defects=escaped']),
    )
  })

  test.each(filters)('%s', async (_, filter) => {
    const source = await toSource()
    for (const order of orders) {
      const selection = { filter, counted: null, order }
      const byHand = listByHand(rows, selection)
      expect(await walkWhole(source, selection, false, 23), JSON.stringify(order)).toEqual(byHand)
      expect(await walkWhole(source, selection, true, 31), `${JSON.stringify(order)} backwards`).toEqual(byHand.toReversed())
    }
  })

  test('the repository, and the scope of a surface', async () => {
    const repositoryId = rows[0]?.repositoryId ?? ''
    const order = { key: 'hours', isDescending: true } as const
    const ofRepository = { filter: { repositoryId }, counted: null, order }
    expect(await walkWhole(await toSource(), ofRepository, false, 10)).toEqual(listByHand(rows, ofRepository))
    const scope = toSurfaceAccessScope(organizationId, 'sign-in', null)
    const whole = { filter: {}, counted: null, order }
    const touching = rows.filter((row) => isInScope(row, 'surface:sign-in'))
    expect(touching.length).toBeGreaterThan(10)
    expect(await walkWhole(await toSource({ scope }), whole, false, 10)).toEqual(listByHand(touching, whole))
  })

  test.each(['reviewCapacity', 'timeToConfidentMerge', 'defectCatchRate', 'reasoningTrail', 'aiShare', null] as const)(
    'counted by %s, and not',
    async (figure) => {
      for (const order of orders) {
        for (const isCounted of [true, false]) {
          const selection = { filter: { class: 'authored' } as const, counted: { figure, isCounted }, order }
          expect(await walkWhole(await toSource(), selection, false, 20)).toEqual(listByHand(rows, selection))
        }
      }
    },
  )
})

test('as of another instant the rows are judged anew, and the same rules narrow and order them', async () => {
  const asOf = addDays(end, -30)
  const then = { ...lastCompleteWeeks(asOf, 8), asOf, isDefault: false }
  const source = await toSource({ range: then })
  const ids = await listPullRequestIdsAlive(held.database, organizationId, then.from, asOf)
  const anew = [...(await source.evaluations.narrow(ids)).values()]
  for (const filter of [{}, { status: 'open' }, { waiting: '1' }, { tier: 'T2', trail: 'not_covered' }] as const) {
    for (const order of orders) {
      const selection: ListSelection = { filter, counted: null, order }
      expect(await walkWhole(source, selection, false, 50), JSON.stringify({ filter, order })).toEqual(listByHand(anew, selection, then))
    }
  }
  expect(
    listByHand(anew, { filter: { waiting: '1' }, counted: null, order: { key: 'wait', isDescending: true } }, then).length,
  ).toBeGreaterThan(2)
})

describe('pages', () => {
  async function ask(search: Record<string, string>): Promise<PullRequestPage> {
    const open = await openScope(context, null)
    if (!open) throw new Error('no organisation')
    return loadPageList(context, open, await loadPageQuestion(context, open.name, { from: '2026-07-06', to: '2026-11-16', ...search }))
  }
  const keys = ({ items }: PullRequestPage) => items.map(({ url }) => url)

  test('Next leads through the list once, and Previous back to the same pages', async () => {
    const search = { status: 'confident', sort: '-hours' }
    const pages = [await ask(search)]
    for (let page = pages[0]; page?.nextCursor;) pages.push((page = await ask({ ...search, cursor: page.nextCursor })))
    expect(pages.length).toBeGreaterThan(3)
    const all = pages.flatMap(keys)
    expect(new Set(all).size).toBe(all.length)
    expect(pages.slice(0, -1).every(({ items }) => items.length === 25)).toBe(true)
    const hours = pages.flatMap(({ items }) => items.map(({ confidence }) => confidence.hours ?? Number.NaN))
    expect(hours).toEqual(hours.toSorted((a, b) => b - a))
    expect(pages[0]?.previousCursor).toBeNull()
    const back = [pages.at(-1)]
    for (let page = back[0]; page?.previousCursor;) back.push((page = await ask({ ...search, cursor: page.previousCursor })))
    expect(back.toReversed().map((page) => page && keys(page))).toEqual(pages.map(keys))
  })

  test('a list that a figure counts goes back as it went on', async () => {
    const first = await ask({ figure: 'trail', counted: 'no' })
    const second = await ask({ figure: 'trail', counted: 'no', cursor: first.nextCursor ?? '' })
    expect(second.items.length).toBeGreaterThan(0)
    expect(keys(await ask({ figure: 'trail', counted: 'no', cursor: second.previousCursor ?? '' }))).toEqual(keys(first))
    for (const { countedIn } of [...first.items, ...second.items]) expect(countedIn).not.toContain('reasoningTrail')
  })

  test('a cursor of other filters is refused, and the filters hold', async () => {
    const { nextCursor } = await ask({ tier: 'T1' })
    const open = await openScope(context, null)
    const question = await loadPageQuestion(context, open?.name ?? '', { tier: 'T2', cursor: nextCursor ?? '' })
    expect(question).toMatchObject({ start: null, list: { filters: { tier: 'T2' } } })
    expect(question.problem).toContain('cursor belongs to another list')
  })

  test('a file has every row of the list, in its order', async () => {
    const question = await loadPageQuestion(context, 'organization', { controls: 'not_compliant', sort: 'number' })
    const plan = await planList(context, { scope: toOrganizationScope(organizationId), name: 'organization', team: null }, question)
    if (typeof plan === 'string') throw new Error(plan)
    const streamed: string[] = []
    for await (const lines of streamPullRequests(plan.request, plan.selection, 17)) streamed.push(...lines.map(({ url }) => url))
    const expected = listByHand(rows, plan.selection, question.range)
    expect(streamed).toHaveLength(expected.length)
    expect(streamed.length).toBeGreaterThan(17)
    expect(new Set(streamed).size).toBe(streamed.length)
  })

  test('choices are the surfaces and repositories of the organisation', async () => {
    const choices = await loadListChoices(context)
    expect(choices.surfaces).toContain('payouts and refunds')
    expect(choices.surfaces.at(-1)).toBe('')
    const asked: ListQuestion = parseListQuestion({ surface: '' }, choices).question
    expect(asked.surface).toBe('')
  })
})

test('pages without a list stay without one; a filter alone asks for it', async () => {
  const page = await loadOrganizationPage({})
  expect(page).toMatchObject({ kind: 'ready', pullRequests: null })
  expect(await loadOrganizationPage({ tier: 'T3' })).toMatchObject({
    kind: 'ready',
    pullRequests: { question: { filters: { tier: 'T3' } } },
  })
  const slug = context.teams[0]?.slug ?? ''
  expect(await loadTeamPage(slug, { reverted: '1' })).toMatchObject({ kind: 'ready' })
})

test('a list is as long as the count that leads to it', async () => {
  const page = await loadOrganizationPage({})
  if (page.kind !== 'ready' || !page.details) throw new Error('no details')
  const { tiers, ai, capacity } = page.details
  const shown = { ...lastCompleteWeeks(end, 12), asOf: end, isDefault: true }
  const count = async (filter: PullRequestFilter, figure: Figure | null = null) => {
    const counted = figure ? { figure, isCounted: true } : null
    return (
      await walkWhole(await toSource({ range: shown }), { filter, counted, order: { key: 'number', isDescending: false } }, false, 50)
    ).length
  }
  const judged = tiers.byTier.T2
  expect(judged?.notCompliant).toBeGreaterThan(0)
  expect(await count({ tier: 'T2', controls: 'not_compliant' })).toBe(judged?.notCompliant)
  expect(await count({ tier: 'T2', controls: 'not_assessable' })).toBe(judged?.notAssessable)
  expect(await count({ tier: 'T2', missing: 'approvals' })).toBe(judged?.missing?.approvals ?? 0)
  expect(await count({ tier: 'T2', bypassed: '1' })).toBe(judged?.bypassed)
  expect(await count({ manifest: 'not_reviewed' })).toBe(tiers.manifests.notReviewed)
  expect(await count({ unclassified: '1' })).toBe(tiers.unclassifiedMerges)
  expect(await count({ loop: 'closed' })).toBe(ai.independentEvaluation.closedLoops)
  expect(await count({ loop: 'known' })).toBe(ai.independentEvaluation.agentWritten - ai.independentEvaluation.unknown)
  expect(await count({ tier: 'T2-T3' }, 'reasoningTrail')).toBe(page.details.trail.risky.eligible)
  for (const { tier, pullRequests } of ai.byEvidence) expect(await count({ ai: tier }, 'aiShare'), tier).toBe(pullRequests)
  expect(await count({ waiting: '1' })).toBe(capacity.queue.waits.length)
  const { reasons } = page.document.timeToConfidentMerge
  // The document counts why merges were not confident; an indeterminate one has a reason too, and is beside them.
  const told = CONFIDENCE_REASONS.filter((reason) => reasons?.[reason] !== undefined)
  expect(told.length).toBeGreaterThan(1)
  for (const reason of told) expect(await count({ reason }, 'timeToConfidentMerge'), reason).toBe(reasons?.[reason])
  const withoutConfidence = await count({ status: 'merged_without_confidence' }, 'timeToConfidentMerge')
  expect(withoutConfidence).toBe(page.document.timeToConfidentMerge.withoutConfidence)
})
