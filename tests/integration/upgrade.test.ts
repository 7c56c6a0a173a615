import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { closeDatabase, openDatabase } from '@/lib/db/client'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { migrate } from '@/prisma/migrate'
import { MIGRATIONS } from '@/prisma/migrations'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization } from '@/tests/support/seed-organization'

// A database of the first release, full, is brought to the newest schema: what it showed it shows on, until the next
// sync derives everything anew.

const FIRST = '0001_facts_people_and_readings'
const NAME = 'test_upgrade'
const end = new Date('2026-11-20T09:30:00Z')
const configuration = toDefaultConfiguration()
const world = makeScaleWorld({ pullRequests: 60, end, login: 'northlight' })

let present: TestDatabase
let old: URL

beforeAll(async () => {
  present = await createTestDatabase()
  await seedOrganization(present.database, world, { at: end, configuration })
  old = new URL(inject('cluster').url)
  await run(old.href, `create database ${NAME}`)
  old.pathname = `/${NAME}`
  await makeOld(present.url, old.href)
})
afterAll(async () => {
  await closeDatabase(old.href)
  await run(inject('cluster').url, `drop database ${NAME} with (force)`)
  await present.drop()
})

async function run<Row extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** The first release's tables with the rows of the present database, as that release would have written them. */
async function makeOld(from: string, to: string): Promise<void> {
  await run(to, readFileSync(join(MIGRATIONS, FIRST, 'migration.sql'), 'utf8'))
  await run(
    to,
    `create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
      migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(),
      applied_steps_count int not null default 0)`,
  )
  const tables = await run<{ name: string }>(to, "select table_name as name from information_schema.tables where table_schema = 'public'")
  for (const { name } of tables) {
    await run(to, `insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [await read(from, name)])
  }
  await run(
    to,
    `update pull_request_metrics set trail = trail - 'met' || jsonb_build_object('why', trail->'met' ? 'why'), ai = ai - 'closedLoop' - 'tier';
     update pull_request_evidence set evidence = evidence - 'controls' - 'manifests';
     delete from scope_readings where scope like 'surface:%' or scope like 'cell:%';
     delete from team_week_rollups where scope like 'surface:%' or scope like 'cell:%';
     update organizations set derived_with = 'the first release'`,
  )
}

async function read(url: string, table: string): Promise<string> {
  const source: Record<string, string> = {
    team_pull_requests: "select *, substr(scope, 6) as team_id from scope_pull_requests where scope like 'team:%'",
    _prisma_migrations: `select * from _prisma_migrations where migration_name = '${FIRST}'`,
  }
  const [row] = await run<{ rows: string }>(
    url,
    `select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows from (${source[table] ?? `select * from ${table}`}) t`,
  )
  return row?.rows ?? '[]'
}

const DERIVED = [
  'pull_request_metrics',
  'pull_request_evidence',
  'scope_pull_requests',
  'team_week_rollups',
  'scope_readings',
  'pending_roll_ups',
]

async function listRows(url: string): Promise<Record<string, string[]>> {
  const rows = await Promise.all(
    DERIVED.map(async (table) => {
      const found = await run<{ text: string }>(url, `select (to_jsonb(t) - 'generation')::text as text from ${table} t order by 1`)
      return [table, found.map(({ text }) => text)] as const
    }),
  )
  return Object.fromEntries(rows)
}

test('the upgrade keeps what is shown, and the next sync leads to the rows of a new database', async () => {
  expect(await run(old.href, 'select 1 from team_pull_requests')).not.toHaveLength(0)
  expect(await migrate(old.href)).toContain('0002_surfaces_and_controls')
  const database = openDatabase(old.href)
  const { id } = await database.organization.findFirstOrThrow()

  const teams = await database.scopePullRequest.findMany({ orderBy: [{ scope: 'asc' }, { pullRequestId: 'asc' }] })
  expect(teams).toEqual(
    await present.database.scopePullRequest.findMany({
      where: { scope: { startsWith: 'team:' } },
      orderBy: [{ scope: 'asc' }, { pullRequestId: 'asc' }],
    }),
  )
  const rows = await listNarrowEvaluations(database, id, 'organization', { from: new Date(0), to: end })
  expect(rows).toHaveLength(60)
  for (const { trail, ai, surfaces, controls, unclassified } of rows) {
    if (trail) expect(trail.met.every((element) => element === 'why')).toBe(true)
    if (ai) expect(ai).toMatchObject({ closedLoop: false, tier: 'L0' })
    expect([surfaces, controls, unclassified]).toEqual([[], null, []])
  }
  expect(await database.scopeReadings.count()).toBeGreaterThan(0)
  // Weeks of the old form would not add up with new ones.
  expect(await database.teamWeekRollup.count()).toBe(0)
  expect(await database.pendingRollUp.count()).toBeGreaterThan(0)

  // What a sync reads before it computes, and the first release had no table for.
  for (const name of ['branch_rule_snapshots', 'machine_users']) {
    await run(old.href, `insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
      await read(present.url, name),
    ])
  }
  await computePendingMetrics({ database, organizationId: id, configuration, asOf: end })
  expect(await listRows(old.href)).toEqual(await listRows(present.url))
})
