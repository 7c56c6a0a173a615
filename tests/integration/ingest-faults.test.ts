import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { dumpFacts, type FactTable } from '@/lib/commands/proof/fact-rows'
import { FAULTS, makeFaultWorld, readFaultWorld, readWithFaults } from '@/lib/commands/proof/read-with-faults'
import { STAND_IN_TOKENS, type StandIn } from '@/lib/demo/stand-in/start'
import { withOrganizationLock } from '@/lib/db/sync/organization'
import { DETAIL_WIDTH } from '@/lib/github/queries/pull-request'
import type { SyncOptions, SyncSummary } from '@/lib/jobs/sync-organization'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'

const NOW = new Date('2026-11-16T00:00:00Z')
const POISON = 'PR_scale_0_13'
let standIn: StandIn
let undisturbed: Record<FactTable, string[]>
let target: TestDatabase
const opened: TestDatabase[] = []
let waits: { reason: string; seconds: number }[] = []

beforeAll(async () => {
  standIn = await startTestStandIn({ world: makeFaultWorld() })
  const calm = await createTestDatabase()
  opened.push(calm)
  await sync({ database: calm.database })
  undisturbed = await dumpFacts(calm.url)
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
  return readFaultWorld(standIn, target?.database, { onWait: (reason, seconds) => waits.push({ reason, seconds }), ...options })
}

const DETAIL = 'query pullRequests('
// Each kind of fault alone; `npm run bench -- proof` repeats all of them with five seeds.
const TRIED = Object.entries(FAULTS)

describe('faults of GitHub', () => {
  it.each(TRIED)('%s: nothing is lost and nothing twice', async (_name, faults) => {
    const { struck, incomplete, facts: read } = await readWithFaults(createTestDatabase, standIn, faults, 7)
    expect(struck).toBeGreaterThan(1)
    expect(incomplete).toEqual([])
    expect(read).toEqual(undisturbed)
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
    expect(await dumpFacts(target.url)).toEqual(undisturbed)
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
    const stored = await dumpFacts(target.url)
    const others = (rows: string[]) => rows.filter((row) => !row.includes(`"${POISON}"`))
    for (const table of ['pull_requests', 'reviews', 'comments', 'commits', 'changed_files', 'checks'] as const) {
      expect(others(stored[table])).toEqual(others(undisturbed[table]))
    }
    expect(await target.database.organization.findFirst()).toMatchObject({ syncedAt: NOW })
    expect((await target.database.repository.findMany({ where: { pageWidth: { lt: DETAIL_WIDTH } } })).length).toBe(0)
  })

  it('is tried again by the next run', async () => {
    await sync()
    standIn.setFaults([])
    expect((await sync()).incomplete).toEqual([])
    expect(await dumpFacts(target.url)).toEqual(undisturbed)
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
    expect(await dumpFacts(target.url)).toEqual(undisturbed)
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

describe('a machine that fails', () => {
  async function execute(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: inject('cluster').url })
    await client.connect()
    await client.query(sql).finally(() => client.end())
  }

  it('names a disk that fills up in the middle, and goes on when there is space again', async () => {
    await target.database.$executeRaw`
      create function fill_disk() returns trigger language plpgsql as $$ begin
        if (select count(*) from comments) > 20 then
          raise exception using errcode = 'disk_full', message = 'could not extend file "base/1/2": No space left on device';
        end if;
        return new;
      end $$`
    await target.database.$executeRaw`create trigger full_disk before insert on comments for each row execute function fill_disk()`
    await expect(sync()).rejects.toThrow(
      /^The database has no space left on its disk: could not extend file "base\/1\/2": No space left on device\.$/,
    )
    expect(await target.database.organization.findFirst()).toMatchObject({ lastError: expect.stringMatching(/Free some space there/) })
    await target.database.$executeRaw`drop trigger full_disk on comments`
    expect((await sync()).incomplete).toEqual([])
    expect(await dumpFacts(target.url)).toEqual(undisturbed)
  })

  it('tells the first error where Postgres goes away in the middle, and goes on when it is back', async () => {
    const name = new URL(target.url).pathname.slice(1)
    const left: Promise<void>[] = []
    const leave = async () => {
      await execute(`alter database ${name} allow_connections false`)
      await execute(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    }
    const reading = sync({ onProgress: ({ pullRequestsDone }) => void (pullRequestsDone > 20 && left.length === 0 && left.push(leave())) })
    await expect(reading).rejects.toThrow(/^The database does not answer: /)
    await Promise.all(left)
    await execute(`alter database ${name} allow_connections true`)
    expect((await sync()).incomplete).toEqual([])
    expect(await dumpFacts(target.url)).toEqual(undisturbed)
  })

  it('takes no reading back where the clock goes back, between two runs or in the middle of one', async () => {
    const anHour = 3_600_000
    let asked = 0
    await sync({ clock: () => new Date(NOW.getTime() - ((asked += 1) > 10 ? anHour : 0)) })
    expect(await target.database.organization.findFirst()).toMatchObject({ syncedAt: NOW })
    expect(await dumpFacts(target.url)).toEqual(undisturbed)
    await sync({ clock: () => new Date(NOW.getTime() - anHour) })
    expect(await target.database.organization.findFirst()).toMatchObject({ syncedAt: NOW })
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
