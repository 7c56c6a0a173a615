import { afterEach, expect, it } from 'vitest'
import type { Fault } from '@/lib/demo/stand-in/faults'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'

// What a first reading of one repository of 500 pull requests costs: GitHub's points are what a backfill lasts by.

const PULL_REQUESTS = 500
const upTo = (most: number) => (index: number) => index % (most + 1)

let target: TestDatabase | undefined
afterEach(() => target?.drop())

async function read(countThreads: (index: number) => number, faults: Fault[] = [], seed = 1) {
  const world = makeScaleWorld({ pullRequests: PULL_REQUESTS, repositories: 1, countThreads })
  const standIn = await startTestStandIn({ world })
  target = await createTestDatabase()
  standIn.setFaults(faults, seed)
  const summary = await syncOrganization({
    database: target.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'scale',
    sleep: async () => {},
  })
  const threads = await target.database.reviewThread.count({ where: { commentsComplete: true } })
  const { points } = standIn.statistics()
  await standIn.close()
  console.log(`${countThreads(4)} threads at most, ${summary.retries} retries: ${points} points, ${summary.requests} requests`)
  return { ...summary, threads, perThousand: (points * 1000) / PULL_REQUESTS }
}

it.each([1, 2, 3])('under faults of every kind in 3 of 100 calls, by seed %d', async (seed) => {
  const each = { probability: 0.01 }
  const cost = await read(
    upTo(4),
    [
      { kind: 'status', status: 502, ...each },
      { kind: 'partial', ...each },
      { kind: 'reset', moment: 'half', ...each },
    ],
    seed,
  )
  expect(cost).toMatchObject({ pullRequests: PULL_REQUESTS, threads: 1_000, incomplete: [] })
  expect(cost.perThousand).toBeLessThanOrEqual(150)
})

it.each([
  ['up to 4', upTo(4), 1_000, 110],
  ['4', () => 4, 2_000, 120],
  ['up to 8', upTo(8), 1_990, 140],
  ['8', () => 8, 4_000, 150],
])('500 pull requests with %s threads each', async (_, countThreads, threads, most) => {
  const cost = await read(countThreads)
  expect(cost).toMatchObject({ pullRequests: PULL_REQUESTS, threads, incomplete: [] })
  expect(cost.perThousand).toBeLessThanOrEqual(most)
})
