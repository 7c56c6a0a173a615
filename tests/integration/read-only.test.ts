import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadSyncPage } from '@/lib/dashboard/pages/load-sync'
import { openDatabase } from '@/lib/db/client'
import { prepareSync } from '@/lib/pages/frame/prepare-sync'
import packageJson from '@/package.json'
import { createTestDatabase, type TestDatabase } from '../support/database'
import { runCommand } from '../support/run-command'

// A database that may only be read: a standby, or one that somebody keeps still.

let still: TestDatabase

beforeAll(async () => {
  still = await createTestDatabase()
  const syncedAt = new Date('2026-11-16T00:00:00Z')
  await still.database.organization.create({ data: { nodeId: 'O_1', login: 'acme', name: 'Acme', syncedAt } })
  const client = new pg.Client({ connectionString: still.url })
  await client.connect()
  await client.query(`alter database ${new URL(still.url).pathname.slice(1)} set default_transaction_read_only = on`)
  await client.end()
})
afterAll(() => still.drop())

test('the sync page says so, and shows what was read last', async () => {
  // The setting is one of sessions that begin after it.
  const url = `${still.url}?application_name=reader`
  vi.stubEnv('DATABASE_URL', url)
  vi.stubEnv('GITHUB_ORG', '')
  expect(await openDatabase(url).organization.count()).toBe(1)
  const page = await loadSyncPage()
  if (page.kind !== 'ready') throw new Error('The sync page is empty')
  const { detail } = prepareSync(page.sync)
  expect(detail).toContain('The database is read-only, so nothing new can be stored; what is shown is of the last reading.')
  expect(detail.join(' ')).toContain('Last complete reading: ')
})

const ARGUMENTS: Record<string, string[]> = { rollups: ['--rebuild'], token: ['--name', 'x'], ingest: ['--org', 'acme'] }

/** Those that work on the database of DATABASE_URL, by their source: a new one is held too. */
const COMMANDS = Object.entries(packageJson.scripts).flatMap(([name, script]) => {
  const file = `${name.replace(':', '-')}.ts`
  const sources = [file, `run-${file}`].map((one) => join('lib/commands', one)).filter((one) => existsSync(one))
  return script.includes('run.mjs') && sources.some((one) => readFileSync(one, 'utf8').includes('withDatabase(')) ? [name] : []
})

test('there are some', () => expect(COMMANDS).toEqual(expect.arrayContaining(['start', 'worker', 'ingest', 'rollups', 'token'])))

// Where nothing was built before, `start` builds the pages first.
const PATIENCE = { timeout: 600_000 }

test.each(COMMANDS)('%s says so in one line and does nothing', PATIENCE, async (name) => {
  const { code, stdout, stderr } = await runCommand([name, ...(ARGUMENTS[name] ?? [])], {
    DATABASE_URL: still.url,
    GITHUB_TOKEN: 'x',
    PORT: '39842',
  })
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^The database at \S+ is read-only: default_transaction_read_only is on\. Give DATABASE_URL the address of the one that may be written to\.\n$/,
    ),
  })
})
