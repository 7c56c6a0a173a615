import { beforeAll, expect, test } from 'vitest'
import { runCommand } from '@/tests/support/run-command'

// Held of every command there is: the entry names them, so that a new one is held without being written down here.

let commands: string[]

beforeAll(async () => {
  const { stdout } = await runCommand(['--help'])
  commands = [...stdout.matchAll(/^ {2}(\S+) +\S/gm)].map(([, name]) => name ?? '')
  expect(commands).toEqual(expect.arrayContaining(['demo', 'start', 'test', 'ingest', 'rollups', 'token', 'bench']))
})

const LINE = /^[^\n]+\n$/

test('an option that does not exist is one line and exit code 2', async () => {
  for (const name of commands) {
    const { code, stdout, stderr } = await runCommand([name, '--no-such-option'])
    expect({ name, code, stdout }).toEqual({ name, code: 2, stdout: '' })
    expect(stderr, name).toMatch(LINE)
  }
})

test('every benchmark has --help, and does nothing else then', async () => {
  const { stdout } = await runCommand(['bench', '--help'])
  const benchmarks = /^Benchmarks: (.+)$/m.exec(stdout)?.[1]?.split(', ') ?? []
  expect(benchmarks).toEqual(expect.arrayContaining(['ingest', 'pages', 'proof', 'queries']))
  for (const name of benchmarks) {
    const said = await runCommand(['bench', name, '--help'])
    expect({ name, ...said }).toEqual({ name, code: 0, stdout: expect.stringMatching(`^Usage: npm run bench -- ${name} `), stderr: '' })
  }
}, 600_000)

test.each([
  ['pages', ['--no-such-option']],
  ['pages', ['--sizes', '10,many']],
  ['pages', ['--teams', '0']],
  ['proof', ['nothing']],
  ['proof', ['--no-such-option']],
  ['ingest', ['many']],
  ['queries', ['many']],
])('bench %s called wrongly is one line and exit code 2', async (name, args) => {
  const { code, stdout, stderr } = await runCommand(['bench', name, ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(LINE)
})

test.each([
  ['start', []],
  ['ingest', ['--org', 'acme']],
  ['rollups', ['--rebuild']],
  ['token', ['--name', 'x']],
])('%s without its database is one line and exit code 1, without a stack', async (name, args) => {
  const { code, stdout, stderr } = await runCommand([name, ...args], {
    DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/none',
    GITHUB_TOKEN: 'x',
  })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(LINE)
  expect(stderr).toMatch(/^The database at postgresql:\/\/me@127\.0\.0\.1:1\/none does not answer/)
})
