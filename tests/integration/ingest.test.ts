import { DAY } from '@/lib/dates'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listPullRequestHistories } from '@/lib/db/facts/list-pull-request-histories'
import { syncOrganization, type SyncSummary } from '@/lib/jobs/sync-organization'
import type { StandIn } from '@/lib/demo/stand-in/start'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { listExpectedFacts, type ExpectedFacts } from '../support/expected-facts'
import { startTestStandIn } from '../support/github-stand-in'

const NOW = new Date('2026-11-16T00:00:00Z')
const world = makeCornerWorld({ ordinary: 120 })
let target: TestDatabase
let standIn: StandIn
let summary: SyncSummary

beforeAll(async () => {
  target = await createTestDatabase()
  standIn = await startTestStandIn({ world })
  summary = await syncOrganization({
    database: target.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'corner',
    clock: () => NOW,
  })
})
afterAll(() => target.drop())

const expected = listExpectedFacts(world)

describe('a whole ingest', () => {
  it('leaves nothing incomplete and counts as the stand-in does', () => {
    const { requests, points } = standIn.statistics()
    expect(summary).toMatchObject({ pullRequests: 128, incomplete: [], requests, points, retries: 0 })
  })

  it.each(Object.keys(expected).filter(isTable))('stores %s row by row as the world has them', async (table) => {
    const wanted = expected[table].map(normalize).sort(byKey)
    const rows = await target.database.$queryRawUnsafe<{ row: Record<string, unknown> }[]>(`select to_jsonb(t) as row from ${table} t`)
    const columns = Object.keys(wanted[0] ?? {})
    const stored = rows.map(({ row }) => normalize(Object.fromEntries(columns.map((column) => [column, row[column]])))).sort(byKey)
    expect(wanted.length).toBeGreaterThan(100)
    expect(stored).toEqual(wanted)
  })

  it('keeps all five kinds of account, and one ghost for every deleted one', async () => {
    const actors = await target.database.actor.groupBy({ by: ['type'], _count: true })
    expect(actors.map(({ type }) => type).sort()).toEqual(['Bot', 'EnterpriseUserAccount', 'Ghost', 'Mannequin', 'Organization', 'User'])
    expect(actors.find(({ type }) => type === 'Ghost')?._count).toBe(1)
    expect(await target.database.actor.findFirst({ where: { type: 'Ghost' } })).toMatchObject({ id: 'ghost', login: 'ghost' })
  })

  it('writes the ledger: what GitHub counts, what is stored, and where GitHub itself stops', async () => {
    const capped = await target.database.pullRequest.findFirstOrThrow({ where: { changedFiles: 3_004 } })
    expect(capped.ledger).toMatchObject({ files: { total: 3_000, stored: 3_000, complete: true, capped: true, cursor: null } })
    const open = await target.database.pullRequest.count({ where: { isComplete: false } })
    expect(open).toBe(0)
  })

  it('puts every complete pull request on the outbox of the evaluation', async () => {
    expect(await target.database.pendingEvaluation.count()).toBe(128)
  })

  it('reads what pull requests are judged against', async () => {
    expect(await target.database.repository.findFirst({ orderBy: { nameWithOwner: 'asc' } })).toMatchObject({
      nameWithOwner: 'corner/repository-1',
      defaultBranch: 'main',
      protectedBranches: [],
      pullRequestTemplate: '## Why\n',
      codeowners: '* @corner/first\n',
      suppressesAttribution: true,
      pullRequestsSeen: 68,
      pullRequestsTotal: 68,
      backfilledAt: NOW,
    })
  })

  it('finds teams with their members, "since always, assumed"', async () => {
    const teams = await target.database.team.findMany({ orderBy: { slug: 'asc' } })
    expect(teams.map((team) => team.slug)).toEqual(['first', 'second', 'third'])
    const memberships = await target.database.teamMembership.findMany()
    expect(memberships).toHaveLength(24)
    expect(memberships.every(({ joinedOn, leftOn }) => joinedOn === null && leftOn === null)).toBe(true)
  })

  it('says when the organisation was last whole', async () => {
    expect(await target.database.organization.findFirst()).toMatchObject({
      syncedAt: NOW,
      syncStartedAt: null,
      syncMessage: null,
      lastError: null,
    })
  })

  it('joins a pull request again into its history', async () => {
    const row = await target.database.pullRequest.findFirstOrThrow({
      where: { number: 7, repositoryId: world.organizations[0]?.repositories[0]?.id },
    })
    const [history] = await listPullRequestHistories(target.database, row.organizationId, [row.id])
    const source = world.organizations[0]?.repositories[0]?.pullRequests.at(6)
    expect(history).toMatchObject({
      repository: 'corner/repository-1',
      number: 7,
      author: { login: source?.author?.login, type: 'User' },
      reviews: [{ state: 'COMMENTED' }, { state: 'APPROVED' }],
      commits: source?.commits.map(({ oid }) => ({ oid })),
      checks: [{ conclusion: 'SUCCESS' }, { conclusion: 'SUCCESS' }],
    })
    expect(history?.threads[0]?.comments.map((comment) => comment.body)).toEqual(
      source?.threads[0]?.comments.map((comment) => comment.body),
    )
    expect(history?.timeline.find((event) => event.type === 'HeadRefForcePushedEvent')?.details).toEqual({
      beforeOid: 'a'.repeat(40),
      afterOid: source?.commits[2]?.oid,
    })
  })
})

function isTable(name: string): name is keyof ExpectedFacts {
  return name in expected
}

/** Postgres writes instants its own way. */
function normalize(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, /_at$/.test(key) && typeof value === 'string' ? new Date(value).toISOString() : value]),
  )
}

function byKey(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const key = (row: Record<string, unknown>) => [row['pull_request_id'], row['id'] ?? row['oid'] ?? row['path']].join(' ')
  return key(a) < key(b) ? -1 : 1
}

describe('checks that GitHub has deleted', () => {
  const statesOf = async (age: number) => {
    const { database } = target
    const rows = await database.pullRequest.findMany({ where: { checksState: 'read' }, orderBy: { id: 'asc' }, take: 1 })
    const [row] = rows
    if (!row) throw new Error('No pull request with checks')
    const where = { organizationId_id: { organizationId: row.organizationId, id: row.id } }
    await database.pullRequest.update({ where, data: { checksState: 'none', closedAt: new Date(NOW.getTime() - age * DAY) } })
    const [history] = await listPullRequestHistories(database, row.organizationId, [row.id])
    await database.pullRequest.update({ where, data: { checksState: row.checksState, closedAt: row.closedAt } })
    return history?.checksState
  }

  it('are unreadable, not absent, where the repository reports checks and the pull request is older than they last', async () => {
    expect(await statesOf(401)).toBe('unreadable')
    expect(await statesOf(399)).toBe('none')
  })
})
