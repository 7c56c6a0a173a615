import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import type { StandIn } from '@/lib/demo/stand-in/start'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { startIngest } from '@/lib/commands/proof/start-ingest'

let standIn: StandIn
let target: TestDatabase

beforeAll(async () => {
  standIn = await startTestStandIn({ world: makeScaleWorld({ pullRequests: 1_000 }) })
  target = await createTestDatabase()
})
afterAll(() => target.drop())

const ingest = async (args: string[], environment: Record<string, string> = {}) => {
  const github = { GITHUB_API_URL: standIn.url, GITHUB_TOKEN: standIn.token }
  return (await startIngest(args, { DATABASE_URL: target.url, ...github, ...environment })).ended
}

/** Node options of a machine whose clock is so far ahead. */
function shiftClock(minutes: number): string {
  const script = `const Real = Date
    globalThis.Date = class extends Real {
      constructor(...given) { given.length > 0 ? super(...given) : super(Real.now() + ${minutes * 60_000}) }
      static now() { return Real.now() + ${minutes * 60_000} }
    }`
  return `--import=data:text/javascript,${encodeURIComponent(script)}`
}

describe('npm run ingest', () => {
  it('reads 1,000 pull requests for 110 points and 100 requests at most, and ends with one line of JSON', async () => {
    const { code, stdout } = await ingest(['--org', 'scale', '--json'])
    expect(code).toBe(0)
    const summary: unknown = JSON.parse(stdout)
    const { requests, points } = standIn.statistics()
    expect(summary).toEqual({
      pullRequests: 1_000,
      reviews: 2_000,
      requests,
      points,
      retries: 0,
      seconds: expect.any(Number),
      incomplete: 0,
    })
    expect(points).toBeLessThanOrEqual(110)
    expect(requests).toBeLessThanOrEqual(100)
  })

  it.each([-10, 10])('dates what it reads by GitHub’s clock, with its own %d minutes off', async (minutes) => {
    const { code } = await ingest(['--org', 'scale'], { NODE_OPTIONS: shiftClock(minutes), PLUMBLINE_NOW: '' })
    expect(code).toBe(0)
    const { syncedAt } = await target.database.organization.findFirstOrThrow()
    expect(Math.abs(Date.now() - (syncedAt?.getTime() ?? 0))).toBeLessThan(5 * 60_000)
  })

  it('exits 1 and names what is missing', async () => {
    standIn.setFaults([{ kind: 'status', status: 502, id: 'PR_scale_0_3' }])
    await target.database.pullRequest.updateMany({ where: { id: 'PR_scale_0_3' }, data: { isComplete: false, readError: 'earlier' } })
    const { code, stdout, stderr } = await ingest(['--org', 'scale', '--json'])
    standIn.setFaults([])
    expect(code).toBe(1)
    expect(stderr).toContain('Missing: scale/repository-1#4: GitHub answered 502\n')
    expect(stderr).toMatch(/^Waiting \d s: pull request #4: GitHub answered 502$/m)
    expect(JSON.parse(stdout)).toMatchObject({ incomplete: 1 })
  })

  it.each([
    ['a date that is none', ['--org', 'scale', '--since', '2026-02-30'], {}, 2, /^"2026-02-30" is no date\. Give --since as YYYY-MM-DD/],
    ['a repository of somebody else', ['--org', 'scale', '--repo', 'other/thing'], {}, 2, /^"other\/thing" does not belong to "scale"\./],
    ['no organisation', [], { GITHUB_ORG: '' }, 2, /^No organisation is given\./],
    ['no token', ['--org', 'scale'], { GITHUB_TOKEN: '' }, 1, /^GITHUB_TOKEN is not set, so GitHub cannot be asked\./],
    ['a wrong token', ['--org', 'scale'], { GITHUB_TOKEN: 'wrong' }, 1, /^GitHub does not accept the token \(401 Bad credentials\)\./],
  ])('says in one line: %s', async (_name, args, environment, expected, line) => {
    const { code, stdout, stderr } = await ingest(args, environment)
    expect(code).toBe(expected)
    expect(stdout).toBe('')
    expect(stderr).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })
})
