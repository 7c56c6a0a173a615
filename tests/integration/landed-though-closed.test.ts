import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { GET } from '@/app/(dashboard)/download/[list]/route'
import type { PullRequestPageAnswer } from '@/lib/dashboard/api/load-answers'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { listPullRequests, toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import type { WorldActor, WorldPullRequest } from '@/lib/demo/stand-in/world'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

// Pull requests that a merge bot or a person lands and GitHub shows as closed, from GitHub's answer to the files.

const END = new Date('2026-11-16T00:00:00Z')
const at = (day: number, time = '12:00:05') => `2026-09-${String(day).padStart(2, '0')}T${time}Z`
const LANDED_OID = '3f9a1c2d7e'.padEnd(40, '4')
const MERGE_BOT: WorldActor = { __typename: 'Bot', id: 'BOT_bors', login: 'mathlib-bors', databaseId: 71, name: null }
const OTHER_BOT: WorldActor = { __typename: 'Bot', id: 'BOT_sync', login: 'sync-of-acme', databaseId: 72, name: null }

let held: TestDatabase
let organization: SeededOrganization
let pullRequests: WorldPullRequest[]

function makeWorld() {
  const [owner] = makeScaleWorld({ pullRequests: 40, repositories: 1, end: END }).organizations
  const repository = owner?.repositories[0]
  if (!owner || !repository) throw new Error('The scale world has no repository')
  const plain = listPullRequests(repository.pullRequests)
  const closed = (index: number, said: { author: WorldActor; body: string; at: string } | null): WorldPullRequest => {
    const one = plain[index]
    const first = one?.comments[0]
    if (!one || !first) throw new Error(`There is no pull request ${index}`)
    const comment = said && {
      ...first,
      id: `${first.id}_said`,
      author: said.author,
      authorAssociation: 'NONE',
      body: said.body,
      createdAt: said.at,
    }
    return {
      ...one,
      createdAt: at(1),
      mergedAt: null,
      mergedBy: null,
      mergeCommitOid: null,
      closedAt: at(2),
      comments: comment ? [comment] : [],
      timeline: one.timeline.filter(({ __typename }) => __typename === 'ClosedEvent').map((event) => ({ ...event, createdAt: at(2) })),
      reviews: one.reviews.map((review) => ({ ...review, submittedAt: at(2, '09:00:00'), createdAt: at(2, '09:00:00') })),
      commits: one.commits.map((commit) => ({ ...commit, committedDate: at(1), authoredDate: at(1), pushedAt: at(1) })),
      checks: [],
      threads: [],
      updatedAt: at(3),
      settledAt: at(3),
    }
  }
  const revert = plain[4]
  if (!revert) throw new Error('There is no pull request 4')
  pullRequests = [
    closed(0, { author: MERGE_BOT, body: 'Pull request successfully merged into master.\n\nBuild succeeded.', at: at(2, '12:00:00') }),
    closed(1, { author: OTHER_BOT, body: `Landed in ${LANDED_OID.slice(0, 10)}`, at: at(2, '12:08:00') }),
    closed(2, { author: MERGE_BOT, body: 'Build failed: * Build', at: at(2, '11:58:00') }),
    closed(3, null),
    {
      ...revert,
      createdAt: at(9),
      mergedAt: at(10),
      closedAt: at(10),
      title: 'Revert "Add part 1"',
      body: `This reverts commit ${LANDED_OID}.\n\nCheckout crashes.`,
      updatedAt: at(10),
      settledAt: at(10),
    },
    ...plain.slice(5),
  ]
  repository.pullRequests = toPullRequestList(pullRequests)
  return toMemoryWorld([owner], END.toISOString())
}

beforeAll(async () => {
  held = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', held.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  vi.stubEnv('GITHUB_ORG', '')
  organization = await seedOrganization(held.database, makeWorld())
})
afterAll(() => held.drop())

const rows = () => held.database.pullRequestMetrics.findMany({ where: { number: { lte: 5 } }, orderBy: { number: 'asc' } })
const LANDED = new Date(at(2))

describe('landed though closed', () => {
  test('GitHub’s fact stays: closed, not merged', async () => {
    const facts = await held.database.pullRequest.findMany({ where: { number: { lte: 4 } } })
    expect(facts.map(({ state, mergedAt }) => ({ state, mergedAt }))).toEqual(Array(4).fill({ state: 'CLOSED', mergedAt: null }))
  })

  test('is judged as merged at the closing, with how', async () => {
    expect((await rows()).map(({ mergedAt, via, endedAt }) => ({ mergedAt, via, endedAt }))).toEqual([
      { mergedAt: LANDED, via: 'merge_bot', endedAt: LANDED },
      { mergedAt: LANDED, via: 'landed_commit', endedAt: LANDED },
      { mergedAt: null, via: null, endedAt: LANDED },
      { mergedAt: null, via: null, endedAt: LANDED },
      { mergedAt: new Date(at(10)), via: null, endedAt: new Date(at(10)) },
    ])
  })

  test('counts for everything that asks for a merge', async () => {
    const [bot, commit, failed, silent] = await rows()
    const outcomes = (row: typeof bot) =>
      (row?.review as { cycles: { outcome: string }[] } | undefined)?.cycles.map(({ outcome }) => outcome)
    for (const row of [bot, commit]) {
      expect(row?.confidence).toMatch(/^(confident|merged_without_confidence|indeterminate)$/)
      expect([row?.trail, row?.defects, row?.ai, row?.controls]).not.toContain(null)
      expect(outcomes(row)).not.toContain('closed')
    }
    for (const row of [failed, silent]) {
      expect(row?.confidence).toBe('excluded_closed_unmerged')
      expect([row?.trail, row?.defects, row?.ai]).toEqual([null, null, null])
    }
  })

  test('a revert of the commit that it landed as is its escape', async () => {
    const [, commit] = await rows()
    expect(commit?.landedOid).toBe(LANDED_OID.slice(0, 10))
    expect(commit?.defects).toMatchObject({ escapes: [{ strict: 1 }] })
    expect(commit?.revertedAt).toEqual(new Date(at(10)))
  })

  test('stands in the lists, the API and the files, each with how', async () => {
    const range = 'from=2026-08-31&to=2026-09-07'
    const answer = await askApi(`/api/v1/organization/pull-requests?${range}`, { token: organization.token })
    const { pullRequests: items } = (await answer.json()) as PullRequestPageAnswer
    const told = items.filter(({ number }) => number <= 4).map(({ number, mergedAt, via }) => ({ number, mergedAt, via }))
    expect(told.sort((a, b) => a.number - b.number)).toEqual([
      { number: 1, mergedAt: LANDED.toISOString(), via: 'merge_bot' },
      { number: 2, mergedAt: LANDED.toISOString(), via: 'landed_commit' },
      { number: 3, mergedAt: null, via: null },
      { number: 4, mergedAt: null, via: null },
    ])
    const url = new URL(`/download/pull-requests?${range}&via=merge_bot&format=csv`, 'http://plumbline.test')
    const csv = await (await GET(new Request(url), { params: Promise.resolve({ list: 'pull-requests' }) })).text()
    const [header, ...lines] = csv.trim().split('\r\n')
    expect(header).toContain('"merged_at_utc","merged_via"')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('merge_bot')
  })

  test('the evidence row keeps the words and who wrote them', async () => {
    const evidence = await held.database.pullRequestEvidence.findMany({ orderBy: { pullRequestId: 'asc' } })
    const landings = evidence.flatMap((row) => (row.evidence as { landing?: unknown }).landing ?? [])
    expect(landings).toEqual([
      { by: 'mathlib-bors', text: 'Pull request successfully merged into master.' },
      { by: 'sync-of-acme', text: `Landed in ${LANDED_OID.slice(0, 10)}` },
    ])
  })
})
