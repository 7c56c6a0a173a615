import { afterAll, expect, test } from 'vitest'
import type { Fault } from '@/lib/demo/stand-in/faults'
import type { World } from '@/lib/demo/stand-in/world'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { oid } from '../support/make-history'
import { at, commit, makeBugWorld, makeUsual, review, thread } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'
import { createTestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'

// Lists that ended early (tscircuit/contribution-tracker#351, gh-pr-review#29, owid/etl#6577, grafana/github-datasource#163)
// and one missing of a hundred that took the hundred along (devlake PR #3601, #8075).

const opened: { drop: () => Promise<void> }[] = []
afterAll(async () => {
  for (const one of opened) await one.drop()
})

async function read(...args: Parameters<typeof readBugWorld>): Promise<ReadWorld> {
  const world = await readBugWorld(...args)
  opened.push(world)
  return world
}

const many = <Item>(length: number, make: (index: number) => Item) => Array.from({ length }, (_, index) => make(index))

test('B19 the first page only: the last of 250 reviews is the approval, and every list is stored to its end', async () => {
  const commits = many(300, (index) => commit(`c${String(index).padStart(3, '0')}`, 1 + index / 100))
  const world = makeBugWorld([
    {
      number: 19,
      commits,
      reviews: many(250, (index) =>
        review('ben', 9 + index / 60, { state: index === 249 ? 'APPROVED' : 'COMMENTED', commitOid: oid('c299') }),
      ),
      threads: many(101, (index) =>
        thread(
          10 + index / 60,
          many(index === 100 ? 120 : 1, (turn) => `Remark ${turn}`),
        ),
      ),
    },
  ])
  const { clone, judge } = await read(world)
  expect(await clone.database.review.count()).toBe(250)
  expect(await clone.database.reviewThread.count({ where: { commentsComplete: true } })).toBe(101)
  expect(await clone.database.comment.count()).toBe(220)
  expect(await clone.database.commit.count()).toBe(300)
  expect(await judge(19)).toMatchObject({ confidence: 'confident', cycles: [[8, 9, 'reviewed']] })
  const { confidentAt } = await clone.database.pullRequestMetrics.findFirstOrThrow()
  expect(confidentAt).toEqual(new Date(at(9 + 249 / 60)))
})

/** Facts alone: the real ingest without what is made of them. */
async function ingest(world: World, faults: Fault[] = []) {
  const held = await createTestDatabase()
  opened.push(held)
  const standIn = await startTestStandIn({ world })
  standIn.setFaults(faults)
  const { incomplete } = await syncOrganization({
    database: held.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'org',
    clock: () => new Date(world.end),
    sleep: async () => undefined,
  })
  const stored = await held.database.pullRequest.findMany({ where: { isComplete: true }, orderBy: { number: 'asc' } })
  return { incomplete, stored }
}

test('B21 a search stops at 1,000: of 1,500 in one month there are 1,500', async () => {
  const { incomplete, stored } = await ingest(makeBugWorld(makeUsual(many(1_500, (index) => `person-${index % 9}`))))
  expect([stored.length, incomplete]).toEqual([1_500, []])
})

test('B23 one missing of a batch: two are gone, one holds what no database takes, and 22 are stored, that one cleaned', async () => {
  const usual = makeUsual(
    many(24, (index) => `person-${index}`),
    1,
  )
  const world = makeBugWorld(usual.map((one) => (one.number === 5 ? { ...one, body: 'Half \ud83d of a NUL \u0000 pair' } : one)))
  const gone = ['PR_app_7', 'PR_app_8']
  const { incomplete, stored } = await ingest(
    world,
    gone.map((id) => ({ kind: 'vanish', id, containing: 'query pullRequests(' })),
  )
  expect(stored.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, ...many(16, (index) => index + 9)])
  expect(stored[4]?.body).toBe('Half \ufffd of a NUL  pair')
  // They are no longer there to be read: nothing waits for them.
  expect(incomplete).toEqual([])
})
