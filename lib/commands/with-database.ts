import { closeDatabase, openDatabase, type Database } from '@/lib/db/client'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
import { readEnvironment } from '@/lib/env'
import { migrate } from '@/prisma/migrate'

export const POSTGRES_DIRECTORY = '.plumbline/postgres'
const DATABASE_NAME = 'plumbline'
export const DEMO_DATABASE_NAME = 'plumbline_demo'
/** The demo organisation's plumbline.yml, written there at each start of the demo. */
export const DEMO_CONFIGURATION = '.plumbline/demo-plumbline.yml'

export interface CommandDatabase {
  url: string
  database: Database
  /** The demo organisation's database: everything in it is invented. */
  isDemo: boolean
}

/** What is unusual is said on standard error, so that what a command prints can be piped. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/**
 * Runs `work` on the migrated database: the one of DATABASE_URL, or the embedded one, which is started for it and
 * stopped after it if nobody else uses it. `prefer` chooses among the embedded ones; 'filled' takes the demo's
 * where nothing real has been ingested, so that a visitor's first commands answer something.
 */
export async function withDatabase<T>(prefer: 'real' | 'demo' | 'filled', work: (context: CommandDatabase) => Promise<T>): Promise<T> {
  const given = readEnvironment().DATABASE_URL
  if (given && prefer !== 'demo') return withUrl(given, false, work)
  const postgres = await openEmbeddedPostgres({ directory: POSTGRES_DIRECTORY, say })
  try {
    const real = await postgres.openUrl(DATABASE_NAME)
    const demo = await postgres.openUrl(DEMO_DATABASE_NAME)
    if (prefer === 'real') return await withUrl(real, false, work)
    if (prefer === 'demo') return await withUrl(demo, true, work)
    if (!(await isFilled(real)) && (await isFilled(demo))) {
      say('Nothing real has been ingested yet, so this is about the demo organisation.')
      return await withUrl(demo, true, work)
    }
    return await withUrl(real, false, work)
  } finally {
    await postgres.release()
  }
}

async function withUrl<T>(url: string, isDemo: boolean, work: (context: CommandDatabase) => Promise<T>): Promise<T> {
  await migrate(url)
  try {
    return await work({ url, database: openDatabase(url), isDemo })
  } finally {
    await closeDatabase(url)
  }
}

async function isFilled(url: string): Promise<boolean> {
  return withUrl(url, false, async ({ database }) => (await database.organization.count()) > 0)
}
