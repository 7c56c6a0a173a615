import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { addWeeks, toWeekStart } from '@/lib/dates'
import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'
import type { EmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { fillForBench } from '@/lib/db/bench/fill'
import { getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { enqueueRollUps, toTouchedWeeks } from '@/lib/db/figures/pending-roll-ups'
import { listScopeReadings } from '@/lib/db/figures/scope-readings'
import { makeBenchEvaluations, PEOPLE_PER_TEAM } from '@/lib/demo/scale/bench-evaluations'
import { computePendingMetrics, toRulesHash } from '@/lib/jobs/compute-metrics'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import { SERIES_WEEKS, TRAILING_WEEKS } from '@/lib/metrics/readings/scope-document'
import { toDefaultConfiguration } from '@/lib/policy/configuration'
import { migrate } from '@/prisma/migrate'
import { say } from './with-database'

export const BENCH_END = new Date('2026-11-16T00:00:00Z')
export const BENCH_ORGANIZATION = 1
const BENCH_REPOSITORIES = 40

export interface BenchDatabase {
  url: string
  database: Database
  /** null: it was full already. */
  fillSeconds: number | null
  rollUpSeconds: number | null
}

/**
 * A database of so many pull requests and teams, filled and rolled up once and kept for the next run. `isRolledUpAnew`
 * makes weeks and documents again from the rows that are there. Its name tells what it was made by: other rows make
 * another one.
 */
export async function openBenchDatabase(
  postgres: EmbeddedPostgres,
  { pullRequests, teams, isRolledUpAnew = false }: { pullRequests: number; teams: number; isRolledUpAnew?: boolean },
): Promise<BenchDatabase> {
  const name = `plumbline_bench_${pullRequests}_${teams}_${hashSources()}`
  let url = await postgres.openUrl(name)
  await migrate(url)
  let database = openDatabase(url)
  const facts = await getOrganizationFacts(database, BENCH_ORGANIZATION)
  const isRolledUp = facts !== null && (await listScopeReadings(database, BENCH_ORGANIZATION, ['organization'])).length > 0
  if (isRolledUp && !isRolledUpAnew) return { url, database, fillSeconds: null, rollUpSeconds: null }
  let fillSeconds = null
  if (!isRolledUp) {
    // Nothing, or what a killed run left.
    await closeDatabase(url)
    await postgres.dropDatabase(name)
    url = await postgres.openUrl(name)
    await migrate(url)
    database = openDatabase(url)
    say(`filling a database with ${pullRequests} pull requests of ${teams} teams`)
    fillSeconds = await time(() => fill(url, database, pullRequests, teams))
  }
  say(`rolling up${fillSeconds === null ? '' : `; filled in ${fillSeconds.toFixed(0)} s`}`)
  const rollUpSeconds = await time(() => rollUp(database))
  return { url, database, fillSeconds, rollUpSeconds }
}

/** Small organisations are young: 10,000 pull requests of 400 teams over three years would leave every team withheld. */
function toWeeks(pullRequests: number): number {
  return pullRequests >= 100_000 ? 156 : 52
}

async function fill(url: string, database: Database, pullRequests: number, teams: number): Promise<void> {
  const size = { pullRequests, teams, repositories: BENCH_REPOSITORIES, weeks: toWeeks(pullRequests), end: BENCH_END }
  await fillForBench(url, database, {
    ...size,
    organizationId: BENCH_ORGANIZATION,
    peoplePerTeam: PEOPLE_PER_TEAM,
    derivedWith: toRulesHash(toDefaultConfiguration()),
    evaluations: makeBenchEvaluations(size),
  })
}

/** The weeks that the default documents look back on. */
async function rollUp(database: Database): Promise<void> {
  const configuration = toDefaultConfiguration()
  const facts = await getOrganizationFacts(database, BENCH_ORGANIZATION)
  if (!facts) throw new Error('The database was not filled')
  const { scopes } = toOrganizationContext(facts, configuration)
  const to = addWeeks(toWeekStart(BENCH_END), 1)
  await enqueueRollUps(database, BENCH_ORGANIZATION, toTouchedWeeks(scopes, addWeeks(to, -SERIES_WEEKS - TRAILING_WEEKS - 1), to))
  await computePendingMetrics({ database, organizationId: BENCH_ORGANIZATION, configuration, asOf: BENCH_END })
}

function hashSources(): string {
  const digest = createHash('sha256')
  for (const file of ['lib/db/bench/fill.ts', 'lib/demo/scale/bench-evaluations.ts']) digest.update(readFileSync(file))
  return digest.digest('hex').slice(0, 8)
}

async function time(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
