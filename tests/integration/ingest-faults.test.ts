import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { STAND_IN_TOKENS, type StandIn } from '@/lib/demo/stand-in/start'
import type { Fault } from '@/lib/demo/stand-in/faults'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { syncOrganization, type SyncOptions, type SyncSummary } from '@/lib/jobs/sync-organization'
import { makeCornerWorld } from '../support/corner-world'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { dumpFacts, type FactTable } from '../support/fact-rows'
import { startTestStandIn } from '../support/github-stand-in'

const NOW = new Date('2026-11-16T00:00:00Z')
const POISON = 'PR_scale_0_13'
let standIn: StandIn
let undisturbed: Record<FactTable, string[]>
let target: TestDatabase
const opened: TestDatabase[] = []
let waits: { reason: string; seconds: number }[] = []

beforeAll(async () => {
  standIn = await startTestStandIn({ world: makeCornerWorld({ ordinary: 100, withLongOnes: false }) })
  const calm = await createTestDatabase()
  opened.push(calm)
  await sync({ database: calm.database })
  undisturbed = await dumpFacts(calm.database)
})
beforeEach(async () => {
  standIn.reset()
  waits = []
  target = await createTestDatabase()
  opened.push(target)
})
afterAll(async () => {
  for (const one of opened) await one.drop()
})

function sync(options: Partial<SyncOptions> = {}): Promise<SyncSummary> {
  return syncOrganization({
    database: target?.database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'corner',
    clock: () => NOW,
    onWait: (reason, seconds) => waits.push({ reason, seconds }),
    sleep: async () => undefined,
    ...options,
  })
}

const DETAIL = 'query pullRequests('
const FAULTS: [string, Fault[]][] = [
  ['502 for wide calls', [{ kind: 'status', status: 502, wider: 5 }]],
  ['504 now and then', [{ kind: 'status', status: 504, probability: 0.2 }]],
  ['resets before anything is sent', [{ kind: 'reset', probability: 0.2 }]],
  ['answers that are cut off', [{ kind: 'reset', moment: 'half', probability: 0.2 }]],
  ['403 with retry-after', [{ kind: 'secondary_limit', retryAfterSeconds: 2, probability: 0.2 }]],
  ['429 that says nothing', [{ kind: 'secondary_limit', status: 429, times: 3, skip: 2 }]],
  ['RATE_LIMITED in a 200', [{ kind: 'primary_limit', status: 200, resetInSeconds: 1, probability: 0.2 }]],
  ['a primary limit as 403', [{ kind: 'primary_limit', status: 403, resetInSeconds: 1, probability: 0.2 }]],
  ['partial data with errors', [{ kind: 'partial', every: 3, probability: 0.4, containing: 'nodes(ids' }]],
  ['no rate limit told', [{ kind: 'no_rate_limit' }]],
  [
    'everything at once',
    [
      { kind: 'no_rate_limit', probability: 0.3 },
      { kind: 'status', status: 502, probability: 0.1 },
      { kind: 'reset', moment: 'half', probability: 0.1 },
      { kind: 'secondary_limit', retryAfterSeconds: 1, probability: 0.1 },
      { kind: 'partial', every: 2, probability: 0.2, containing: DETAIL },
    ],
  ],
]

describe('faults of GitHub', () => {
  it.each(FAULTS)('%s: nothing is lost and nothing twice', async (_name, faults) => {
    standIn.setFaults(faults, 7)
    const summary = await sync()
    expect(Object.values(standIn.statistics().faults).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1)
    expect(summary.incomplete).toEqual([])
    expect(await dumpFacts(target.database)).toEqual(undisturbed)
  })

  it('remembers the width that a repository could bear, and grows it slowly', async () => {
    standIn.setFaults([{ kind: 'status', status: 502, wider: 5, containing: DETAIL }])
    await sync()
    const narrow = await target.database.repository.findMany({ select: { pageWidth: true } })
    expect(narrow.every(({ pageWidth }) => pageWidth >= 3 && pageWidth < 12)).toBe(true)
  })

  it('tells every wait, and obeys retry-after', async () => {
    standIn.setFaults([{ kind: 'secondary_limit', retryAfterSeconds: 3, times: 2, skip: 1 }])
    await sync()
    expect(waits).toEqual(Array(2).fill({ reason: 'secondary rate limit', seconds: 3 }))
  })

  it('waits a minute at least, and longer each time, where GitHub says nothing', async () => {
    standIn.setFaults([{ kind: 'secondary_limit', times: 3 }])
    await sync()
    expect(waits.map(({ seconds }) => seconds)).toEqual([60, 120, 240])
  })

  it('gives up with one line when the limit does not end, and goes on next time', async () => {
    standIn.setFaults([{ kind: 'secondary_limit', retryAfterSeconds: 1, skip: 8 }])
    await expect(sync()).rejects.toThrow(/^GitHub keeps refusing because of its secondary rate limit/)
    standIn.reset()
    expect((await sync()).incomplete).toEqual([])
    expect(await dumpFacts(target.database)).toEqual(undisturbed)
  })

  it('calls an outage by its name instead of calling pull requests poison', async () => {
    standIn.setFaults([{ kind: 'status', status: 502, skip: 8 }])
    await expect(sync()).rejects.toThrow(/does not answer \(GitHub answered 502\)/)
    expect(await target.database.pullRequest.count({ where: { readError: { not: null } } })).toBe(0)
  })
})

describe('one poison pull request', () => {
  beforeEach(() => standIn.setFaults([{ kind: 'status', status: 502, id: POISON }]))

  it('is found at width one, named, and does not keep the rest', async () => {
    const summary = await sync()
    expect(summary.incomplete).toEqual(['corner/repository-1#14: GitHub answered 502'])
    const stored = await dumpFacts(target.database)
    const others = (rows: string[]) => rows.filter((row) => !row.includes(`"${POISON}"`))
    for (const table of ['pull_requests', 'reviews', 'comments', 'commits', 'changed_files', 'checks'] as const) {
      expect(others(stored[table])).toEqual(others(undisturbed[table]))
    }
    expect(await target.database.organization.findFirst()).toMatchObject({ syncedAt: NOW })
    expect((await target.database.repository.findMany({ where: { pageWidth: { lt: 24 } } })).length).toBe(0)
  })

  it('is tried again by the next run', async () => {
    await sync()
    standIn.setFaults([])
    expect((await sync()).incomplete).toEqual([])
    expect(await dumpFacts(target.database)).toEqual(undisturbed)
  })
})

describe('one poison review thread', () => {
  it('keeps its own pull request out of the figures, and no other', async () => {
    standIn.setFaults([{ kind: 'status', status: 502, id: 'PRRT_scale_0_13_0' }])
    const summary = await sync()
    expect(summary.incomplete).toEqual(['corner/repository-1#14: review thread: GitHub answered 502'])
    expect(await target.database.pullRequest.count({ where: { isComplete: true } })).toBe(99)
    expect(await target.database.pendingEvaluation.count()).toBe(99)
    standIn.setFaults([])
    expect((await sync()).incomplete).toEqual([])
    expect(await dumpFacts(target.database)).toEqual(undisturbed)
  })
})

describe('what only a person can mend, in one line each', () => {
  const withToken = (token: string) => sync({ getToken: async () => token })

  it('a wrong token', async () => {
    await expect(withToken('nonsense')).rejects.toThrow('GitHub does not accept the token (401 Bad credentials).')
    expect(await target.database.organization.count()).toBe(0)
  })

  it('an organisation that does not exist', async () => {
    await expect(sync({ login: 'nowhere' })).rejects.toThrow('GitHub knows no organisation "nowhere" that this token may see.')
  })

  it('a repository that does not exist', async () => {
    await expect(sync({ repositories: ['corner/nothing'] })).rejects.toThrow('has no repository "corner/nothing"')
  })

  it('single sign-on', async () => {
    await expect(withToken(STAND_IN_TOKENS.withoutSso)).rejects.toThrow(/SAML/)
  })

  it('teams that may not be read are a warning', async () => {
    const warnings: string[] = []
    const summary = await sync({ getToken: async () => STAND_IN_TOKENS.withoutTeams, onWarning: (line) => warnings.push(line) })
    expect(summary.incomplete).toEqual([])
    expect(warnings).toEqual([expect.stringContaining('may not read the teams')])
    expect(await target.database.team.count()).toBe(0)
  })

  it('protection rules that may not be read are unknown, not absent', async () => {
    await sync({ getToken: async () => STAND_IN_TOKENS.withoutProtection })
    const repositories = await target.database.repository.findMany({ select: { protectedBranches: true } })
    expect(repositories.map((repository) => repository.protectedBranches)).toEqual([null, null])
  })
})

it('refuses a second ingest of the same organisation in one line', async () => {
  const message = 'Another ingest of "corner" is at work on this database.'
  await withOrganizationLock(target.database, 'Corner', () => expect(sync()).rejects.toThrow(message))
  expect((await sync()).incomplete).toEqual([])
})

it('holds its lock without a snapshot, which would keep vacuum from every row that dies meanwhile', async () => {
  const held = await withOrganizationLock(
    target.database,
    'corner',
    () => target.database.$queryRaw<{ state: string; backend_xmin: string | null; backend_xid: string | null }[]>`
    select state, backend_xmin::text, backend_xid::text from pg_stat_activity
    where datname = current_database() and application_name = 'plumbline ingest lock'`,
  )
  expect(held).toEqual([{ state: 'idle in transaction', backend_xmin: null, backend_xid: null }])
})
