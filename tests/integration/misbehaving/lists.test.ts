import { describe, expect, it } from 'vitest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { withMisbehaving } from '../../support/misbehaving'

// Lists that are not what GitHub itself counts: 160 pull requests of one repository are two pages.

const github = withMisbehaving(() => makeScaleWorld({ pullRequests: 160, repositories: 1 }))
const stored = () => github.target.database.pullRequest.count()
const MANIFEST = 'query manifest('
const CHANGES = ['query poll(', 'query changes(']

/** The next reading, undisturbed, ends where one without any fault does. */
async function expectMended() {
  expect((await github.read([])).incomplete).toEqual([])
  expect(await github.facts()).toEqual(github.undisturbed)
}

describe('a manifest that loses pull requests without a word', () => {
  it.each([
    ['leaves out every third', 'drop', 107],
    ['gives null for every third', 'null', 107],
    ['says that there is no next page', 'end', 100],
  ] as const)('%s: named, and read by the next run', async (_name, how, count) => {
    const { incomplete } = await github.read([{ kind: 'lose', list: 'pullRequests', how, containing: MANIFEST }])
    expect(incomplete).toEqual([`scale/repository-1: GitHub counts 160 pull requests and lists ${count}`])
    // The newest one is told by the poll as well.
    expect(await stored()).toBe(count + 1)
    expect(await github.target.database.repository.findFirstOrThrow()).toMatchObject({
      pullRequestsTotal: 160,
      pullRequestsSeen: count + 1,
    })
    await expectMended()
    expect(await github.target.database.repository.findFirstOrThrow()).toMatchObject({ walkGap: null, pullRequestsSeen: 160 })
  })

  it('only once: the second look brings the rest in the same run', async () => {
    const { incomplete } = await github.read([{ kind: 'lose', list: 'pullRequests', containing: MANIFEST, times: 2 }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('keeps what was read before', async () => {
    await github.read([])
    const { incomplete } = await github.read([
      { kind: 'lose', list: 'pullRequests', containing: MANIFEST },
      { kind: 'set', field: 'totalCount', value: 161, containing: 'query poll(' },
    ])
    expect(incomplete).toEqual(['scale/repository-1: GitHub counts 160 pull requests and lists 107'])
    expect((await github.facts()).pull_requests).toEqual(github.undisturbed.pull_requests)
  })
})

describe('changes that are left out', () => {
  it.each(['drop', 'null'] as const)('%s: the watermark stays where it was', async (how) => {
    await github.read([])
    const before = await github.target.database.repository.findFirstOrThrow()
    await github.target.database.repository.updateMany({ data: { watermark: new Date('2026-10-01T00:00:00Z') } })
    const { incomplete } = await github.read(CHANGES.map((containing) => ({ kind: 'lose', list: 'pullRequests', how, containing })))
    expect(incomplete).toEqual([expect.stringMatching(/^scale\/repository-1: GitHub left out \d+ of its newest changes$/)])
    expect((await github.target.database.repository.findFirstOrThrow()).watermark).toEqual(new Date('2026-10-01T00:00:00Z'))
    await expectMended()
    expect((await github.target.database.repository.findFirstOrThrow()).watermark).toEqual(before.watermark)
  })
})

describe('totals that disagree', () => {
  it('one that is too low loses nothing', async () => {
    const { incomplete } = await github.read([{ kind: 'set', field: 'totalCount', value: 150, containing: MANIFEST }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('one that is no number is named, and nothing of a library is printed', async () => {
    const { incomplete } = await github.read([{ kind: 'set', field: 'totalCount', value: 'many', containing: MANIFEST }])
    expect(incomplete).toEqual([
      "scale/repository-1: GitHub's answer about its pull requests is not what its schema promises (node.pullRequests.totalCount). " +
        'Start again later; if it stays so, check GITHUB_API_URL.',
    ])
    await expectMended()
  })
})

describe('a pull request that stands there twice', () => {
  it.each(['page', 'next'] as const)('on the same or the next page: %s', async (where) => {
    const { incomplete } = await github.read([{ kind: 'repeat', list: 'pullRequests', where, containing: MANIFEST }])
    expect(incomplete).toEqual(where === 'page' ? [] : ['scale/repository-1: GitHub counts 160 pull requests and lists 159'])
    expect(await stored()).toBe(where === 'page' ? 160 : 159)
    await expectMended()
  })
})

describe('a list that never ends', () => {
  it.each(['same', 'new'] as const)('with the %s cursor: a few requests, then a name', async (cursor) => {
    const { incomplete, requests } = await github.read([{ kind: 'loop', list: 'pullRequests', cursor, containing: MANIFEST }])
    expect(incomplete).toEqual([
      expect.stringMatching(/^scale\/repository-1: GitHub's list of pull requests does not end \(\d+ of 160 were read\)$/),
    ])
    expect(requests).toBeLessThan(60)
    await expectMended()
  })

  it.each(['same', 'new'] as const)('of changes, with the %s cursor', async (cursor) => {
    await github.read([])
    await github.target.database.repository.updateMany({ data: { watermark: new Date('2020-01-01T00:00:00Z') } })
    const { incomplete, requests } = await github.read(
      CHANGES.map((containing) => ({ kind: 'loop', list: 'pullRequests', cursor, containing })),
    )
    expect(incomplete).toEqual([expect.stringMatching(/^scale\/repository-1: GitHub's list of changes does not end/)])
    expect(requests).toBeLessThan(40)
    await expectMended()
  })
})

describe('repositories, teams and members', () => {
  const REPOSITORIES = 'query repositories('
  const TEAMS = 'query teams('
  const people = async () =>
    (await github.target.database.teamMembership.findMany({ where: { leftOn: null } }))
      .map(({ teamId, userId }) => `${teamId} ${userId}`)
      .sort()

  it.each([
    ['repositories', 'set', REPOSITORIES, 'scale: GitHub counts 7 repositories and lists 1'],
    ['repositories', 'loop', REPOSITORIES, "scale: GitHub's list of repositories does not end (1 of 1 were read)"],
    ['teams', 'lose', TEAMS, 'scale: GitHub counts 3 teams and lists 2'],
    ['teams', 'loop', TEAMS, "scale: GitHub's list of teams does not end (3 of 3 were read)"],
    ['members', 'lose', TEAMS, 'scale: GitHub counts 8 members of first and lists 6'],
    ['members', 'loop', TEAMS, "scale: GitHub's list of members of first does not end (8 of 8 were read)"],
  ] as const)('%s, %s: named, nobody leaves, and the rest is read', async (list, kind, containing, line) => {
    await github.read([])
    const before = await people()
    const fault = kind === 'set' ? { kind, field: 'totalCount', value: 7, containing } : { kind, list, containing }
    const { incomplete, requests } = await github.read([
      fault,
      ...(list === 'members' ? [{ ...fault, containing: 'query teamMembers(' }] : []),
    ])
    expect(incomplete[0]).toBe(line)
    expect(requests).toBeLessThan(40)
    expect(await people()).toEqual(before)
    expect(await github.target.database.organization.findFirstOrThrow()).toMatchObject({
      listGap: expect.stringContaining('GitHub'),
      syncedAt: expect.any(Date),
    })
    await expectMended()
    expect(await github.target.database.organization.findFirstOrThrow()).toMatchObject({ listGap: null })
  })

  it.each([
    ['repositories', REPOSITORIES],
    ['teams', TEAMS],
    ['members', TEAMS],
  ] as const)('%s that stand there twice are one', async (list, containing) => {
    const { incomplete } = await github.read([{ kind: 'repeat', list, containing }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('a first list of teams that is not whole dates no membership', async () => {
    const { incomplete } = await github.read([{ kind: 'lose', list: 'teams', containing: TEAMS }])
    expect(incomplete).toEqual(['scale: GitHub counts 3 teams and lists 2'])
    expect(await github.target.database.team.count()).toBe(0)
    await expectMended()
  })

  it('two teams with one slug: the last is it, and nobody leaves the other', async () => {
    await github.read([])
    const before = await people()
    const { incomplete } = await github.read([{ kind: 'set', field: 'slug', value: 'first', containing: TEAMS }])
    expect(incomplete).toEqual(['scale: GitHub lists 3 teams under 1 names'])
    expect(await people()).toEqual(before)
    expect((await github.read([])).incomplete).toEqual([])
    expect((await github.target.database.team.findMany({ orderBy: { slug: 'asc' } })).map(({ slug }) => slug)).toEqual([
      'first',
      'second',
      'third',
    ])
  })
})
