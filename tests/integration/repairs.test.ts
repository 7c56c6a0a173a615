import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listSurroundings } from '@/lib/db/facts/list-surroundings'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { listPullRequests, toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import type { WorldPullRequest } from '@/lib/demo/stand-in/world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'

const END = new Date('2026-11-16T00:00:00Z')
const at = (day: number) => `2026-10-${String(day).padStart(2, '0')}T12:00:00Z`
const toOid = (index: number, position: number) => `${index}a${position}b`.repeat(10)

let held: TestDatabase
let pullRequests: WorldPullRequest[]

/** Two that are merged, one stacked on the first, and later ones that repair them. */
function makeWorld() {
  const [organization] = makeScaleWorld({ pullRequests: 7, repositories: 1, end: END }).organizations
  const repository = organization?.repositories[0]
  if (!organization || !repository) throw new Error('The scale world has no repository')
  const plain = listPullRequests(repository.pullRequests)
  const merged = (index: number, day: number, rest: Partial<WorldPullRequest> = {}): WorldPullRequest => {
    const one = plain[index]
    if (!one) throw new Error(`There is no pull request ${index}`)
    const commits = one.commits.map((commit, position) => ({ ...commit, oid: toOid(index, position) }))
    const mergeCommitOid = toOid(index, 9)
    return {
      ...one,
      commits,
      createdAt: at(day),
      closedAt: at(day),
      mergedAt: at(day),
      mergeCommitOid,
      title: `Change ${index}`,
      body: '',
      updatedAt: at(20),
      ...rest,
    }
  }
  const first = merged(0, 2)
  pullRequests = [
    first,
    merged(1, 3),
    merged(2, 4, { commits: first.commits }),
    merged(3, 5, { title: 'Revert "Change 0"', body: `This reverts commit ${toOid(0, 0)}.\n\nCheckout crashes.` }),
    merged(4, 6, { title: 'Fix a crash', body: `#${plain[1]?.number} broke it, in ${toOid(1, 9).slice(0, 9)}.` }),
    merged(5, 7, { title: 'Fix a crash', body: `This was broken in ${toOid(1, 2).slice(0, 10)}.` }),
    merged(6, 8, { title: 'Fix a crash', body: `This was broken in ${toOid(6, 1).slice(0, 10)}.` }),
  ]
  for (const one of pullRequests) for (const thread of one.threads) thread.pullRequest = one
  repository.pullRequests = toPullRequestList(pullRequests)
  return toMemoryWorld([organization], END.toISOString())
}

beforeAll(async () => {
  held = await createTestDatabase()
  const standIn = await startTestStandIn({ world: makeWorld() })
  await syncOrganization({
    database: held.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'scale',
    clock: () => END,
    afterFacts: ({ organizationId, asOf }) =>
      computePendingMetrics({ database: held.database, organizationId, configuration: toDefaultConfiguration(), asOf }),
  })
})
afterAll(() => held.drop())

async function repairsOf(index: number): Promise<number[]> {
  const id = pullRequests[index]?.id ?? ''
  const surroundings = await listSurroundings(held.database, 1, [id])
  return (surroundings.get(id)?.repairs ?? [])
    .map(({ number }) => number - (pullRequests[0]?.number ?? 0))
    .sort((one, other) => one - other)
}

describe('repairs', () => {
  it('are found by a commit of the pull request, where a merge commit kept it', async () => {
    expect(await repairsOf(0)).toEqual([3])
    expect(await repairsOf(1)).toEqual([4, 5])
  })

  it('count one that is named by number and by commit once', async () => {
    const id = pullRequests[1]?.id ?? ''
    const surroundings = await listSurroundings(held.database, 1, [id])
    expect(surroundings.get(id)?.repairs.map(({ targets }) => targets)).toEqual([1, 1])
  })

  it('of a commit that several hold count for the one that was merged first', async () => {
    expect(await repairsOf(2)).toEqual([])
  })

  it('never repair themselves', async () => {
    expect(await repairsOf(6)).toEqual([])
  })

  it('reach the evaluations that were made before the repair was read', async () => {
    const rows = await held.database.pullRequestMetrics.findMany({ orderBy: { number: 'asc' } })
    const strict = rows.map(
      ({ defects }) => (defects as { escapes: { strict: number }[] } | null)?.escapes.map((escape) => escape.strict) ?? null,
    )
    expect(strict).toEqual([[1], [1, 1], [], null, [], [], []])
  })
})
