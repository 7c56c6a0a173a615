import { describe, expect, it } from 'vitest'
import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { withMisbehaving } from '../../support/misbehaving'

// Pull requests whose details are not what the list promised, or that GitHub does not tell at all.

const github = withMisbehaving(() => makeCornerWorld({ ordinary: 60, withLongOnes: false }))
const DETAIL = 'query pullRequests('
// Wherever comments of threads are asked for: by themselves, or beside pull requests.
const THREADS = 'on PullRequestReviewThread'
const one = { id: 'PR_scale_0_13' }

async function expectMended() {
  expect((await github.read([])).incomplete).toEqual([])
  expect(await github.facts()).toEqual(github.undisturbed)
}
const seconds = () => github.waits.reduce((sum, wait) => sum + wait.seconds, 0)

describe('an outage of the details', () => {
  it('stops after a handful in a row, says since when, and goes on at the next run', async () => {
    const failing = github.read([{ kind: 'status', status: 502, containing: DETAIL, skip: 1 }])
    await expect(failing).rejects.toThrow(/^GitHub answers 502 to everything since \d\d:\d\d UTC \(asked for pull requests\)\.$/)
    expect(github.standIn.statistics().requests).toBeLessThan(60)
    expect(seconds()).toBeLessThan(60)
    expect(await github.target.database.organization.findFirstOrThrow()).toMatchObject({
      syncedAt: null,
      lastError: expect.stringMatching(
        /^GitHub answers 502 to everything since .* Start again later; the ingest goes on where it stopped\.$/,
      ),
    })
    await expectMended()
  })

  it('from the first request on', async () => {
    await expect(github.read([{ kind: 'status', status: 502, containing: DETAIL }])).rejects.toThrow('GitHub answers 502 to everything')
    await expectMended()
  })

  it('of the review threads', async () => {
    await expect(github.read([{ kind: 'status', status: 504, containing: THREADS }])).rejects.toThrow('GitHub answers 504 to everything')
    expect(seconds()).toBeLessThan(60)
    await expectMended()
  })

  it('is none where a row of pull requests fails and the others do not', async () => {
    const row = [1, 2, 3, 4, 5, 6, 7].map((index) => ({ kind: 'status' as const, status: 502, id: `PR_scale_0_${index}` }))
    const { incomplete } = await github.read(row)
    expect(incomplete).toEqual([2, 3, 4, 5, 6, 7, 8].map((number) => `corner/repository-1#${number}: GitHub answered 502`))
    await expectMended()
  })
})

describe('details that come without content', () => {
  it('every second one: asked for once more together, without a wait', async () => {
    const { incomplete, requests } = await github.read([{ kind: 'withhold', containing: DETAIL }])
    expect(incomplete.length).toBeGreaterThan(10)
    expect(incomplete.every((line) => line.endsWith(': GitHub answers nothing for it'))).toBe(true)
    expect(github.waits).toEqual([])
    expect(requests).toBeLessThan(40)
    const counted = await github.target.database.pullRequest.groupBy({ by: ['isComplete'], _count: true })
    expect(counted.reduce((sum, { _count }) => sum + _count, 0)).toBe(60)
    await expectMended()
  })

  it.each(['null', 'drop'] as const)('now and then, %s: nothing is set aside', async (how) => {
    const { incomplete } = await github.read([{ kind: 'lose', list: 'nodes', every: 2, how, containing: DETAIL, times: 1 }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('threads: their pull requests are named, the others are whole', async () => {
    const { incomplete } = await github.read([{ kind: 'withhold', of: 'PRRT_', containing: THREADS }])
    expect(incomplete.length).toBeGreaterThan(10)
    expect(incomplete.every((line) => line.endsWith(': review thread: GitHub answers nothing for it'))).toBe(true)
    expect(github.waits).toEqual([])
    await expectMended()
  })

  it('of another pull request: each is known by its own id', async () => {
    const { incomplete } = await github.read([{ kind: 'swap', containing: DETAIL }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })
})

describe('a pull request that vanishes between list and details', () => {
  it('is gone, and nobody waits for it', async () => {
    const { incomplete } = await github.read([{ kind: 'vanish', ...one, containing: DETAIL }])
    expect(incomplete).toEqual([])
    expect(await github.target.database.pullRequest.count()).toBe(59)
    await expectMended()
  })
})

describe('connections that lose entries without a word', () => {
  it.each([
    ['reviews', 'GitHub counts 2 reviews and lists 1'],
    ['comments', 'GitHub counts 1 comments and lists 0'],
    ['commits', 'GitHub counts 3 commits and lists 2'],
    ['files', 'GitHub counts 5 files and lists 3'],
    ['timelineItems', 'GitHub counts 3 timeline items and lists 2'],
    ['contexts', 'GitHub counts 2 checks and lists 1'],
  ])('%s: the pull requests are named and not evaluated', async (list, reason) => {
    const { incomplete } = await github.read([{ kind: 'lose', list, every: list === 'comments' ? 1 : 2, how: 'null', containing: DETAIL }])
    expect(incomplete.length).toBeGreaterThan(10)
    expect(incomplete.some((line) => line.endsWith(reason))).toBe(true)
    const complete = await github.target.database.pullRequest.count({ where: { isComplete: true } })
    expect(complete).toBe(60 - incomplete.length)
    expect(await github.target.database.pendingEvaluation.count()).toBe(complete)
    await expectMended()
  })

  it('comments of threads', async () => {
    const { incomplete } = await github.read([{ kind: 'lose', list: 'comments', every: 1, containing: THREADS }])
    expect(incomplete.some((line) => /: review thread: GitHub counts \d comments of a thread and lists 0$/.test(line))).toBe(true)
    await expectMended()
  })

  it('only once: nothing is missing', async () => {
    const { incomplete } = await github.read([{ kind: 'lose', list: 'commits', every: 2, containing: DETAIL, times: 1 }])
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })

  it('entries that stand there twice are one', async () => {
    const lists = ['reviews', 'comments', 'commits', 'files', 'timelineItems', 'reviewThreads', 'contexts']
    const { incomplete } = await github.read(lists.map((list) => ({ kind: 'repeat', list })))
    expect(incomplete).toEqual([])
    expect(await github.facts()).toEqual(github.undisturbed)
  })
})

describe('dates that cannot be', () => {
  it('a change in the far future is stored, and does not hide later ones', async () => {
    await github.read([{ kind: 'set', field: 'updatedAt', value: '9999-12-31T23:59:59Z', containing: 'query poll(' }])
    const { watermark } = await github.target.database.repository.findFirstOrThrow()
    expect(watermark === null || watermark <= new Date('2026-11-17T00:00:00Z')).toBe(true)
    await expectMended()
  })

  it.each([
    ['created in the future', 'createdAt', '2031-01-01T00:00:00Z'],
    ['merged before it was created', 'mergedAt', '1999-01-01T00:00:00Z'],
    ['reviewed before it was created', 'submittedAt', '1999-01-01T00:00:00Z'],
  ])('%s: stored as GitHub says it, and judged', async (_name, field, value) => {
    const { database } = github.target
    const evaluate = ({ organizationId, asOf }: { organizationId: number; asOf: Date }) =>
      computePendingMetrics({ database, organizationId, asOf, configuration: toDefaultConfiguration() })
    const { incomplete } = await github.read([{ kind: 'set', field, value, containing: DETAIL, ...one }], { afterFacts: evaluate })
    expect(incomplete).toEqual([])
    const { pull_requests: pullRequests = [], reviews = [] } = await github.facts()
    const rows = [...pullRequests, ...reviews]
    expect(rows.some((row) => row.includes(value.slice(0, 10)))).toBe(true)
    expect(await database.pendingEvaluation.count()).toBe(0)
    expect(await database.organization.findFirstOrThrow()).toMatchObject({ syncedAt: expect.any(Date) })
  })

  it('one that no calendar has: the pull requests are named, and the line says where', async () => {
    const { incomplete } = await github.read([
      { kind: 'set', field: 'updatedAt', value: '2026-99-99T99:99:99Z', containing: DETAIL, ...one },
    ])
    expect(incomplete.length).toBeGreaterThan(0)
    expect(incomplete.every((line) => /^corner\/repository-\d#\d+: unexpected answer at updatedAt$/.test(line))).toBe(true)
    await expectMended()
  })
})
