import { loadavg } from 'node:os'
import { chromium } from 'playwright-core'
import { createApiToken } from '@/lib/db/access/api-tokens'
import { closeDatabase, type Database } from '@/lib/db/client'
import { updateOrganizationSync, withOrganizationLock } from '@/lib/db/sync/organization'
import { getOrganization } from '@/lib/db/organization/find'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { createRandom } from '@/lib/demo/seeded-random'
import { OTHER_PLACES } from '@/lib/pages/frame/places'
import { BENCH_ORGANIZATION, openBenchDatabase } from './open-bench-database'
import { findBrowser } from './find-browser'
import { measureLoad, type Load } from './measure-load'
import { preparePages } from './prepare-pages'
import { readBench, toCount, toCounts } from './read-bench'
import { startWeb } from './start-web'
import { weighPage } from './weigh-page'
import { say } from './with-database'

// How fast pages and answers come at two sizes of an organisation, from the real web process, read in a closed loop by
// eight readers on the same machine.

const { sizes, teams, readers, seconds, only, rollUp } = readBench(
  'pages',
  'How fast pages and answers come, from the real web process.',
  (command) =>
    command
      .option('--sizes <numbers>', 'pull requests of each database', toCounts, [10_000, 1_000_000])
      .option('--teams <number>', 'in each of them', toCount, 400)
      .option('--readers <number>', 'who ask again as soon as they are answered', toCount, 8)
      .option('--seconds <number>', 'how long each page is asked for', toCount, 10)
      .option('--only <text>', 'questions whose name holds this', '')
      .option('--roll-up', 'make weeks and documents of the databases anew', false),
).opts<{ sizes: number[]; teams: number; readers: number; seconds: number; only: string; rollUp: boolean }>()

const UNDRAWN_A_READER = 4

const random = createRandom(7)
const anyTeam = () => `team-${1 + Math.floor(random() * teams)}`
const eachTeam = (n: number) => `team-${1 + (n % teams)}`

interface Question {
  path: (n: number) => string
  /** The path of the nth request of readers who all come first: no two the same. */
  firstPath?: (n: number) => string
  isApi?: boolean
}

/** What is asked, by its name in the table. */
const QUESTIONS: Record<string, Question> = {
  'organisation page': { path: () => '/' },
  'team page': { path: () => `/teams/${anyTeam()}`, firstPath: (n) => `/teams/${eachTeam(n)}` },
  ...Object.fromEntries(OTHER_PLACES.map(({ label, href }) => [label.toLowerCase(), { path: () => href }])),
  'team metrics': {
    path: () => `/api/v1/teams/${anyTeam()}/metrics`,
    firstPath: (n) => `/api/v1/teams/${eachTeam(n)}/metrics`,
    isApi: true,
  },
  'organisation metrics': { path: () => '/api/v1/organization/metrics', isApi: true },
}

interface Row extends Load {
  pullRequests: number
  question: string
  /** Readers who come first after a sync: nothing of the answer has been drawn before. */
  first: Load
  /** The rest is of pages alone. */
  withCookie: Load | null
  whileSyncing: Load | null
  /** Each request is for a page that nobody has drawn. */
  undrawn: Load | null
  /** What one of those drawings took of the web process's processor. */
  processorMilliseconds: number | null
  /** HTML and what React takes it over by, not compressed. */
  htmlKilobytes: number | null
}

interface Weight {
  page: string
  scriptKilobytes: number
  layoutShift: number
  largestPaintMilliseconds: number
}

await preparePages()
const rows: Row[] = []
const weights: Weight[] = []
const postgres = await openEmbeddedPostgres({ directory: '.plumbline/bench-postgres', durable: false, say })
const served: Served[] = []
try {
  for (const pullRequests of sizes) served.push(await serve(pullRequests))
  // Size after size, so that both are asked on the same machine: what else it does changes within minutes.
  for (const [name, question] of Object.entries(QUESTIONS)) {
    if (!name.includes(only)) continue
    for (const one of served) await measure(one, name, question)
  }
  const largest = served.at(-1)
  if (largest) weights.push(...(await weigh(largest.url)))
} finally {
  for (const { stop } of served) await stop()
  await postgres.release()
}
printTable()
console.table(weights)
console.log(JSON.stringify({ bench: 'pages', teams, readers, loadAverage: loadavg()[0], rows, weights }))

interface Served {
  pullRequests: number
  url: string
  database: Database
  token: string
  measureProcessor: () => Promise<number>
  stop: () => Promise<void>
}

/** The real web process on a filled database. */
async function serve(pullRequests: number): Promise<Served> {
  const { url, database } = await openBenchDatabase(postgres, { pullRequests, teams, isRolledUpAnew: rollUp })
  const token = await createApiToken(database, { organizationId: BENCH_ORGANIZATION, name: 'bench', createdAt: new Date() })
  const web = await startWeb(0, { DATABASE_URL: url, PLUMBLINE_CONFIG: '.plumbline/no-plumbline.yml', GITHUB_ORG: '' })
  const stop = async () => {
    await web.stop()
    await closeDatabase(url)
  }
  return { pullRequests, url: web.url, database, token, measureProcessor: web.measureProcessor, stop }
}

async function measure(
  { pullRequests, url, database, token, measureProcessor }: Served,
  question: string,
  { path, firstPath, isApi = false }: Question,
): Promise<void> {
  const headers: Record<string, string> = isApi ? { authorization: `Bearer ${token}` } : {}
  const load = { url, headers, readers }
  const first = await measureLoad({ ...load, path: firstPath ?? path, requests: firstPath ? teams : readers })
  if (first.failed > 0) return say(`${question}: not answered with 200, left out`)
  const again = await measureLoad({ ...load, path, seconds })
  const withCookie = isApi ? null : await measureLoad({ ...load, headers: { cookie: 'a=b' }, path, seconds })
  const whileSyncing = isApi ? null : await whileSyncRuns(database, () => measureLoad({ ...load, path, seconds }))
  // A parameter of every page, of which these values say nothing: another address of the same drawing.
  const undrawnPath = (n: number) => `${(firstPath ?? path)(n)}?open=bench-${n}`
  const before = await measureProcessor()
  const undrawn = isApi ? null : await measureLoad({ ...load, path: undrawnPath, requests: UNDRAWN_A_READER * readers })
  const processorMilliseconds = undrawn && ((await measureProcessor()) - before) / undrawn.requests
  const htmlKilobytes = isApi ? null : await measureHtml(`${url}${(firstPath ?? path)(0)}`)
  rows.push({ pullRequests, question, ...again, first, withCookie, whileSyncing, undrawn, processorMilliseconds, htmlKilobytes })
  say(`${pullRequests} ${question}: p95 ${again.p95.toFixed(0)} ms, first ${first.p95.toFixed(0)} ms`)
}

/** As a sync that reads: it holds its lock and has said when it began. */
async function whileSyncRuns(database: Database, work: () => Promise<Load>): Promise<Load> {
  const organization = await getOrganization(database, BENCH_ORGANIZATION)
  if (!organization) throw new Error('The database was not filled')
  return withOrganizationLock(database, organization.login, async () => {
    await updateOrganizationSync(database, BENCH_ORGANIZATION, { syncStartedAt: new Date(), syncMessage: null })
    const load = await work()
    await updateOrganizationSync(database, BENCH_ORGANIZATION, { syncStartedAt: null })
    return load
  })
}

async function measureHtml(url: string): Promise<number> {
  const response = await fetch(url, { headers: { accept: 'text/html', 'accept-encoding': 'identity' } })
  return (await response.arrayBuffer()).byteLength / 1000
}

/** What a browser with an empty cache loads of each page that was measured. */
async function weigh(url: string): Promise<Weight[]> {
  const browser = await chromium.launch(await findBrowser())
  try {
    const measured: Weight[] = []
    for (const [question, { path, isApi }] of Object.entries(QUESTIONS)) {
      if (isApi || !rows.some((row) => row.question === question)) continue
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      const { scriptBytes, layoutShift, largestPaintMilliseconds } = await weighPage(page, `${url}${path(0)}`)
      measured.push({
        page: question,
        scriptKilobytes: round(scriptBytes / 1000),
        layoutShift,
        largestPaintMilliseconds: round(largestPaintMilliseconds),
      })
      await page.close()
    }
    return measured
  } finally {
    await browser.close()
  }
}

function printTable(): void {
  const [smallest] = sizes
  console.table(
    rows.map((row) => {
      const small = rows.find(({ pullRequests, question }) => pullRequests === smallest && question === row.question)
      return {
        'pull requests': row.pullRequests,
        asked: row.question,
        'p50 ms': round(row.p50),
        'p95 ms': round(row.p95),
        'p99 ms': round(row.p99),
        'first p50': round(row.first.p50),
        'first p95': round(row.first.p95),
        'cookie p50': toCell(row.withCookie?.p50),
        'cookie p95': toCell(row.withCookie?.p95),
        'sync p50': toCell(row.whileSyncing?.p50),
        'sync p95': toCell(row.whileSyncing?.p95),
        'undrawn p50': toCell(row.undrawn?.p50),
        'undrawn p95': toCell(row.undrawn?.p95),
        'processor ms': toCell(row.processorMilliseconds),
        'a second': round(row.perSecond),
        'kB gzip': round(row.kilobytes),
        'kB html': toCell(row.htmlKilobytes),
        'p50 of smallest': small ? round(row.p50 / small.p50) : null,
        'p95 of smallest': small ? round(row.p95 / small.p95) : null,
        failed: [row, row.withCookie, row.whileSyncing, row.undrawn].reduce((sum, load) => sum + (load?.failed ?? 0), 0),
      }
    }),
  )
}

function toCell(value: number | null | undefined): number | null {
  return value === undefined || value === null ? null : round(value)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
