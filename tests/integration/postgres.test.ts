import { mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holdPostgres } from '@/tests/support/hold-postgres'

let parent: string
let directory: string

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'plumbline-postgres-'))
  await chmod(parent, 0o755)
  directory = join(parent, 'postgres')
})
afterEach(() => rm(parent, { recursive: true, force: true }))

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  // A server that is killed under an open connection tells it so.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The number of the server that the folder says runs in it. */
function readServerPid(): number {
  return Number(readFileSync(join(realpathSync(directory), 'data/postmaster.pid'), 'utf8').split('\n')[0])
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
}

test('processes that start at once share one server, and the last to go stops it', async () => {
  const holders = await Promise.all([holdPostgres(directory), holdPostgres(directory), holdPostgres(directory)])
  const [first, second, third] = holders
  if (!first || !second || !third) throw new Error('three were asked for')
  expect(holders.filter((holder) => holder.started)).toHaveLength(1)
  expect(new Set(holders.map((holder) => holder.url)).size).toBe(1)
  const pid = readServerPid()

  await first.release()
  await second.release()
  expect(await query(third.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await third.release()
  // pg_ctl returns when the data is safe, an instant before the process is gone.
  await until(() => !isAlive(pid))
})

test('what one left is there for the next, under the same password', async () => {
  const before = await holdPostgres(directory)
  await query(before.url, 'create table kept (n int); insert into kept values (42)')
  await before.release()
  const after = await holdPostgres(directory)
  expect(after.started).toBe(true)
  expect(await query(after.url, 'select n from kept')).toEqual([{ n: 42 }])
  await after.release()
})

test('a user killed with -9 takes the server from nobody, and the next one still stops it', async () => {
  const killed = await holdPostgres(directory)
  const other = await holdPostgres(directory)
  const pid = readServerPid()
  await killed.kill()
  expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await other.release()
  await until(() => !isAlive(pid))
})

test('the only user killed with -9 leaves a server that the next one takes over', async () => {
  const killed = await holdPostgres(directory)
  await query(killed.url, 'create table kept (n int)')
  await killed.kill()
  const next = await holdPostgres(directory)
  expect(next.started).toBe(false)
  expect(await query(next.url, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }])
  const pid = readServerPid()
  await next.release()
  await until(() => !isAlive(pid))
})

test('after the server was killed with -9 the next start recovers what was committed', async () => {
  const before = await holdPostgres(directory, 'durable')
  await query(before.url, 'create table kept (n int); insert into kept values (7)')
  const pid = readServerPid()
  process.kill(pid, 'SIGKILL')
  await until(() => !isAlive(pid))
  await before.release()
  const after = await holdPostgres(directory, 'durable')
  expect(after.started).toBe(true)
  expect(await query(after.url, 'select n from kept')).toEqual([{ n: 7 }])
  await after.release()
})

test('a lock file left by a process number that now is someone else does not keep the server from starting', async () => {
  const before = await holdPostgres(directory)
  await before.release()
  const home = realpathSync(directory)
  // This test's own number: alive, and no Postgres.
  await writeFile(join(home, 'data/postmaster.pid'), `${process.pid}\n${home}/data\n1\n1\n\n127.0.0.1\n\nready\n`)
  const after = await holdPostgres(directory)
  expect(after.started).toBe(true)
  await after.release()
})

test('a half-made data folder is made anew', async () => {
  await mkdir(join(directory, 'data'), { recursive: true })
  await writeFile(join(directory, 'data/PG_VERSION'), '18\n')
  const holder = await holdPostgres(directory)
  expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await holder.release()
})

test('it runs in a folder that only its owner may enter, also for root, and says where its data is', async () => {
  await chmod(parent, 0o700)
  const first = await holdPostgres(directory)
  await query(first.url, 'create table kept (n int)')
  await first.release()
  const home = realpathSync(directory)
  const isRoot = process.getuid?.() === 0
  expect(first.said).toEqual(isRoot ? [expect.stringContaining(home)] : [])
  expect(home.startsWith(realpathSync(parent))).toBe(!isRoot)

  const second = await holdPostgres(directory)
  expect(await query(second.url, 'select count(*)::int as n from kept')).toEqual([{ n: 0 }])
  expect(second.said).toEqual([])
  await second.release()
  if (isRoot) await Promise.all([rm(home, { recursive: true }), rm(`${home}.checkout`)])
})

test('text sorts by code point and time is UTC, on every machine', async () => {
  const holder = await holdPostgres(directory)
  expect(await query(holder.url, "select array_agg(t order by t)::text as sorted from unnest(array['b','a','B','ä','_']) t")).toEqual([
    { sorted: '{B,_,a,b,ä}' },
  ])
  expect(await query(holder.url, "select current_setting('timezone') as zone")).toEqual([{ zone: 'UTC' }])
  await holder.release()
})
