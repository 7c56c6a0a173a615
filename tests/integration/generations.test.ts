import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadOrganizationPage } from '@/lib/dashboard/pages/load-organization'
import { loadStressPage } from '@/lib/dashboard/pages/load-stress'
import { loadSurfacesPage } from '@/lib/dashboard/pages/load-surfaces'
import { loadSyncPage } from '@/lib/dashboard/pages/load-sync'
import { loadTeamPage } from '@/lib/dashboard/pages/load-team'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { parseConfiguration, toDefaultConfiguration } from '@/lib/policy/configuration'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { DERIVED, sumGenerations } from '@/tests/support/derived-rows'
import { killRebuild } from '@/tests/support/kill-rebuild'
import { runCommand } from '@/tests/support/run-command'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

// What is served stays whole while everything derived is made anew beside it, however far that came and however it ended.

const end = new Date('2026-11-16T00:00:00Z')
const world = makeScaleWorld({ pullRequests: 400 })
let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(clone.database, world, { at: end })
})
afterAll(() => clone.drop())

/** Everything a reader can see of the figures: pages, other ranges, lists and the API. The state of the sync moves, and is left out. */
async function readEverything() {
  const odd = { from: '2026-07-06', to: '2026-10-05' }
  const pages = await Promise.all([
    loadOrganizationPage({}),
    loadOrganizationPage(odd),
    loadTeamPage('second', {}),
    loadTeamPage('second', odd),
    loadSurfacesPage({}),
    loadStressPage({}),
  ])
  const paths = [
    'organization/metrics',
    'organization/metrics?from=2026-07-06&to=2026-10-05',
    'organization/series?weeks=26',
    'organization/pull-requests',
    'teams/second/pull-requests',
  ]
  const answers = await Promise.all(paths.map((path) => askApi(`/api/v1/${path}`, { token: organization.token })))
  return {
    pages: pages.map((page) => ({ ...page, sync: null })),
    answers: await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()])),
  }
}

const command = () => ({
  DATABASE_URL: clone.url,
  PLUMBLINE_CONFIG: 'tests/absent.yml',
  PLUMBLINE_NOW: '2026-11-16T00:10:00Z',
  GITHUB_ORG: '',
})

test('a rebuild that was killed leaves every page and answer as it was, and the next one ends with the same bytes', async () => {
  const before = await readEverything()
  const rows = await sumGenerations(clone.database)
  expect(before.pages.map(({ kind }) => kind)).toEqual(Array(6).fill('ready'))
  await killRebuild(clone.database, command())
  const { generation, nextGeneration, syncedAt } = await clone.database.organization.findFirstOrThrow()
  expect([generation, syncedAt]).toEqual([1, end])
  const between = await sumGenerations(clone.database)
  for (const table of DERIVED) expect(between[table]?.[1], table).toBe(rows[table]?.[1])
  // Some of the new rows are there, so what was read was read beside them.
  expect(between.pull_request_metrics?.[nextGeneration ?? 0]).toBeDefined()
  expect(await readEverything()).toEqual(before)

  const { code, stderr } = await runCommand(['rollups', '--rebuild'], command())
  expect([code, stderr]).toEqual([0, expect.stringMatching(/400 pull requests evaluated/)])
  const after = await clone.database.organization.findFirstOrThrow()
  expect([after.nextGeneration, after.nextDerivedWith, after.nextAsOf]).toEqual([null, null, null])
  expect(await sumGenerations(clone.database)).toEqual(
    Object.fromEntries(DERIVED.map((table) => [table, rows[table]?.[1] ? { [after.generation ?? 0]: rows[table][1] } : {}])),
  )
  expect(await readEverything()).toEqual(before)
})

test('edited rules are served all at once, and only when everything is judged by them', async () => {
  const { database } = clone
  const edited = parseConfiguration('tiers: { globs: { T3: ["**"] } }\n', 'plumbline.yml').configuration
  if (!edited) throw new Error('not parsed')
  const before = await readEverything()
  const seen: unknown[] = []
  const options = { database, organizationId: organization.id, asOf: end }
  const stop = computePendingMetrics({
    ...options,
    configuration: edited,
    onProgress: ({ step }) => {
      if (step === 'weeks') throw new Error('stopped in the last step but one')
    },
  })
  await expect(stop).rejects.toThrow('stopped')
  seen.push(await readEverything())
  // A pull request that changes meanwhile is judged in the generation that will be served.
  const changed = await database.pullRequest.findFirstOrThrow({ where: { mergedAt: { not: null } } })
  await database.pendingEvaluation.create({ data: { organizationId: organization.id, pullRequestId: changed.id } })
  expect(seen).toEqual([before])
  const { evaluated } = await computePendingMetrics({ ...options, configuration: edited })
  expect(evaluated).toBe(1)
  expect(await database.pullRequestMetrics.count({ where: { tier: 'T3' } })).toBe(400)
  expect(await readEverything()).not.toEqual(before)
  // And back: what was made first is made again, to the byte.
  await computePendingMetrics({ ...options, configuration: toDefaultConfiguration() })
  expect(await readEverything()).toEqual(before)
})

test('weeks that begin while a generation waits to be finished hold what still waits in them', async () => {
  const { database } = clone
  const options = { database, organizationId: organization.id, configuration: toDefaultConfiguration() }
  const later = new Date('2026-11-30T00:00:00Z')
  // One that waits still: not reviewed, and not merged.
  const { id } = await database.pullRequest.findFirstOrThrow({ where: { mergedAt: { not: null } }, orderBy: { id: 'asc' } })
  await database.review.deleteMany({ where: { pullRequestId: id } })
  await database.timelineEvent.deleteMany({ where: { pullRequestId: id, type: { in: ['MergedEvent', 'ClosedEvent'] } } })
  await database.pullRequest.updateMany({ where: { id }, data: { mergedAt: null, closedAt: null, state: 'OPEN' } })
  await computePendingMetrics({ ...options, asOf: later, isAnew: true })
  const whole = await sumGenerations(clone.database)
  const stop = computePendingMetrics({
    ...options,
    asOf: end,
    isAnew: true,
    onProgress: ({ step, done, total }) => {
      if (step === 'evaluations' && done === total) throw new Error('stopped')
    },
  })
  await expect(stop).rejects.toThrow('stopped')
  await computePendingMetrics({ ...options, asOf: later })
  const weeks = (generations: Awaited<ReturnType<typeof sumGenerations>>) => Object.values(generations.team_week_rollups ?? {})
  expect(weeks(await sumGenerations(clone.database))).toEqual(weeks(whole))
  const last = await database.teamWeekRollup.findFirstOrThrow({ orderBy: { weekOn: 'desc' } })
  expect(last.weekOn).toEqual(new Date('2026-11-30'))
})

test('before the first generation is whole, pages say how far it is and show no figure', async () => {
  const { database } = clone
  await database.organization.updateMany({
    data: { generation: null, derivedWith: null, syncedAt: null, nextGeneration: null, nextDerivedWith: null, nextAsOf: null },
  })
  const stop = computePendingMetrics({
    database,
    organizationId: organization.id,
    configuration: toDefaultConfiguration(),
    asOf: end,
    onProgress: ({ done }) => {
      if (done >= 250) throw new Error('stopped')
    },
  })
  await expect(stop).rejects.toThrow('stopped')
  // What was there before is nobody's any more, and is not taken for a part of the first one.
  const generations = await sumGenerations(database)
  expect(new Set(Object.values(generations).flatMap(Object.keys))).toEqual(new Set(['1']))
  expect(generations.team_week_rollups).toEqual({})
  for (const load of [
    loadOrganizationPage,
    loadSurfacesPage,
    loadStressPage,
    (search: Record<string, never>) => loadTeamPage('second', search),
  ]) {
    const page = await load({})
    expect(page).toMatchObject({ kind: 'waiting', sync: { syncedAt: null, pendingEvaluations: 150 } })
  }
})

test('what the next figures set aside counts until they are served, and what they count is named until then', async () => {
  const { database } = clone
  const edited = parseConfiguration('tiers: { globs: { T3: ["**"] } }\n', 'plumbline.yml').configuration
  if (!edited) throw new Error('not parsed')
  const { id } = await database.pullRequest.findFirstOrThrow({ where: { mergedAt: { not: null } } })
  const compute = (configuration: typeof edited, isStopped: boolean) =>
    computePendingMetrics({
      database,
      organizationId: organization.id,
      asOf: end,
      configuration,
      onProgress: ({ step }) => {
        if (step === 'weeks' && isStopped) throw new Error('stopped in the last step but one')
      },
    }).catch(() => null)
  const told = async () => {
    const page = await loadSyncPage()
    if (page.kind !== 'ready') throw new Error('The sync page is empty')
    const { leftOut, heldBefore } = page.sync
    return [leftOut, heldBefore, page.setAside.length]
  }
  // The test before left everything to be judged.
  await compute(toDefaultConfiguration(), false)
  await database.$executeRaw`update pull_requests set closing_issues = '{}' where id = ${id}`
  await compute(edited, true)
  expect(await told()).toEqual([0, 1, 1])
  await compute(edited, false)
  expect(await told()).toEqual([1, 0, 1])
  await database.$executeRaw`update pull_requests set closing_issues = '[]' where id = ${id}`
  await compute(toDefaultConfiguration(), true)
  expect(await told()).toEqual([1, 0, 1])
  await compute(toDefaultConfiguration(), false)
  expect(await told()).toEqual([0, 0, 0])
})
