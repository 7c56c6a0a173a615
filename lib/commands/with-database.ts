import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'
import { toShownAddress } from '@/lib/db/address'
import { explainOutage, findOutage } from '@/lib/db/outage'
import { openEmbeddedPostgres, type EmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { readEnvironment } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { migrate } from '@/prisma/migrate'
import { untilStopped } from './command-line'

const POSTGRES_DIRECTORY = '.plumbline/postgres'
const DATABASE_NAME = 'plumbline'
export const DEMO_DATABASE_NAME = 'plumbline_demo'
/** The demo organisation's plumbline.yml, written there at each start of the demo. */
export const DEMO_CONFIGURATION = '.plumbline/demo-plumbline.yml'

export interface CommandDatabase {
  url: string
  database: Database
  /** The demo organisation's database: everything in it is invented. */
  isDemo: boolean
  /** Which one it is, for a person. */
  name: string
}

interface DatabaseChoice {
  /**
   * Among the embedded ones; 'filled' takes the demo's where nothing real has been ingested, so that a visitor's first
   * commands answer something.
   */
  prefer: 'real' | 'demo' | 'filled'
  /** The work listens for a stop itself and ends in order; else a stop cuts it off. */
  endsItself: boolean
}

type Work<T> = (context: CommandDatabase) => Promise<T>

/** What is unusual is said on standard error, so that what a command prints can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs `work` on the migrated database: the one of DATABASE_URL, or the embedded one, which is started for it and
 * stopped after it if nobody else uses it.
 */
export async function withDatabase<T>({ prefer, endsItself }: DatabaseChoice, work: Work<T>): Promise<T> {
  const given = readEnvironment().DATABASE_URL
  if (given && prefer !== 'demo') return untilStopped(withUrl(given, toShownAddress(given), work), { endsItself })
  return withEmbedded((postgres) => untilStopped(withChosen(postgres, prefer, work), { endsItself }))
}

/** Runs `work` while the embedded Postgres runs. The first thing that fails is what is told. */
export async function withEmbedded<T>(work: (postgres: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const postgres = await openEmbeddedPostgres({ directory: POSTGRES_DIRECTORY, say })
  let failure: unknown = null
  try {
    return await work(postgres)
  } catch (error) {
    failure = explainEnd(error, postgres)
    throw failure
  } finally {
    await postgres.release().catch((error: unknown) => {
      if (failure === null) throw error
    })
  }
}

/** A server that could not go on breaks our connection without a word; its log has the reason. */
function explainEnd(error: unknown, postgres: EmbeddedPostgres): unknown {
  const outage = findOutage(error instanceof UserError ? error.cause : error)
  const words = outage?.kind === 'unreachable' ? postgres.readLastWords() : null
  if (words === null) return error
  const told = /No space left/.test(words) ? ({ kind: 'full', reason: words } as const) : ({ kind: 'unreachable', reason: words } as const)
  return explainOutage(error instanceof UserError ? error.cause : error, told, 'The embedded Postgres')
}

async function withChosen<T>(postgres: EmbeddedPostgres, prefer: DatabaseChoice['prefer'], work: Work<T>): Promise<T> {
  const name = `the embedded Postgres in ${POSTGRES_DIRECTORY}`
  const real = await postgres.openUrl(DATABASE_NAME)
  const demo = await postgres.openUrl(DEMO_DATABASE_NAME)
  const withDemo = () => withUrl(demo, `${name} (demo)`, work, true)
  if (prefer === 'demo') return withDemo()
  if (prefer === 'filled' && !(await isFilled(real)) && (await isFilled(demo))) {
    say('Nothing real has been ingested yet, so this is about the demo organisation.')
    return withDemo()
  }
  return withUrl(real, name, work)
}

async function withUrl<T>(url: string, name: string, work: Work<T>, isDemo = false): Promise<T> {
  await migrate(url)
  try {
    return await work({ url, database: openDatabase(url), isDemo, name })
  } finally {
    await closeDatabase(url)
  }
}

async function isFilled(url: string): Promise<boolean> {
  return withUrl(url, '', async ({ database }) => (await database.organization.count()) > 0)
}
