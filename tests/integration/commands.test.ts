import { availableParallelism, loadavg } from 'node:os'
import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { stripVTControlCharacters } from 'node:util'
import getPort from 'get-port'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getApiToken } from '@/lib/db/access/api-tokens'
import { WORKER_APPLICATION_NAME } from '@/lib/db/sync/get-worker-state'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { runCommand, startCommand } from '@/tests/support/run-command'

let empty: TestDatabase
let filled: TestDatabase

beforeAll(async () => {
  empty = await createTestDatabase()
  filled = await createTestDatabase()
  await filled.database.organization.create({ data: { nodeId: 'O_1', login: 'acme', name: 'Acme' } })
})
afterAll(async () => {
  await empty.drop()
  await filled.drop()
})

const COMMANDS = [
  'demo',
  'dev',
  'start',
  'worker',
  'verify',
  'test',
  'test:unit',
  'test:watch',
  'migrate',
  'db:studio',
  'ingest',
  'rollups',
  'token',
  'bench',
]

test.each(COMMANDS)('%s --help says how it is used', async (name) => {
  const { code, stdout } = await runCommand([name, '--help'])
  expect(stdout).toMatch(new RegExp(`^Usage: npm run ${name} --`))
  expect(code).toBe(0)
})

test.each([
  ['no command', [], /npm run COMMAND/],
  ['a command that does not exist', ['tokn'], /^There is no command "tokn": there are demo, dev, start, /],
  ['a required option left out', ['token'], /^required option '--name <name>' not specified\. See npm run token -- --help$/],
  ['an option that does not exist', ['start', '--port', '80'], /^unknown option '--port'\. See npm run start -- --help$/],
  ['nothing to do', ['rollups'], /^Say what to do: --rebuild/],
  ['a check that is none', ['verify', 'lint'], /^too many arguments.* See npm run verify -- --help$/],
  ['an option of another program', ['test:unit', '--bail'], /^unknown option '--bail'\. See npm run test:unit -- --help$/],
  ['a migration without a name', ['migrate'], /^required option '--new <name>' not specified\. See npm run migrate -- --help$/],
  ['a migration with a name of prose', ['migrate', '--new', 'Add a column'], /A name is lower case with underscores\. See npm run migrate/],
  ['a port that is none', ['db:studio', '--port', 'many'], /A port is a number from 1 to 65535\. See npm run db:studio/],
  ['a benchmark that does not exist', ['bench', 'nothing'], /^There is no benchmark "nothing"/],
])('%s is one line and exit code 2', async (_what, args, line) => {
  const { code, stdout, stderr } = await runCommand(args)
  expect(code).toBe(2)
  expect((stdout + stderr).trim()).toMatch(line)
  if (args.length > 0) expect(stderr.trim().split('\n')).toHaveLength(1)
})

test.each([
  ['a wrong variable', { DATABASE_URL: 'mysql://here' }, /^DATABASE_URL must be a URL that starts with postgres:\/\//],
  ['a port that is none', { PORT: 'many' }, /^PORT must be a port number\. Set it as \.env\.example explains\.$/],
  [
    'a database that does not answer',
    { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/none' },
    /^The database at postgresql:\/\/me@127\.0\.0\.1:1\/none does not answer/,
  ],
])('%s is one line and exit code 1', async (_what, environment, line) => {
  const { code, stderr } = await runCommand(['token', '--name', 'x'], environment)
  expect(stderr.trim()).toMatch(line)
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(code).toBe(1)
})

test('a token opens the organisation, is printed alone, and only its hash is kept', async () => {
  const { code, stdout } = await runCommand(['token', '--name', 'report'], { DATABASE_URL: filled.url })
  expect(code).toBe(0)
  const token = stdout.trim()
  expect(token).toMatch(/^plumb_[\w-]{43}$/)
  const organization = await filled.database.organization.findFirstOrThrow()
  expect(await getApiToken(filled.database, token)).toMatchObject({ organizationId: organization.id, name: 'report' })
  expect(await getApiToken(filled.database, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toBeNull()
  expect(JSON.stringify(await filled.database.apiToken.findMany())).not.toContain(token)
})

test('a token for nothing, or for an organisation that is not there, says what to do', async () => {
  expect(await runCommand(['token', '--name', 'x'], { DATABASE_URL: empty.url })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^No organisation has been ingested yet\. Run npm run ingest/),
  })
  expect(await runCommand(['token', '--name', 'x', '--org', 'other'], { DATABASE_URL: filled.url })).toMatchObject({
    code: 1,
    stdout: '',
    stderr: 'No organisation "other" here. Choose one with --org: acme.\n',
  })
})

/** Nobody gets in any more, and whoever is in is thrown out. */
async function withoutDatabase(name: string, work: () => Promise<void>): Promise<void> {
  await empty.database.$executeRawUnsafe(`alter database ${name} allow_connections false`)
  await empty.database.$executeRawUnsafe(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
  try {
    await work()
  } finally {
    await empty.database.$executeRawUnsafe(`alter database ${name} allow_connections true`)
  }
}

test('start serves healthy pages on 127.0.0.1 until it is told to stop, and then ends with 0', async () => {
  const port = await getPort()
  const running = startCommand(['start'], { DATABASE_URL: filled.url, PORT: String(port) })
  await running.printed(/Plumbline is ready at/)
  const health = await fetch(`http://127.0.0.1:${port}/api/health`)
  expect(await health.json()).toMatchObject({ status: 'ok', database: 'ok', worker: 'ok' })
  await withoutDatabase(new URL(filled.url).pathname.slice(1), async () => {
    for (const path of ['/', '/sync', '/teams/any', '/method/audit/any', '/', '/stress-test']) {
      const page = await fetch(`http://127.0.0.1:${port}${path}`)
      expect({ path, status: page.status, retryAfter: page.headers.get('retry-after') }).toEqual({ path, status: 503, retryAfter: '10' })
      expect(await page.text()).toContain('<h1>The database does not answer.</h1><p>Nothing was changed or lost.')
    }
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/teams`, { headers: { authorization: `Bearer plumb_${'x'.repeat(43)}` } })
    expect({ status: answer.status, retryAfter: answer.headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '10' })
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/^The database does not answer: /) })
    expect(await (await fetch(`http://127.0.0.1:${port}/api/health`)).json()).toMatchObject({ status: 'failing', database: 'unreachable' })
  })
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
  running.child.kill('SIGTERM')
  const { code, stdout, stderr } = await running.ended
  // One of the pages' process, one of the worker's, in their first minute.
  expect(stderr.split('\n').filter((line) => line.includes('The database does not answer')).length).toBeLessThanOrEqual(2)
  expect(stderr).not.toMatch(/^ +at /m)
  expect(stderr).toMatch(/^Database: postgresql:\/\/plumbline@127\.0\.0\.1:\d+\/test_/m)
  expect(stdout).toBe(`Plumbline is ready at http://localhost:${port}\n`)
  expect(stderr).toContain('listen on 127.0.0.1 only')
  expect(code).toBe(0)
  await expect(fetch(`http://127.0.0.1:${port}/api/health`)).rejects.toThrow()
})

test('start killed with -9 takes its web process with it', async () => {
  const port = await getPort()
  const running = startCommand(['start'], { DATABASE_URL: filled.url, PORT: String(port) })
  await running.printed(/Plumbline is ready at/)
  running.child.kill('SIGKILL')
  // The command sees the channel to run.mjs close, and the web process the one to the command.
  for (;;) {
    const isServing = await fetch(`http://127.0.0.1:${port}/api/health`).then(
      () => true,
      () => false,
    )
    if (!isServing) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
})

/** The numbers of everything that a process started, and of what that started. */
function listDescendants(pid: number): number[] {
  const processes = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const pairs = processes
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/ +/).map(Number))
  const walk = (parent: number): number[] => pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...walk(child)] : []))
  return walk(pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('npm killed with -9 takes everything with it that it started, within five seconds', async () => {
  const { PATH = '', HOME = '', TZ = '' } = process.env
  const npm = spawn('npm', ['run', 'worker'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH, HOME, TZ, NODE_ENV: 'production', DATABASE_URL: filled.url },
  })
  await new Promise<void>((resolve) => npm.stdout.on('data', (chunk: Buffer) => /A worker is ready/.test(chunk.toString()) && resolve()))
  const started = listDescendants(npm.pid ?? 0)
  expect(started.length).toBeGreaterThanOrEqual(2)
  npm.kill('SIGKILL')
  const killedAt = performance.now()
  while (started.some(isAlive)) {
    // Of a machine with a core to spare: where more wait for the cores than there are, everything takes as much longer.
    const crowd = Math.max(1, (loadavg()[0] ?? 0) / availableParallelism())
    expect(performance.now() - killedAt).toBeLessThan(5_000 * crowd)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
})

test('a reader of the output who leaves is no fault, and nothing is left behind', async () => {
  const { PATH = '', HOME = '', TZ = '' } = process.env
  const shell = spawn('sh', ['-c', 'node lib/commands/run.mjs token --name piped | true; node lib/commands/run.mjs start | true'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, TZ, NODE_ENV: 'production', DATABASE_URL: filled.url, PORT: String(await getPort()) },
  })
  let stderr = ''
  shell.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  await new Promise((resolve) => shell.once('close', resolve))
  expect(stderr).not.toMatch(/EPIPE|^ +at /m)
})

/** The first thing that fails is told: the database is taken away while the command waits for a table. */
test.each([
  ['rollups', ['--rebuild']],
  ['token', ['--name', 'x']],
])('%s whose database goes away says so in one line', async (name, args) => {
  const gone = await createTestDatabase()
  const holder = new pg.Client({ connectionString: gone.url, application_name: 'holder' })
  await holder.connect()
  await holder.query('begin; lock table organizations in access exclusive mode')
  const running = startCommand([name, ...args], { DATABASE_URL: gone.url })
  const database = new URL(gone.url).pathname.slice(1)
  const waits = `select 1 from pg_stat_activity where datname = '${database}' and wait_event_type = 'Lock'`
  while ((await filled.database.$queryRawUnsafe<unknown[]>(waits)).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await filled.database.$executeRawUnsafe(`alter database ${database} allow_connections false`)
  // Not who holds the table: the command would get it, and end in peace.
  await filled.database.$executeRawUnsafe(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}' and application_name <> 'holder'`,
  )
  const { code, stderr } = await running.ended
  await holder.end()
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^The database does not answer: [^\n]+\n$/) })
  await gone.drop()
})

test.each(['start', 'demo', 'dev'])('%s names a port that is taken before it does anything', async (name) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { code, stderr, stdout } = await runCommand([name], { DATABASE_URL: filled.url, PORT: String(port) })
  other.close()
  expect(stderr).toBe(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm run ${name}\n`)
  expect(stdout).toBe('')
  expect(code).toBe(1)
})

test('a worker serves the database until it is told to stop', async () => {
  const running = startCommand(['worker'], { DATABASE_URL: filled.url })
  await running.printed(/A worker is ready/)
  const worker = await filled.database
    .$queryRaw`select 1 from pg_stat_activity where application_name = ${WORKER_APPLICATION_NAME} and datname = current_database()`
  expect(worker).not.toEqual([])
  running.child.kill('SIGTERM')
  expect(await running.ended).toMatchObject({ code: 0, stdout: 'A worker is ready.\n' })
})

test('migrate writes nothing where migrations and schema agree', async () => {
  expect(await runCommand(['migrate', '--new', 'nothing'])).toMatchObject({
    code: 0,
    stdout: 'Migrations and schema agree: nothing to write.\n',
  })
})

test('test:unit runs what it is given', async () => {
  const { code, stdout } = await runCommand(['test:unit', 'tests/unit/dates.test.ts'])
  expect(stripVTControlCharacters(stdout)).toMatch(/Test Files +1 passed/)
  expect(code).toBe(0)
  expect(await runCommand(['test:unit', 'tests/unit/no-such-file'])).toMatchObject({ code: 1 })
})
