import { afterAll, describe, expect, it } from 'vitest'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { hasRealPullRequests, makeRealWorld, readRealRecords, type RealSource } from '../support/real-pull-requests'

// They were collected some days after the one that figures are taken from.
const AS_OF = new Date('2026-10-01T00:00:00Z')
const SOURCES: RealSource[] = ['bitcoin-core-secp256k1', 'agent-pull-requests']
const opened: TestDatabase[] = []
afterAll(async () => {
  for (const one of opened) await one.drop()
})

describe.each(SOURCES)('the real pull requests of %s', (source) => {
  const isThere = hasRealPullRequests(source)
  if (!isThere) console.info(`${source} does not lie beside the project: its ingest is not tested.`)

  it.runIf(isThere)('are all in the database, with all that belongs to them', async () => {
    const records = readRealRecords(source)
    const standIn = await startTestStandIn({ world: makeRealWorld(records, { end: AS_OF }) })
    const target = await createTestDatabase()
    opened.push(target)
    const { incomplete } = await syncOrganization({
      database: target.database,
      apiUrl: standIn.url,
      getToken: async () => standIn.token,
      login: 'real',
      clock: () => AS_OF,
    })
    expect(incomplete).toEqual([])
    const { database } = target
    const sum = (count: (record: (typeof records)[number]) => number) => records.reduce((total, record) => total + count(record), 0)
    expect({
      pullRequests: await database.pullRequest.count(),
      reviews: await database.review.count(),
      threads: await database.reviewThread.count(),
      comments: await database.comment.count({ where: { threadId: null } }),
      commits: await database.commit.count(),
    }).toEqual({
      pullRequests: records.length,
      reviews: sum((record) => record.reviews.length),
      threads: sum((record) => record.reviewThreads.length),
      comments: sum((record) => record.comments.length),
      commits: sum((record) => record.commits.length),
    })
  })
})
