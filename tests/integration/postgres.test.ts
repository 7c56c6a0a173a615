import { lstatSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { chmod, chown, mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbeddedPostgres } from '@/lib/db/postgres/embedded'
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

test('a lock file with the number of another Postgres does not keep the server from starting', async () => {
  const other = await holdPostgres(join(parent, 'other'))
  const pid = Number(readFileSync(join(realpathSync(join(parent, 'other')), 'data/postmaster.pid'), 'utf8').split('\n')[0])
  const before = await holdPostgres(directory)
  await before.release()
  const home = realpathSync(directory)
  await writeFile(join(home, 'data/postmaster.pid'), `${pid}\n${home}/data\n1\n1\n\n127.0.0.1\n\nready\n`)
  const after = await holdPostgres(directory)
  expect(after.started).toBe(true)
  expect(await query(other.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await after.release()
  await other.release()
})

test('a cluster is used for what is in it, and one that lacks a part is named and left as it is', async () => {
  const before = await holdPostgres(directory)
  await query(before.url, 'create table kept (n int); insert into kept values (42)')
  await before.release()
  const home = realpathSync(directory)
  // Nothing but the data: what a restore or a tool that copies may bring back.
  for (const name of await readdir(home)) if (name !== 'data') await rm(join(home, name), { recursive: true })
  const restored = await holdPostgres(directory)
  expect(await query(restored.url, 'select n from kept')).toEqual([{ n: 42 }])
  await restored.release()

  await rename(join(home, 'data/global/pg_control'), join(parent, 'pg_control'))
  await expect(holdPostgres(directory)).rejects.toThrow(
    /holds a part of a database: global\/pg_control is missing\. Nothing was changed\. Put back/,
  )
  await rename(join(home, 'data/PG_VERSION'), join(parent, 'PG_VERSION'))
  await expect(holdPostgres(directory)).rejects.toThrow(/PG_VERSION, global\/pg_control is missing/)
  for (const name of ['PG_VERSION', 'global/pg_control']) await rename(join(parent, basename(name)), join(home, 'data', name))
  const whole = await holdPostgres(directory)
  expect(await query(whole.url, 'select n from kept')).toEqual([{ n: 42 }])
  await whole.release()

  const elsewhere = join(parent, 'elsewhere')
  await rename(directory, elsewhere)
  await symlink(join(parent, 'not-mounted'), directory)
  await expect(holdPostgres(directory)).rejects.toThrow(/leads to .*not-mounted, .* that is not there\. Put it back/)
  expect(lstatSync(directory).isSymbolicLink()).toBe(true)
})

test('root in the folder of a user leaves everything to the user, who is told what is not his', async () => {
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? { uid: 65_534, gid: 65_534 } : {}
  const folder = join(parent, 'checkout')
  await mkdir(folder)
  if (isRoot) await chown(folder, 65_534, 65_534)
  directory = join(folder, '.plumbline/postgres')
  const byRoot = await holdPostgres(directory)
  await query(byRoot.url, 'create table kept (n int); insert into kept values (42)')
  await byRoot.release()
  const byUser = await holdPostgres(directory, 'fast', user)
  expect(byUser.started).toBe(true)
  expect(await query(byUser.url, 'select n from kept')).toEqual([{ n: 42 }])
  await byUser.release()
  if (!isRoot) return
  await chown(directory, 0, 0)
  await expect(holdPostgres(directory, 'fast', user)).rejects.toThrow(
    /^This account may not use .*\.plumbline\/postgres.* Nothing was changed\. Run as/,
  )
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

test('several databases opened at once are opened one after the other, as the driver wants it', async () => {
  const warnings: string[] = []
  const onWarning = ({ name, message }: Error) => void warnings.push(`${name}: ${message}`)
  process.on('warning', onWarning)
  const postgres = await openEmbeddedPostgres({ directory, durable: false, say: () => undefined })
  const urls = await Promise.all(['one', 'two', 'three', 'one'].map((name) => postgres.openUrl(name)))
  for (const url of urls) expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }])
  await Promise.all([
    ...urls.map((url) => postgres.dropDatabase(new URL(url).pathname.slice(1))),
    postgres.hold('demo'),
    postgres.release(),
  ])
  process.off('warning', onWarning)
  expect(warnings).toEqual([])
})
