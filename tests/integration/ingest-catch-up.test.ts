import { DAY } from '@/lib/dates'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { StandIn } from '@/lib/demo/stand-in/start'
import type { World } from '@/lib/demo/stand-in/world'
import { countCommentsToReadAgain } from '@/lib/db/facts/count-comments'
import { syncOrganization, type SyncOptions } from '@/lib/jobs/sync-organization'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { dumpTable, FACT_TABLES, READING_COLUMNS } from '@/lib/commands/proof/fact-rows'
import { startTestStandIn } from '../support/github-stand-in'

const END = new Date('2026-11-16T00:00:00Z')
const EARLIER = new Date('2026-05-01T12:00:00Z')
let world: World
let standIn: StandIn
let target: TestDatabase
const opened: TestDatabase[] = []

beforeEach(async () => {
  world = makeCornerWorld({ ordinary: 100, withLongOnes: false })
  standIn = await startTestStandIn({ world })
  target = await createTestDatabase()
  opened.push(target)
})
afterAll(async () => {
  for (const one of opened) await one.drop()
})

function sync(at: Date, options: Partial<SyncOptions> = {}) {
  standIn.setClock(at)
  return syncOrganization(settings(at, options))
}
function settings(at: Date, options: Partial<SyncOptions> = {}): SyncOptions {
  return {
    database: target.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'corner',
    clock: () => at,
    ...options,
  }
}
const organization = () => {
  const [first] = world.organizations
  if (!first) throw new Error('The world is empty')
  return first
}

describe('a catch-up', () => {
  it('ends where a first reading would, whatever changed in between', async () => {
    await sync(EARLIER)
    const stored = await target.database.pullRequest.count()
    await sync(END)
    const fresh = await createTestDatabase()
    opened.push(fresh)
    await sync(END, { database: fresh.database })
    expect(await target.database.pullRequest.count()).toBeGreaterThan(stored)
    for (const table of FACT_TABLES.filter((name) => name !== 'team_memberships')) {
      const [caughtUp, first] = await Promise.all([
        dumpTable(target.url, table, READING_COLUMNS),
        dumpTable(fresh.url, table, READING_COLUMNS),
      ])
      expect(caughtUp, table).toEqual(first)
    }
  })

  it('asks for what changed only, and for nothing when nothing did', async () => {
    await sync(EARLIER)
    standIn.reset()
    await sync(END)
    const changed = await target.database.pullRequest.count({ where: { readAt: END } })
    expect(changed).toBeGreaterThan(5)
    expect(changed).toBeLessThan(70)
    standIn.reset()
    await sync(END)
    // The organisation, its teams, its repositories, their context, and one poll.
    expect(standIn.statistics()).toMatchObject({ requests: 5, points: 5 })
  })

  it('takes the newest change seen as its watermark, never the clock', async () => {
    await sync(END)
    const repository = await target.database.repository.findFirstOrThrow({ orderBy: { nameWithOwner: 'asc' } })
    const newest = await target.database.pullRequest.findFirstOrThrow({
      where: { repositoryId: repository.id },
      orderBy: { updatedAt: 'desc' },
    })
    expect(repository.watermark).toEqual(newest.updatedAt)
    expect(repository.watermark?.getTime()).toBeLessThan(END.getTime())
  })

  it('pages on where more than one poll page has changed', async () => {
    await sync(new Date('2026-02-10T00:00:00Z'))
    standIn.reset()
    const { incomplete } = await sync(END)
    expect(incomplete).toEqual([])
    expect(await target.database.pullRequest.count()).toBe(100)
  })

  it('reads what does not move updatedAt in the nightly reading alone', async () => {
    await sync(END)
    const recent = await target.database.pullRequest.findFirstOrThrow({
      where: { OR: [{ closedAt: null }, { closedAt: { gte: new Date(END.getTime() - 6 * DAY) } }] },
    })
    const node = world.findNode(recent.id)
    if (node?.__typename !== 'PullRequest') throw new Error('The pull request is gone')
    const [thread] = node.threads
    if (!thread) throw new Error('It has no thread')
    thread.resolvedAt = null
    const isResolved = async () => (await target.database.reviewThread.findFirstOrThrow({ where: { id: thread.id } })).isResolved
    await sync(END)
    expect(await isResolved()).toBe(true)
    await sync(END, { nightly: true })
    expect(await isResolved()).toBe(false)
  })

  it('reads comments again that an older program stored with less, however long ago they were written', async () => {
    await sync(END)
    const { comment } = target.database
    const oldest = await comment.findFirstOrThrow({ orderBy: { createdAt: 'asc' } })
    const where = { pullRequestId: oldest.pullRequestId }
    const before = await comment.findMany({ where, orderBy: { id: 'asc' } })
    await comment.updateMany({ where, data: { authorAssociation: null, mayApprove: null } })
    const waiting = async () => (await countCommentsToReadAgain(target.database, oldest.organizationId)).comments
    expect(await waiting()).toBe(before.length)
    await sync(END)
    expect(await waiting()).toBe(before.length)
    await sync(END, { nightly: true })
    expect(await waiting()).toBe(0)
    expect(await comment.findMany({ where, orderBy: { id: 'asc' } })).toEqual(before)
  })
})

describe('memberships between readings', () => {
  const rows = async (login: string) => {
    const user = await target.database.user.findFirstOrThrow({ where: { login } })
    const found = await target.database.teamMembership.findMany({
      where: { userId: user.id },
      orderBy: [{ firstSeenOn: 'asc' }, { teamId: 'asc' }],
    })
    const teams = new Map((await target.database.team.findMany()).map((team) => [team.id, team.slug]))
    const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null
    return found.map((row) => [teams.get(row.teamId), day(row.joinedOn), day(row.leftOn), day(row.lastSeenOn)])
  }

  it('date a move by the readings that saw it, and keep the time away of someone who comes back', async () => {
    const [first, second] = organization().teams
    const membership = first?.members[0]
    if (!first || !second || !membership) throw new Error('The world has no teams')
    const { login } = membership.user
    await sync(new Date('2026-10-01T08:00:00Z'))
    expect(await rows(login)).toEqual([['first', null, null, '2026-10-01']])
    first.members.splice(0, 1)
    second.members.push(membership)
    await sync(new Date('2026-10-15T08:00:00Z'))
    expect(await rows(login)).toEqual([
      ['first', null, '2026-10-15', '2026-10-01'],
      ['second', '2026-10-15', null, '2026-10-15'],
    ])
    first.members.push(membership)
    second.members.pop()
    await sync(new Date('2026-11-01T08:00:00Z'))
    expect(await rows(login)).toEqual([
      ['first', null, '2026-10-15', '2026-10-01'],
      ['second', '2026-10-15', '2026-11-01', '2026-10-15'],
      ['first', '2026-11-01', null, '2026-11-01'],
    ])
  })

  it('follow a team through a new slug, and mark one that is gone', async () => {
    await sync(EARLIER)
    const [first, second] = organization().teams
    if (!first || !second) throw new Error('The world has no teams')
    // One team takes the other's old name: the worst case for a unique slug.
    first.slug = 'renamed'
    second.slug = 'first'
    organization().teams.pop()
    await sync(END)
    const teams = await target.database.team.findMany({ orderBy: { slug: 'asc' } })
    expect(teams.map(({ id, slug, aliases, removedOn }) => [id, slug, aliases, removedOn === null])).toEqual([
      [second.id, 'first', ['second'], true],
      [first.id, 'renamed', ['first'], true],
      [expect.any(String), 'third', [], false],
    ])
  })
})

describe('names that change', () => {
  it('stay known as aliases of the same repository and account', async () => {
    await sync(EARLIER)
    const [repository] = organization().repositories
    const person = organization().members.find((member) => member.login === 'person-3')
    if (!repository || !person) throw new Error('The world is empty')
    Object.assign(repository, { name: 'moved', nameWithOwner: 'corner/moved', defaultBranch: 'trunk' })
    person.login = 'person-three'
    await sync(END)
    expect(await target.database.repository.findFirst({ where: { id: repository.id } })).toMatchObject({
      nameWithOwner: 'corner/moved',
      aliases: ['corner/repository-1'],
      defaultBranch: 'trunk',
      formerDefaultBranches: ['main'],
    })
    expect(await target.database.actor.findFirst({ where: { id: person.id } })).toMatchObject({
      login: 'person-three',
      aliases: ['person-3'],
    })
  })
})

describe('a limit by date', () => {
  it('reads what changed since, keeps to it, and reads the rest when it is given an earlier date', async () => {
    const since = new Date('2026-05-01T00:00:00Z')
    await sync(END, { since })
    const limited = await target.database.pullRequest.findMany({ select: { updatedAt: true } })
    expect(limited.length).toBeGreaterThan(10)
    expect(limited.length).toBeLessThan(60)
    expect(limited.every(({ updatedAt }) => updatedAt >= since)).toBe(true)
    await sync(END)
    expect(await target.database.pullRequest.count()).toBe(limited.length)
    await sync(END, { since: new Date('2025-01-01T00:00:00Z') })
    expect(await target.database.pullRequest.count()).toBe(100)
  })
})
