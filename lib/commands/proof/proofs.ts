import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { createApiToken } from '@/lib/db/access/api-tokens'
import type { Database } from '@/lib/db/client'
import { findOrganization } from '@/lib/db/organization/find'
import { DEMO_LOGIN } from '@/lib/demo/organization/configuration'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { createRandom } from '@/lib/demo/seeded-random'
import { startStandIn } from '@/lib/demo/stand-in/start'
import { extendEnvironment } from '@/lib/env'
import { handleSync } from '@/lib/jobs/handle-sync'
import { startWeb } from '../start-web'
import { killIngest, withDatabaseOf, type Facts } from './kill-ingest'
import { dumpSchema, killMigrations, type KilledMigration } from './kill-migrations'
import type { ProofDatabases } from './open-proof-databases'
import { FAULTS, makeFaultWorld, readWithFaults } from './read-with-faults'
import { listScopes, RANGES, walkList, type AskApi, type WalkedScope } from './walk-lists'

export interface Outcome {
  tried: number
  /** One line for each that does not hold. */
  broken: string[]
}

/** Each proof by the name that chooses it. */
export const PROOFS: Record<string, (open: ProofDatabases) => Promise<Outcome>> = {
  kills: proveKills,
  migrations: proveMigrations,
  faults: proveFaults,
  lists: proveLists,
  properties: proveProperties,
}

const KILLS = 20
/** Of each migration. The queue's own are among them: they follow ours, and take the longest. */
const MIGRATION_KILLS = 20
const LONGEST_MIGRATION_MILLISECONDS = 250
const FAULT_SEEDS = [7, 1, 2, 3, 4]
const PROPERTY_SEEDS = Array.from({ length: 10 }, (_, index) => 1000 + index)
const NO_CONFIGURATION = '.plumbline/no-plumbline.yml'
const NOW = new Date('2026-11-18T09:00:00Z')

/** An ingest that is killed with -9 ends with the rows of an undisturbed one, and asks GitHub for little more. */
async function proveKills(open: ProofDatabases): Promise<Outcome> {
  const { undisturbed, killed } = await killIngest(open.migrated, { kills: KILLS, seed: KILLS })
  const broken = killed.flatMap(({ kills, ends, facts, points, allowedPoints }, index) => {
    const what = `database ${index + 1}, killed ${kills} times`
    return [
      ...ends.filter(({ code }) => code !== 0).map(({ code, stderr }) => `${what}: ended with ${code}: ${stderr.trim()}`),
      ...compareFacts(facts, undisturbed).map((line) => `${what}: ${line}`),
      ...(points > allowedPoints ? [`${what}: ${points} points, ${allowedPoints} allowed`] : []),
    ]
  })
  return { tried: killed.reduce((sum, { kills }) => sum + kills, 0), broken }
}

/** A migration that is killed with -9 at any instant is made whole by the next start. */
async function proveMigrations(open: ProofDatabases): Promise<Outcome> {
  const random = createRandom(KILLS)
  const expected = await withDatabaseOf(open.migrated, ({ url }) => dumpSchema(url))
  const killed: KilledMigration[] = []
  for (let kills = 0; kills < MIGRATION_KILLS; kills += 1) {
    killed.push(...(await killMigrations(open.empty, expected, kills === 0 ? null : () => random() * LONGEST_MIGRATION_MILLISECONDS)))
  }
  return { tried: killed.length, broken: killed.flatMap(({ name, broken }) => (broken === null ? [] : `${name}: ${broken}`)) }
}

/** Whatever GitHub does wrong, and whenever, nothing is lost and nothing is there twice. */
async function proveFaults(open: ProofDatabases): Promise<Outcome> {
  const standIn = await startStandIn({ world: makeFaultWorld() })
  const broken: string[] = []
  let tried = 0
  try {
    const undisturbed = (await readWithFaults(open.migrated, standIn, [], 1)).facts
    for (const [name, faults] of Object.entries(FAULTS)) {
      for (const seed of FAULT_SEEDS) {
        const { struck, incomplete, facts } = await readWithFaults(open.migrated, standIn, faults, seed)
        const what = `${name}, seed ${seed}`
        if (struck < 2) broken.push(`${what}: it struck ${struck} times, which proves nothing`)
        if (incomplete.length > 0) broken.push(`${what}: not read: ${incomplete.join('; ')}`)
        broken.push(...compareFacts(facts, undisturbed).map((line) => `${what}: ${line}`))
        tried += 1
      }
    }
  } finally {
    await standIn.close()
  }
  return { tried, broken }
}

/** Every count of every team is found again in its list, and no list names a team that is withheld. Through the real web process. */
async function proveLists(open: ProofDatabases): Promise<Outcome> {
  return withDatabaseOf(open.migrated, async ({ url, database }) => {
    const token = await readDemo(database)
    const web = await startWeb(0, {
      DATABASE_URL: url,
      GITHUB_ORG: '',
      PLUMBLINE_CONFIG: NO_CONFIGURATION,
      PLUMBLINE_NOW: NOW.toISOString(),
    })
    const ask: AskApi = async (path) => {
      const response = await fetch(`${web.url}/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })
      if (response.status !== 200) throw new Error(`/api/v1/${path} answered ${response.status}: ${await response.text()}`)
      return response.json()
    }
    try {
      const scopes = await listScopes(ask)
      const broken: string[] = []
      for (const [name, range] of Object.entries(RANGES)) {
        const walked: WalkedScope[] = []
        for (const scope of scopes) walked.push(await walkList(ask, scope, range))
        broken.push(...findBrokenLists(walked).map((line) => `${name}: ${line}`))
      }
      return { tried: scopes.length * Object.keys(RANGES).length, broken }
    } finally {
      await web.stop()
    }
  })
}

/** A tenth of the demo organisation, read as a sync reads it. @returns a token for the API */
async function readDemo(database: Database): Promise<string> {
  const standIn = await startStandIn({ world: makeDemoWorld({ end: NOW, size: 0.1 }) })
  try {
    await handleSync({
      database,
      source: { apiUrl: standIn.url, login: DEMO_LOGIN, getToken: async () => standIn.token },
      configurationPath: NO_CONFIGURATION,
      clock: () => NOW,
      signal: new AbortController().signal,
    })
  } finally {
    await standIn.close()
  }
  const { organization } = await findOrganization(database, DEMO_LOGIN)
  if (!organization) throw new Error(`${DEMO_LOGIN} was read and is not there`)
  return createApiToken(database, { organizationId: organization.id, name: 'proof', createdAt: NOW })
}

function findBrokenLists(walked: WalkedScope[]): string[] {
  const withheld = walked.filter(({ isWithheld }) => isWithheld)
  const named = new Set(walked.flatMap((one) => one.named))
  return [
    ...walked
      .filter(({ counted, expected }) => !isDeepStrictEqual(counted, expected))
      .map(
        ({ scope, counted, expected }) =>
          `${scope}: the list adds up to ${JSON.stringify(counted)}, the document says ${JSON.stringify(expected)}`,
      ),
    ...withheld.filter(({ listed }) => listed > 0).map(({ scope, listed }) => `${scope} is withheld and lists ${listed}`),
    ...withheld.filter(({ scope }) => named.has(scope)).map(({ scope }) => `${scope} is withheld and another list names it`),
    ...(withheld.length < 2 ? ['fewer than two teams are withheld, which proves little'] : []),
    ...(named.size < 2 ? ['the lists name fewer than two teams, which proves little'] : []),
  ]
}

/** The property tests of the unit tests, which `npm test` runs with one seed, with others. */
async function proveProperties(): Promise<Outcome> {
  const files = readdirSync('tests/unit', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join('tests/unit', name))
    .filter((path) => readFileSync(path, 'utf8').includes("from 'fast-check'"))
  const broken: string[] = []
  for (const seed of PROPERTY_SEEDS) {
    const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', '--reporter=dot', ...files], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: extendEnvironment({ PLUMBLINE_PROPERTY_SEED: String(seed) }),
    })
    const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve))
    if (code !== 0) broken.push(`seed ${seed}: PLUMBLINE_PROPERTY_SEED=${seed} npx vitest run --project unit says why`)
  }
  return { tried: files.length * PROPERTY_SEEDS.length, broken }
}

function compareFacts(facts: Facts, undisturbed: Facts): string[] {
  return (Object.keys(undisturbed) as (keyof Facts)[])
    .filter((table) => !isDeepStrictEqual(facts[table], undisturbed[table]))
    .map((table) => {
      const known = new Set(undisturbed[table])
      const row = facts[table].find((one) => !known.has(one))
      return `${table}: ${facts[table].length} rows, undisturbed ${undisturbed[table].length}${row ? `; the first that differs: ${row}` : ''}`
    })
}
