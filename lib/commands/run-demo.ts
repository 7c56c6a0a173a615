import { writeFile } from 'node:fs/promises'
import { addWeeks } from '@/lib/dates'
import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'
import { DEMO_CONFIGURATION_TEXT, DEMO_LOGIN } from '@/lib/demo/organization/configuration'
import { readEnvironment, systemClock } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { handleSync } from '@/lib/jobs/handle-sync'
import { startWorker } from '@/lib/jobs/worker'
import { migrate } from '@/prisma/migrate'
import { listenForStop, untilStopped, waitForAbort } from './command-line'
import { readDemoState, writeDemoState, type DemoState } from './demo-state'
import { preparePages } from './prepare-pages'
import { createProgressLine } from './print-progress'
import { startStandInProcess, type StandInProcess } from './start-stand-in-process'
import { startWeb, type PageMode, type Web } from './start-web'
import { DEMO_CONFIGURATION, DEMO_DATABASE_NAME, say, withEmbedded } from './with-database'

/** The first reading is dated so far back that a change of teams after it is seen as one, as in a real year. */
const WEEKS_BETWEEN_READINGS = 5

/**
 * The invented organisation with everything it needs, until it is stopped: database, GitHub stand-in, worker and pages.
 * `npm run demo` serves the built pages, `npm run dev` the ones that follow every edit.
 */
export async function runDemo(pages: PageMode): Promise<void> {
  const stop = listenForStop()
  const { PORT, DATABASE_URL } = readEnvironment()
  if (pages === 'built') await preparePages()
  if (DATABASE_URL) say('DATABASE_URL is left alone: the demo keeps its invented organisation in the embedded Postgres.')
  await withEmbedded(async (postgres) => {
    if (!(await postgres.hold('demo'))) {
      throw new UserError(
        'The demo already runs in this checkout.',
        'Stop it (Ctrl-C there) first: npm run demo and npm run dev share its database.',
      )
    }
    const { url, state } = await prepareDatabase(
      (name) => postgres.openUrl(name),
      (name) => postgres.dropDatabase(name),
    )
    await untilStopped(serve(url, state, { port: PORT, pages, stop }), { endsItself: true })
  })
}

/** The demo has a database of its own, so that nothing invented is ever mixed with anything real. */
async function prepareDatabase(
  open: (name: string) => Promise<string>,
  drop: (name: string) => Promise<void>,
): Promise<{ url: string; state: DemoState }> {
  const now = systemClock()
  const known = await readDemoState(now)
  const state = known ?? { end: now, filled: false }
  if (!known) await drop(DEMO_DATABASE_NAME)
  const url = await open(DEMO_DATABASE_NAME)
  await migrate(url)
  await writeDemoState(state)
  await writeFile(DEMO_CONFIGURATION, DEMO_CONFIGURATION_TEXT)
  return { url, state }
}

async function serve(
  url: string,
  state: DemoState,
  { port, pages, stop }: { port: number; pages: PageMode; stop: AbortSignal },
): Promise<void> {
  const database = openDatabase(url)
  let standIn: StandInProcess | null = null
  let web: Web | null = null
  const work = new AbortController()
  stop.addEventListener('abort', () => work.abort(stop.reason))
  const jobs = await startWorker(url, { database, source: null, signal: work.signal })
  try {
    ;[standIn, web] = await Promise.all([
      startStandInProcess(state.end),
      // The pages come first: whoever opens them early sees how far the reading is.
      startWeb(port, { DATABASE_URL: url, GITHUB_ORG: DEMO_LOGIN, PLUMBLINE_CONFIG: DEMO_CONFIGURATION }, pages),
    ])
    if (!state.filled) say(`Reading the demo organisation; ${web.url} shows how far it is.`)
    await fill(database, standIn, state, work.signal)
    console.log(`Plumbline is ready at ${web.url}`)
    const died = web.died.then(() => Promise.reject(new UserError('The web process ended.', 'Start again; the lines above say why.')))
    await Promise.race([waitForAbort(stop), died])
  } catch (error) {
    if (!stop.aborted) throw error
  } finally {
    work.abort()
    await Promise.all([web?.stop(), jobs.stop(), standIn?.stop()])
    await closeDatabase(url)
  }
}

async function fill(database: Database, standIn: StandInProcess, state: DemoState, signal: AbortSignal): Promise<void> {
  const line = createProgressLine()
  const read = async (at: Date) => {
    await standIn.setClock(at)
    return handleSync({
      database,
      signal,
      source: { apiUrl: standIn.url, login: DEMO_LOGIN, getToken: () => Promise.resolve(standIn.token) },
      configurationPath: DEMO_CONFIGURATION,
      clock: () => at,
      onProgress: ({ pullRequestsDone, pullRequestsTotal }) =>
        line.show(`Reading: ${pullRequestsDone} of ${pullRequestsTotal} pull requests`),
      onCompute: ({ step, done, total }) => line.show(`Computing: ${done} of ${total} ${step}`),
    })
  }
  if (!state.filled) await read(addWeeks(state.end, -WEEKS_BETWEEN_READINGS))
  const { incomplete } = await read(systemClock())
  line.end()
  if (incomplete.length > 0) throw new Error(`The demo organisation was not read whole: ${incomplete.join('; ')}`)
  await writeDemoState({ ...state, filled: true })
}
