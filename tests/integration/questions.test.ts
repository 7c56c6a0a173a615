import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { toAuthorizedOrganizationId, toOrganizationScope, toSurfaceAccessScope } from '@/lib/auth/access'
import { addWeeks } from '@/lib/dates'
import { getAudit, upsertAudit, upsertAuditAnswers } from '@/lib/db/audit/stored'
import type { Database } from '@/lib/db/client'
import { CONNECTIONS } from '@/lib/facts/pull-request-facts'
import { countCommentsToReadAgain } from '@/lib/db/facts/count-comments'
import { listStacked } from '@/lib/db/figures/enqueue-stacked'
import { listMachineUsers, replaceConfiguredMachines } from '@/lib/db/facts/machine-users'
import * as ledger from '@/lib/db/facts/ledger'
import { listConnectionKeys, listThreadKeys } from '@/lib/db/facts/list-connection-keys'
import { listReviewersElsewhere } from '@/lib/db/facts/list-reviewers-elsewhere'
import { listUnfinished, getStoredTotals } from '@/lib/db/facts/list-unfinished'
import { listNumberDoubles } from '@/lib/db/facts/number-doubles'
import { listSetAside, listUnjudged, upsertUnjudged } from '@/lib/db/facts/set-aside'
import { replaceReferences } from '@/lib/db/facts/replace-references'
import { updateIssueLabels } from '@/lib/db/facts/update-issue-labels'
import { listPendingEvaluations } from '@/lib/db/figures/list-pending-evaluations'
import { listContributions } from '@/lib/db/figures/list-contributions'
import { listEvidence } from '@/lib/db/figures/list-evidence'
import { listNarrowEvaluations, listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestIdsAlive } from '@/lib/db/figures/list-pull-request-ids-alive'
import { hasScopeReadings, listSurfaceDocuments } from '@/lib/db/figures/list-scope-documents'
import { listTeamTiers } from '@/lib/db/figures/list-tier-details'
import { getScopeDetails, listScopeReadings, listStoredWithheldScopes } from '@/lib/db/figures/scope-readings'
import { listWeekRollUps } from '@/lib/db/figures/week-roll-ups'
import { getSyncTotals, isSyncRunning } from '@/lib/db/sync/get-totals'
import { isReadOnly } from '@/lib/db/sync/get-read-only'
import { isWorkerConnected } from '@/lib/db/sync/get-worker-state'
import { listAuditSample } from '@/lib/db/audit/list-sample'
import { getPageState } from '@/lib/db/sync/get-page-state'
import { listRepositoryProgress } from '@/lib/db/sync/list-repository-progress'
import { listUnknownMaintainers } from '@/lib/db/organization/list-unknown-maintainers'
import { listPullRequestTitles } from '@/lib/db/list/list-pull-request-titles'
import { listMergedPaths } from '@/lib/db/list/list-merged-paths'
import { listRepositoryWeeks, listTierStates } from '@/lib/db/figures/tier-states'
import { listRangePullRequests } from '@/lib/db/list/list-range-pull-requests'
import { queryRows } from '@/lib/db/postgres/query-rows'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { recordQuestions } from '@/tests/support/record-questions'
import { seedOrganization } from '@/tests/support/seed-organization'

// Every raw question of lib/db is asked of a real Postgres and answered with rows, each of which queryRows holds against
// its declaration: a column that is called or typed otherwise, or that may be null, fails here.

const FOLDER = join(import.meta.dirname, '../../lib/db')
const end = new Date('2026-11-18T09:00:00Z')
const long = new Date(0)
const id = toAuthorizedOrganizationId(1)
const most = new Map<string, number>()
let held: TestDatabase
let database: Database
let ids: string[]
let repositories: string[]

beforeAll(async () => {
  held = await createTestDatabase()
  database = recordQuestions(held.database, most)
  await seedOrganization(database, makeDemoWorld({ end, size: 0.1 }), { at: end })
  ids = (await held.database.pullRequest.findMany({ orderBy: { id: 'asc' } })).map((row) => row.id)
  repositories = (await held.database.repository.findMany({ orderBy: { id: 'asc' } })).map((row) => row.id)
})
afterAll(() => held.drop())

async function askFigures() {
  const span = { from: long, to: end }
  await database.$executeRaw`insert into pending_evaluations select organization_id, id from pull_requests`
  await listPendingEvaluations(database, id, { after: '', limit: 5 })
  await listContributions(database, id, span)
  await listEvidence(database, id, ids)
  await listNarrowEvaluations(database, id, 'organization', span)
  const [team] = await held.database.team.findMany()
  await listNarrowEvaluations(database, id, `team:${team?.id}`, span)
  await listNarrowEvaluationsOf(database, id, ids)
  await listPullRequestIdsAlive(database, id, long, end)
  await listScopeReadings(database, id)
  await getScopeDetails(database, id, 'organization')
  await listWeekRollUps(database, id, 'organization', span)
  await listTeamTiers(database, id)
  await listRepositoryWeeks(database, id, 'served')
  await listTierStates(database, id)
  await listSurfaceDocuments(database, id)
  await hasScopeReadings(database, id, 'organization')
  await held.database.$executeRaw`
    update scope_readings set document = jsonb_set(document, '{reviewCapacity,status}', '"withheld"') where scope like 'team:%'`
  await listStoredWithheldScopes(database, id)
  // In the demo everybody may push and nobody approves in words: here nobody may, and everybody does.
  await held.database.$executeRaw`update reviews set author_can_push = false`
  await held.database.$executeRaw`update comments set may_approve = true`
  await listReviewersElsewhere(database, id, ids)
}

async function askPages() {
  const [surface] = await held.database.scopePullRequest.findMany({ where: { scope: { startsWith: 'surface:' } }, take: 1 })
  const question = {
    from: long,
    to: addWeeks(end, 1),
    asOf: end,
    filter: null,
    start: null,
    isBackwards: false,
    limit: 3,
    notConfigured: new Set<string>(),
  }
  const order = { key: 'merged', isDescending: true } as const
  await listRangePullRequests(database, id, toOrganizationScope(id), { ...question, population: 'range', order })
  await listRangePullRequests(database, id, toOrganizationScope(id), {
    ...question,
    notConfigured: new Set(repositories),
    population: 'range',
    order: { key: 'hours', isDescending: true },
    filter: { tier: 'T1', trail: 'covered', reason: 'stale_approval', controls: 'compliant', defects: 'caught' },
  })
  await listMergedPaths(database, id, repositories[0] ?? '', { from: long, to: end })
  const name = surface?.scope.replace('surface:', '') ?? ''
  await listRangePullRequests(database, id, toSurfaceAccessScope(id, name, null), { ...question, population: 'open', order })
  await listPullRequestTitles(database, id, ids)
  await getSyncTotals(database, id, true)
  await countCommentsToReadAgain(database, id)
  const { login } = await database.actor.findFirstOrThrow({ where: { type: 'User' } })
  await replaceConfiguredMachines(database, id, [login.toLowerCase()])
  await listMachineUsers(database, id)
  await isSyncRunning(database, 'anyone')
  await isReadOnly(database)
  await isWorkerConnected(database)
  await getPageState(database, id)
  await listRepositoryProgress(database, id)
  await listUnknownMaintainers(database, id, ['@nobody/here'])
}

async function askAudits() {
  const audit = { seed: 1, from: '2026-01-01', to: '2026-11-16', definitions: 1, secondOf: null, createdAt: end } as const
  for (const kind of ['threads', 'escapes'] as const) {
    const { rows, totals } = await listAuditSample(database, id, {
      kind,
      seed: 1,
      from: long,
      to: end,
      matureBefore: end,
      asOf: end,
      size: 5,
    })
    const items = rows.map(({ threadClass: _, threadEvidence: __, escapes: ___, ...item }) => ({ ...item, verdict: [] }))
    await upsertAudit(database, id, { ...audit, id: kind, kind, totals, items })
    const answers = new Map(items.slice(0, 1).map(({ key }) => [key, 'yes' as const]))
    await upsertAuditAnswers(database, id, { auditId: kind, answers, isFinishing: false, at: end })
    await getAudit(database, id, kind)
  }
}

/** Cuts facts off as a killed reader leaves them, and asks what is missing. */
async function askLedger() {
  const [, cut, broken] = ids
  await held.database.$executeRaw`
    update pull_requests set is_complete = false,
      ledger = jsonb_set(ledger, '{comments}', '{"total": 9, "stored": 1, "complete": false, "cursor": "c"}'),
      closing_issues = '[{"id": "I_1", "number": 1, "repository": "o/r", "bodyWords": 3, "labels": null}]'
    where id = ${cut}`
  await held.database.$executeRaw`
    update pull_requests child set base_ref_name = parent.head_ref_name from pull_requests parent
    where parent.id = ${ids[0]} and child.repository_id = parent.repository_id and child.id <> parent.id`
  expect(await listStacked(database, id, ids.slice(0, 1))).not.toEqual([])
  await held.database.$executeRaw`update pull_requests set is_complete = false, read_error = 'poison' where id = ${broken}`
  await held.database.$executeRaw`update review_threads set comments_complete = false, comments_cursor = null`
  await held.database
    .$executeRaw`update comments set author_association = null where pull_request_id = ${ids.find((one) => one !== broken)}`
  const stored = await held.database.pullRequest.findMany({ where: { id: broken } })
  const of = stored[0]?.repositoryId ?? ''
  await ledger.listIncompleteThreads(database, id, 'unread', 5)
  await ledger.listIncompleteIssues(database, id, 5)
  await ledger.listIncompleteConnections(database, id, 5)
  await ledger.listIncompletePullRequests(database, id, repositories)
  await ledger.listStoredUpdates(database, id, ids)
  await ledger.listUnreadablePullRequests(database, id, of)
  await ledger.listRecentPullRequests(database, id, of, long, '', 5)
  for (const repositoryId of repositories) await ledger.listWithOldComments(database, id, repositoryId, 5)
  await ledger.listUnlisted(database, id, of, ids.slice(0, 1))
  const thread = await held.database.reviewThread.findFirstOrThrow({ where: { commentsTotal: { gt: 0 } } })
  await listThreadKeys(database, id, thread)
  for (const name of CONNECTIONS) {
    for (const pullRequestId of [thread.pullRequestId, ...ids.slice(0, 20)]) await listConnectionKeys(database, id, pullRequestId, name)
  }
  await listUnfinished(database, id, repositories)
  const unjudged = { pullRequestId: ids[3] ?? '', reason: 'could not be judged: it is odd', derivedWith: 'a program' }
  await upsertUnjudged(database, id, [unjudged])
  await listUnjudged(database, id, ids)
  await listSetAside(database, id)
  const known = stored.map(({ repositoryId, number }) => ({ id: 'PR_again', repositoryId, number, updatedAt: end.toISOString() }))
  await listNumberDoubles(database, id, known)
  await getStoredTotals(database, id, repositories.slice(0, 1))
  await updateIssueLabels(database, id, [{ id: 'I_1', labels: ['bug'] }])
  const target = { repository: 'o/r', number: 1, oid: null, reference: 'o/r#1' }
  const source = { sourcePullRequestId: ids[0] ?? '', kind: 'fix', mergedAt: end, defectEvidence: null, nonDefectReason: null } as const
  await held.database.$transaction((transaction) =>
    replaceReferences(recordQuestions(transaction, most), id, 1, [{ ...source, targets: [target] }]),
  )
}

test('every raw question answers what it declares', async () => {
  await askFigures()
  await askPages()
  await askAudits()
  await askLedger()
  const sites = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated') && file !== 'postgres/query-rows.ts')
    .flatMap((file) =>
      readFileSync(join(FOLDER, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (line.includes('queryRows(') ? [`${file}:${index + 1}`] : [])),
    )
  expect(sites.length).toBeGreaterThan(40)
  expect(
    sites.filter((site) => !most.has(site)),
    'questions that this test does not ask',
  ).toEqual([])
  expect(
    sites.filter((site) => most.get(site) === 0),
    'questions that no row answers, so that nothing was compared',
  ).toEqual([])
})

test('an answer with another name, another type or a column too many is refused', async () => {
  const LOGIN = z.strictObject({ login: z.string() })
  expect(await queryRows(held.database, LOGIN)`select login from organizations`).toHaveLength(1)
  await expect(queryRows(held.database, LOGIN)`select login as name from organizations`).rejects.toThrow('login')
  await expect(queryRows(held.database, LOGIN)`select id as login from organizations`).rejects.toThrow('expected string')
  await expect(queryRows(held.database, LOGIN)`select login, id from organizations`).rejects.toThrow('Unrecognized key')
})
