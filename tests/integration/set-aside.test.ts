import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listSetAside } from '@/lib/db/facts/set-aside'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import type { StandIn } from '@/lib/demo/stand-in/start'
import { makeNoChildFacts } from '@/lib/facts/pull-request-facts'
import { computePendingMetrics, rebuildMetrics } from '@/lib/jobs/compute-metrics'
import { storePullRequests } from '@/lib/jobs/store-pull-requests'
import { syncOrganization, type SyncSummary } from '@/lib/jobs/sync-organization'
import { parseConfiguration, toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { startRewritingProxy } from '../support/rewriting-proxy'

// One pull request of 250 stops a step; the other 249 are as they are where nothing stops.

const END = new Date('2026-11-20T09:30:00Z')
const world = makeScaleWorld({ pullRequests: 250, end: END, login: 'northlight' })
let standIn: StandIn
let url: string
let held: TestDatabase
let calm: Snapshot
let odd: { id: string; number: number; repository: string }
let rewrite: (node: Record<string, unknown>) => void = () => {}
const opened: TestDatabase[] = []

async function open(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  opened.push(database)
  return database
}

beforeAll(async () => {
  standIn = await startTestStandIn({ world })
  url = await startRewritingProxy(standIn.url, (node) => rewrite(node))
  const { database } = await open()
  await sync(database)
  calm = await snapshot(database)
  const [row] = await database.$queryRawUnsafe<(typeof odd)[]>(`
    select p.id, p.number, r.name_with_owner as repository from pull_requests p join repositories r on r.id = p.repository_id
    where p.merged_at is not null order by p.created_at desc offset 40 limit 1`)
  if (!row) throw new Error('no pull request')
  odd = row
})
beforeEach(async () => {
  rewrite = () => {}
  held = await open()
})
afterAll(async () => {
  for (const one of opened) await one.drop()
})

const NO_FACTS = { pullRequests: [], ...makeNoChildFacts() }

interface SyncChoice {
  at?: Date
  computes?: boolean
  configuration?: Configuration
  judgeSeconds?: number
}

async function sync(database: TestDatabase['database'], choice: SyncChoice = {}): Promise<SyncSummary> {
  const { at = END, computes = true, configuration = toDefaultConfiguration(), judgeSeconds } = choice
  return syncOrganization({
    database,
    apiUrl: url,
    getToken: async () => standIn.token,
    login: 'northlight',
    clock: () => at,
    sleep: async () => {},
    afterFacts: ({ organizationId, asOf }) =>
      computes ? computePendingMetrics({ database, organizationId, configuration, asOf, judgeSeconds }) : Promise.resolve(),
  })
}

interface Snapshot {
  /** Rows by pull request. */
  facts: Map<string, string>
  evaluations: Map<string, string>
}

async function snapshot(database: TestDatabase['database']): Promise<Snapshot> {
  const read = async (sql: string) => {
    const rows = await database.$queryRawUnsafe<{ id: string; text: string }[]>(sql)
    return new Map(rows.map(({ id, text }) => [id, text]))
  }
  return {
    facts: await read(`
      select p.id, (to_jsonb(p) - 'read_at')::text || coalesce((select string_agg(c::text, '|' order by c.id) from comments c where c.pull_request_id = p.id), '')
        || coalesce((select string_agg(v::text, '|' order by v.id) from reviews v where v.pull_request_id = p.id), '') as text
      from pull_requests p`),
    evaluations: await read(`
      select m.pull_request_id as id, (to_jsonb(m) - 'generation')::text || e.evidence::text as text
      from pull_request_metrics m join pull_request_evidence e using (organization_id, generation, pull_request_id)`),
  }
}

const without = (rows: Map<string, string>, id = odd.id) => new Map([...rows].filter(([key]) => key !== id))

async function expectOthers(facts: 'facts' | 'all' = 'all') {
  const now = await snapshot(held.database)
  if (facts === 'all') expect(without(now.facts)).toEqual(without(calm.facts))
  expect(without(now.evaluations)).toEqual(without(calm.evaluations))
  expect(now.evaluations.size).toBe(249)
}

/** Its facts as they stand, in a table of their own; the sums must be those of a world without it. */
async function expectSumsWithoutIt() {
  const dump = async () =>
    held.database.$queryRawUnsafe(`
      select scope, week_on, roll_up::text from team_week_rollups order by scope, week_on`)
  const narrowed = await dump()
  await held.database.$executeRawUnsafe(`delete from team_week_rollups`)
  await held.database.$executeRawUnsafe(`
    insert into pending_roll_ups (organization_id, scope, week_on)
    select 1, scope, week_on from (values ${(narrowed as { scope: string; week_on: Date }[])
      .map(({ scope, week_on }) => `('${scope}', '${week_on.toISOString().slice(0, 10)}'::date)`)
      .join(',')}) w(scope, week_on)`)
  await computePendingMetrics({ database: held.database, organizationId: 1, configuration: toDefaultConfiguration(), asOf: END })
  expect(await dump()).toEqual(narrowed)
}

const named = () => `${odd.repository}#${odd.number}`
const words = async () =>
  (await listSetAside(held.database, 1)).map(({ repository, number, reason }) => `${repository}#${number} ${reason}`)

describe('one of 250', () => {
  it('cannot be parsed', async () => {
    rewrite = (node) => {
      if (node.id === odd.id && 'state' in node) node.state = 'PONDERED'
    }
    const { incomplete } = await sync(held.database)
    expect(incomplete).toEqual([`${named()}: unexpected answer at state`])
    expect(await words()).toEqual([`${named()} could not be read: unexpected answer at state`])
    await expectOthers()
    rewrite = () => {}
    expect((await sync(held.database)).incomplete).toEqual([])
    expect(await snapshot(held.database)).toEqual(calm)
  })

  it.each([
    ['', 'is null'],
    ['review thread: ', 'is not null'],
  ])('cannot be stored: %s', async (what, condition) => {
    await refuse('comments', `new.pull_request_id = '${odd.id}' and new.thread_id ${condition}`)
    const { incomplete } = await sync(held.database)
    const reason = `could not be stored: ${what}the database refuses a value of it (22P02)`
    expect(incomplete).toEqual([`${named()}: ${reason}`])
    expect(await words()).toEqual([`${named()} ${reason}`])
    await expectOthers()
    await accept('comments')
    expect((await sync(held.database)).incomplete).toEqual([])
    expect(await snapshot(held.database)).toEqual(calm)
  })

  it('cannot be read, in words that begin like ours, nor written down: what is told is why it could not be', async () => {
    await sync(held.database, { computes: false })
    const {
      id,
      repositoryId,
      number,
      title,
      url: address,
      createdAt,
      updatedAt,
    } = await held.database.pullRequest.findFirstOrThrow({
      where: { id: odd.id },
    })
    const reason = 'could not be stored: said GitHub'
    const unreadable = [{ id, number, title, url: address, createdAt, updatedAt, failed: 'read' as const, reason }]
    const batch = { organizationId: 1, repositoryId, facts: NO_FACTS, missing: [], unreadable, readAt: END, walk: {} }
    await storePullRequests(held.database, batch, new Map())
    expect(await words()).toEqual([`${named()} could not be read: ${reason}`])
    await held.database.pullRequest.updateMany({ where: { id }, data: { readError: null } })
    await refuse('pull_requests', `new.id = '${id}'`)
    await storePullRequests(held.database, batch, new Map())
    expect(await words()).toEqual([`${named()} could not be stored: the database refuses a value of it (22P02)`])
  })

  it('cannot be stored, not even that it is there', async () => {
    await refuse('pull_requests', `new.id = '${odd.id}'`)
    const { incomplete } = await sync(held.database)
    expect(incomplete).toEqual([`${named()} could not be stored: the database refuses a value of it (22P02)`])
    await expectOthers()
    await accept('pull_requests')
    // Known to none of our tables: a reading finds it because it is not stored.
    await held.database.repository.updateMany({ data: { backfilledAt: null, manifestCursor: null, watermark: null, pullRequestsSeen: 0 } })
    expect((await sync(held.database)).incomplete).toEqual([])
    expect(await words()).toEqual([])
    expect(await snapshot(held.database)).toEqual(calm)
  })

  it('cannot be judged, and is tried again with another program, not before', async () => {
    await sync(held.database, { computes: false })
    await held.database.$executeRawUnsafe(`update pull_requests set closing_issues = '{}' where id = '${odd.id}'`)
    const { incomplete } = await sync(held.database)
    expect(incomplete).toEqual([expect.stringMatching(/#\d+ could not be judged: TypeError: /)])
    await expectOthers('facts')
    await expectSumsWithoutIt()
    const compute = (configuration = toDefaultConfiguration()) =>
      computePendingMetrics({ database: held.database, organizationId: 1, configuration, asOf: END })
    expect(await compute()).toMatchObject({ evaluated: 0 })
    // What it stumbles over is mended, but neither it nor the program has changed.
    await held.database.$executeRawUnsafe(`update pull_requests set closing_issues = '[]' where id = '${odd.id}'`)
    expect(await compute()).toMatchObject({ evaluated: 0 })
    await held.database.setAsidePullRequest.updateMany({ data: { derivedWith: 'an earlier release' } })
    expect(await compute()).toMatchObject({ evaluated: 1 })
    expect(await words()).toEqual([])
    expect(await held.database.pullRequestMetrics.count()).toBe(250)
  })

  it('has an evaluation that cannot be stored', async () => {
    await refuse('pull_request_evidence', `new.pull_request_id = '${odd.id}'`)
    const { incomplete } = await sync(held.database)
    expect(incomplete).toEqual([`${named()} has figures that could not be stored: the database refuses a value of it (22P02)`])
    await expectOthers()
    await expectSumsWithoutIt()
    await accept('pull_request_evidence')
    await rebuildMetrics({ database: held.database, organizationId: 1, configuration: toDefaultConfiguration() })
    expect(await words()).toEqual([])
    expect(await snapshot(held.database)).toEqual(calm)
  })

  it('has an evaluation that cannot be summed', async () => {
    await sync(held.database)
    await held.database.$executeRawUnsafe(`update pull_request_metrics set review = '{}' where pull_request_id = '${odd.id}'`)
    await held.database.$executeRawUnsafe(`
      insert into pending_roll_ups select organization_id, scope, week_on from team_week_rollups on conflict do nothing`)
    const { incomplete } = await sync(held.database)
    expect(incomplete).toEqual([expect.stringMatching(/#\d+ has figures that cannot be summed: TypeError: /)])
    await expectOthers()
    await expectSumsWithoutIt()
  })

  it('has a text that holds the processor', async () => {
    // Four stars in one name against a name of one letter: what a glob may ask for, and no path of people's answers.
    rewrite = (node) => {
      if (node.id === odd.id && 'files' in node) {
        const files = node.files as { nodes: { path: string }[] }
        files.nodes.forEach((file, index) => (file.path = `${'a/'.repeat(380)}${'a'.repeat(250)}${index}`))
      }
    }
    const { configuration } = parseConfiguration(
      "surfaces:\n  - name: Hard\n    paths: ['**/*a*a*a*b', '**/a/**/a/**/a/**/c']\n    maintainers: ['@a']\n",
      'plumbline.yml',
    )
    if (!configuration) throw new Error('not a configuration')
    const { incomplete } = await sync(held.database, { configuration, judgeSeconds: 1 })
    expect(incomplete).toEqual([`${named()} could not be judged: its text is too hard (more than 1 s)`])
    expect(await held.database.pullRequestMetrics.count()).toBe(249)
  })
})

it('an outage of the database sets nothing aside', async () => {
  await refuse('comments', `true`, '57P01')
  const { incomplete } = await sync(held.database).catch((error: unknown) => ({ incomplete: [String(error)] }))
  expect(incomplete.join()).toContain('refused by the test')
  expect(await held.database.setAsidePullRequest.count()).toBe(0)
  expect(await held.database.pullRequest.count({ where: { readError: { not: null } } })).toBe(0)
})

/** A table that refuses some rows, as Postgres refuses a value. */
async function refuse(table: string, when: string, state = '22P02') {
  await held.database.$executeRawUnsafe(`
    create function refuse_${table}() returns trigger language plpgsql as
    $$ begin raise exception 'refused by the test' using errcode = '${state}'; end $$`)
  await held.database.$executeRawUnsafe(`
    create trigger refuse before insert or update on ${table} for each row when (${when}) execute function refuse_${table}()`)
}

async function accept(table: string) {
  await held.database.$executeRawUnsafe(`drop trigger refuse on ${table}`)
}
