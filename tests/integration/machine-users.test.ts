import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { HOUR } from '@/lib/dates'
import { listMachineUsers } from '@/lib/db/facts/machine-users'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { listPullRequests, toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import type { StandIn } from '@/lib/demo/stand-in/start'
import type { WorldActor, WorldPullRequest } from '@/lib/demo/stand-in/world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { parseConfiguration, toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'

const END = new Date('2026-11-16T00:00:00Z')
const NIGHTLY: WorldActor = { __typename: 'User', id: 'U_nightly', login: 'acme-nightly', databaseId: 91, name: null }
const TERSE: WorldActor = { __typename: 'User', id: 'U_terse', login: 'terse', databaseId: 92, name: null }
const BUILD: WorldActor = { __typename: 'User', id: 'U_build', login: 'Acme-Build', databaseId: 93, name: null }
const SAME = 'The preview of this change was built and can be looked at under the address below: '

let held: TestDatabase
let standIn: StandIn
let pullRequests: WorldPullRequest[]

/** Twelve merges; the nightly account remarks on each and approves the first, the terse one always says "Hm". */
function makeWorld() {
  const [owner] = makeScaleWorld({ pullRequests: 12, repositories: 1, end: END }).organizations
  const repository = owner?.repositories[0]
  if (!owner || !repository) throw new Error('The scale world has no repository')
  pullRequests = listPullRequests(repository.pullRequests).map((one, index): WorldPullRequest => {
    const [review] = one.reviews
    const [comment] = one.comments
    if (!review || !comment) throw new Error('The scale world has no reviews')
    const says = (author: WorldActor, body: string) => ({ ...comment, id: `${comment.id}_${author.id}`, author, body })
    const approves = (author: WorldActor) => ({
      ...review,
      id: `${review.id}_${author.id}`,
      author,
      state: 'APPROVED' as const,
      commitOid: one.headRefOid,
    })
    return {
      ...one,
      comments: [says(NIGHTLY, `${SAME}${index}`), says(TERSE, 'Hm')],
      reviews: index === 0 ? [approves(NIGHTLY)] : index === 1 ? [approves(BUILD)] : [],
      threads: [],
    }
  })
  repository.pullRequests = toPullRequestList(pullRequests)
  return toMemoryWorld([owner], END.toISOString())
}

beforeAll(async () => {
  standIn = await startTestStandIn({ world: makeWorld() })
})
beforeEach(async () => {
  held = await createTestDatabase()
})
const opened: TestDatabase[] = []
beforeEach(() => void opened.push(held))
afterAll(async () => {
  for (const one of opened) await one.drop()
})

async function sync(
  hours: number,
  { nightly = false, configuration = toDefaultConfiguration() }: { nightly?: boolean; configuration?: Configuration } = {},
) {
  const at = new Date(END.getTime() + hours * HOUR)
  await syncOrganization({
    database: held.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'scale',
    clock: () => at,
    nightly,
    afterFacts: ({ organizationId, asOf }) => computePendingMetrics({ database: held.database, organizationId, configuration, asOf }),
  })
}

const reviewersOf = async (index: number) => {
  const where = { pullRequestId: pullRequests[index]?.id ?? '' }
  const row = await held.database.pullRequestMetrics.findFirstOrThrow({ where })
  return (row.review as { reviews: { reviewerId: string }[] }).reviews.map(({ reviewerId }) => reviewerId)
}
const machines = async () => (await listMachineUsers(held.database, 1)).map(({ login, source }) => `${login} ${source}`)

test('an account whose comments begin alike on ten pull requests is found before the first figures, and reviews nothing', async () => {
  await sync(0)
  expect(await listMachineUsers(held.database, 1)).toEqual([
    { login: 'acme-nightly', source: 'counted', comments: 12, alike: 12, pullRequests: 12, beginning: SAME.slice(0, 60) },
  ])
  expect(await reviewersOf(0)).toEqual([])
  expect(await reviewersOf(1)).toEqual(['U_build'])
})

test('it is counted again by night alone; found to be none, its pull requests are judged again', async () => {
  await sync(0)
  await held.database.$executeRaw`update comments set body = id || ' is what this comment says, and nothing that another one says'`
  await sync(1)
  expect(await machines()).toEqual(['acme-nightly counted'])
  expect(await reviewersOf(0)).toEqual([])
  // What is read again by night would put the old comments back.
  await held.database.$executeRaw`update pull_requests set closed_at = closed_at - interval '90 days'`
  await sync(2, { nightly: true })
  expect(await machines()).toEqual([])
  expect(await reviewersOf(0)).toEqual(['U_nightly'])
})

test('half of the comments are enough, less are not', async () => {
  await sync(0)
  const other = (count: number) => held.database.$executeRaw`
    update comments set body = id || ' is what this comment says, and nothing that another one says'
    where id in (select id from comments where author_id = 'U_nightly' and body like ${`${SAME}%`} order by id limit ${count})`
  const count = async () => {
    const { countMachineUsers } = await import('@/lib/db/facts/machine-users')
    const rule = { samePrefixCharacters: 60, pullRequests: 6, share: 0.5 }
    await countMachineUsers(held.database, 1, rule, END)
    return (await listMachineUsers(held.database, 1)).map(({ alike, comments }) => [alike, comments])
  }
  await other(6)
  expect(await count()).toEqual([[6, 12]])
  await other(1)
  expect(await count()).toEqual([])
})

test('one that plumbline.yml names is none from the next sync on, with and without "[bot]"', async () => {
  await sync(0)
  expect(await reviewersOf(1)).toEqual(['U_build'])
  const { configuration } = parseConfiguration('people: { machines: ["acme-build[bot]"] }', 'plumbline.yml')
  if (!configuration) throw new Error('The configuration has a mistake')
  await sync(1, { configuration })
  expect(await machines()).toEqual(['Acme-Build configured', 'acme-nightly counted'])
  expect(await reviewersOf(1)).toEqual([])
  await sync(2)
  expect(await machines()).toEqual(['acme-nightly counted'])
  expect(await reviewersOf(1)).toEqual(['U_build'])
})
