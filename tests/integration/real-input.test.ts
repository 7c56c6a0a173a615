import { mapValues } from 'es-toolkit/object'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { toAuthorizedOrganizationId } from '@/lib/auth/access'
import { loadReadings } from '@/lib/dashboard/readings/load'
import { listEvidence } from '@/lib/db/figures/list-evidence'
import { listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization, type SyncSummary } from '@/lib/jobs/sync-organization'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { READ_BY_PEOPLE } from '@/lib/policy/read-by-people'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { toFigureTable } from '../support/print-readings'
import { countReadyRecords, countRealFacts, isRevert, readCountedRecords } from '../support/real-counts'
import { READ_BY_HAND, type HandVerdict } from '../support/read-by-hand'
import { answerByRule, compareWithReaders, listReadMerges, type Question } from '../support/read-by-two'
import { hasRealPullRequests, makeRealWorld, readRealRecords, type RealSource } from '../support/real-pull-requests'

/**
 * Whole files of real pull requests, through the real client into a real Postgres. What the sources lack shapes some
 * figures and is no finding: no checks, threads resolved where merged, push access told by associations and merges,
 * and, among the agents' pull requests, no commit for any review, so that no approval can be compared with what was merged.
 */
const SYNCED = new Date('2026-09-01T00:00:00Z')
const AS_OF = new Date('2026-08-20T00:00:00Z')
const YEARS = [2024, 2025]
/** Where the rules say what both readers say, of the merges on which these agree and the rule tells something. */
const AGREED: Record<RealSource, Record<Question, string>> = {
  'bitcoin-core-secp256k1': { finalPatch: '20 of 20', defect: '17 of 20', why: '13 of 17', verification: '17 of 18', dialogue: '19 of 19' },
  // No commits of reviews and no threads: neither the final patch nor a catch can be asked, and of a dialogue in threads
  // readers see only that somebody reviewed and somebody pushed.
  'agent-pull-requests': { finalPatch: '0 of 0', defect: '0 of 0', why: '14 of 19', verification: '17 of 19', dialogue: '15 of 20' },
}
/** What lacks in the agents' pull requests is asked of the others alone. */
const ASKED_OF: Record<Question, RealSource[]> = {
  finalPatch: ['bitcoin-core-secp256k1'],
  defect: ['bitcoin-core-secp256k1'],
  why: ['bitcoin-core-secp256k1', 'agent-pull-requests'],
  verification: ['bitcoin-core-secp256k1', 'agent-pull-requests'],
  dialogue: ['bitcoin-core-secp256k1'],
}
const configuration = toDefaultConfiguration()
const organizationId = toAuthorizedOrganizationId(1)

let held: TestDatabase
let summary: SyncSummary

async function ingest(source: RealSource): Promise<void> {
  held = await createTestDatabase()
  const standIn = await startTestStandIn({ world: makeRealWorld(readRealRecords(source), { end: SYNCED }) })
  summary = await syncOrganization({
    database: held.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'real',
    clock: () => SYNCED,
    afterFacts: ({ asOf }) => computePendingMetrics({ database: held.database, organizationId, configuration, asOf }),
  })
  await standIn.close()
}

test('what the pages say of people who read real merges is what these tests find', () => {
  const both = (question: Question, sources: RealSource[]) =>
    sources
      .map((source) => AGREED[source][question].split(' of ').map(Number))
      .reduce(([agreed, of], [more = NaN, among = NaN]) => [(agreed ?? NaN) + more, (of ?? NaN) + among], [0, 0])
  for (const [question, sources] of Object.entries(ASKED_OF)) {
    const { agreed, of } = READ_BY_PEOPLE[question as Question]
    expect([agreed, of], question).toEqual(both(question as Question, sources))
  }
})

describe.each<RealSource>(['bitcoin-core-secp256k1', 'agent-pull-requests'])('%s', (source) => {
  if (!hasRealPullRequests(source)) {
    console.log(`passed over: ../shared/data/real/${source}.jsonl.gz is not here`)
    test('is not here', () => expect(hasRealPullRequests(source)).toBe(false))
    return
  }
  const records = readCountedRecords(source)
  const documents: ReadingsDocument[] = []

  beforeAll(async () => {
    await ingest(source)
    for (const year of YEARS) {
      const range = { from: new Date(`${year}-01-01T00:00:00Z`), to: new Date(`${year + 1}-01-01T00:00:00Z`), asOf: AS_OF }
      const document = await loadReadings({ database: held.database, organizationId, configuration, scope: 'organization' }, range)
      if (document) documents.push(document)
    }
  })
  afterAll(() => held.drop())

  test('is in the database to the last comment', async () => {
    const { database } = held
    const { counts, leftOut } = countRealFacts(records)
    console.log(`${source}: ${JSON.stringify(counts)}; left out: ${JSON.stringify(leftOut)}`)
    expect(summary).toMatchObject({ pullRequests: counts.pullRequests, reviews: counts.reviews, incomplete: [], retries: 0 })
    expect({
      pullRequests: await database.pullRequest.count({ where: { isComplete: true } }),
      reviews: await database.review.count(),
      threads: await database.reviewThread.count({ where: { commentsComplete: true } }),
      threadComments: await database.comment.count({ where: { threadId: { not: null } } }),
      comments: await database.comment.count({ where: { threadId: null } }),
      commits: await database.commit.count(),
      files: await database.changedFile.count(),
    }).toEqual(counts)
  })

  test('has one evaluation a pull request, and nothing left to do', async () => {
    const { database } = held
    expect(await database.pullRequestMetrics.count()).toBe(records.length)
    expect(await database.pullRequestEvidence.count()).toBe(records.length)
    expect(await database.pendingEvaluation.count()).toBe(0)
    expect(await database.pendingRollUp.count()).toBe(0)
  })

  test('is judged as a person judged it who read it', async () => {
    const ids = await findIds(Object.keys(READ_BY_HAND[source]))
    const judgements: Record<string, HandVerdict> = {}
    for (const [key, id] of ids) {
      const [row] = await listNarrowEvaluationsOf(held.database, organizationId, [id])
      const evidence = (await listEvidence(held.database, organizationId, [id])).get(id)
      judgements[key] = {
        class: row?.class,
        confidence: row?.confidence,
        reasons: row?.reasons,
        cycles: row?.review.cycles.map(({ outcome }) => outcome),
        escapes: evidence?.escapes.map((escape) => escape.class),
        ai: evidence?.ai.tier,
        team: evidence?.team.via,
      }
    }
    expect(judgements).toMatchObject(READ_BY_HAND[source])
  })

  test('says of the merges that two readers judged what both of them say', async () => {
    const merges = listReadMerges(source)
    const ids = await findIds(merges.map(({ key }) => key))
    const rows = await listNarrowEvaluationsOf(held.database, organizationId, [...ids.values()])
    expect(rows).toHaveLength(merges.length)
    const keys = new Map([...ids].map(([key, id]) => [id, key]))
    const rules = new Map(rows.map((row) => [keys.get(row.pullRequestId) ?? '', answerByRule(row)]))
    const compared = compareWithReaders(merges, rules)
    console.log(`${source}: ${JSON.stringify(compared, null, 1)}`)
    expect(mapValues(compared, ({ agreed, of }) => `${agreed} of ${of}`)).toEqual(AGREED[source])
  })

  test('gives figures that add up', () => {
    console.log(toFigureTable(`${source}, organisation, as of ${AS_OF.toISOString()}`, documents))
    expect(documents).toHaveLength(YEARS.length)
    const shown = documents.filter(({ timeToConfidentMerge }) => timeToConfidentMerge.status !== 'withheld')
    expect(shown.length).toBeGreaterThan(0)
    for (const document of shown) expectToAddUp(document)
    for (const document of documents.filter((one) => !shown.includes(one))) {
      expect(document.contributors).toBeLessThan(5)
      expect(Object.values(document.pullRequests).every((count) => count === null)).toBe(true)
      expect([document.timeToConfidentMerge.n, document.defectCatchRate.matured, document.reasoningTrail.eligible]).toEqual([
        null,
        null,
        null,
      ])
    }
  })

  test('counts as ready, merged, closed and open what a second reading of the file counts', () => {
    for (const { from, to, pullRequests } of documents) {
      if (pullRequests.ready !== null) expect(pullRequests).toMatchObject(countReadyRecords(records, { from, to }, AS_OF))
    }
  })

  test('leaves no pull request that was merged out of the reasoning trail, save for the classes that it does not count', () => {
    for (const { from, to, reasoningTrail } of documents) {
      if (reasoningTrail.status === 'withheld') continue
      const merged = records.filter(({ mergedAt }) => mergedAt && mergedAt >= from && mergedAt < to)
      // Dependency bots and release bots are in neither file; what is left out here are reverts.
      expect(reasoningTrail.eligible).toBe(merged.filter((record) => !isRevert(record)).length)
    }
  })
})

/** By the end of `owner/name#number`, which must be one's alone. */
async function findIds(keys: string[]): Promise<Map<string, string>> {
  const pullRequests = await held.database.pullRequest.findMany({ select: { id: true, number: true, repositoryId: true } })
  const names = new Map((await held.database.repository.findMany()).map(({ id, nameWithOwner }) => [id, nameWithOwner]))
  return new Map(
    keys.map((key) => {
      const found = pullRequests.filter(({ number, repositoryId }) => `${names.get(repositoryId)}#${number}`.endsWith(key))
      expect(found, key).toHaveLength(1)
      return [key, found[0]?.id ?? ''] as const
    }),
  )
}

function expectToAddUp({
  pullRequests,
  reviewCapacity,
  timeToConfidentMerge: ttcm,
  defectCatchRate,
  reasoningTrail,
  aiShare,
}: ReadingsDocument) {
  const sum = (...parts: (number | null)[]) => parts.reduce<number>((total, part) => total + (part ?? NaN), 0)
  expect(pullRequests.ready).toBe(sum(pullRequests.merged, pullRequests.closedUnmerged, pullRequests.open))
  expect(ttcm.n).toBe(sum(ttcm.confident, ttcm.withoutConfidence, ttcm.indeterminate, ttcm.open))
  expect(pullRequests.ready).toBe(sum(ttcm.n, pullRequests.closedUnmerged))
  const reasons = Object.values(ttcm.reasons ?? {})
  expect(sum(...reasons)).toBeGreaterThanOrEqual(sum(ttcm.withoutConfidence))
  const { slo, capacityPerWeek, demandPerWeek } = reviewCapacity
  expect(slo.n).toBe(sum(slo.good, slo.missed))
  expect(Object.values(slo.byTier).reduce((total, tier) => total + (tier.n ?? NaN), 0)).toBe(slo.n)
  expectInOrder(demandPerWeek.low, demandPerWeek.mean, demandPerWeek.high)
  expectInOrder(capacityPerWeek.low, capacityPerWeek.value, capacityPerWeek.high)
  expectInOrder(0, defectCatchRate.caughtStrict, defectCatchRate.caughtBroad)
  expectInOrder(0, defectCatchRate.escapedStrict, defectCatchRate.escapedBroad)
  const tiers = Object.values(reasoningTrail.byTier)
  expect(sum(...tiers.map(({ eligible }) => eligible))).toBe(reasoningTrail.eligible)
  expect(sum(...tiers.map(({ covered }) => covered))).toBe(reasoningTrail.covered)
  expectInOrder(0, aiShare.lower, aiShare.assistedAtLeast, aiShare.upper, 1)
  expectInOrder(aiShare.assistedAtLeast, aiShare.evidenceCoverage, 1)
}

/** Figures that are there stand in this order; those that are not say nothing. */
function expectInOrder(...figures: (number | null)[]) {
  const known = figures.filter((figure) => figure !== null)
  expect(known).toEqual([...known].sort((a, b) => a - b))
}
