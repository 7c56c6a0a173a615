import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import { expect, test } from 'vitest'
import { startIngest } from '@/lib/commands/proof/start-ingest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { createTestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { PREPARATION } from '../support/run-command'
import packageJson from '../../package.json'

// No output of any command holds a secret that it was given, whole or in pieces, however it was mangled on the way.

const TOKEN = 'ghp_Zk3vQ9wL7xT2mB8nR5pD'
const PASSWORD = 'vK7-q2Lm9w-Tz4'
const KEY = generateKeyPairSync('rsa', {
  modulusLength: 1024,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey
const PIECES = [TOKEN.slice(0, 8), TOKEN.slice(-8), PASSWORD.slice(0, 6), PASSWORD.slice(-6), ...KEY.split('\n').slice(1, 4)]

const half = (text: string) => Math.floor(text.length / 2)
const insert = (text: string, what: string) => `${text.slice(0, half(text))}${what}${text.slice(half(text))}`
const MANGLED: [string, (secret: string) => string][] = [
  ['a line break within', (secret) => insert(secret, '\n')],
  ['a carriage return within', (secret) => insert(secret, '\r')],
  ['a tab within', (secret) => insert(secret, '\t')],
  ['a blank within', (secret) => insert(secret, ' ')],
  ['a letter outside Latin-1', (secret) => `${secret}ł`],
  ['a letter outside ASCII', (secret) => `é${secret}`],
  ['an emoji', (secret) => insert(secret, '🎉')],
  ['a zero-width blank', (secret) => `${secret}\u200b`],
  ['typographic quotes', (secret) => `“${secret}”`],
  ['the next line of the file', (secret) => `${secret}\nGITHUB_ORG=acme`],
]

const environment = (mangle: (secret: string) => string) => ({
  DATABASE_URL: `postgresql://me:${encodeURIComponent(PASSWORD)}@127.0.0.1:1/none`,
  GITHUB_API_URL: 'http://127.0.0.1:1',
  GITHUB_TOKEN: mangle(TOKEN),
})

const ingest = async (...call: Parameters<typeof startIngest>) => (await startIngest(...call)).ended

function expectNoSecret(name: string, output: string) {
  for (const piece of PIECES) expect(output, name).not.toContain(piece)
}

test('ingest refuses a token that is none, in one line that names it and not what is in it', async () => {
  const runs = MANGLED.map(([name, mangle]) => async () => {
    const { code, stdout, stderr } = await ingest(['--org', 'acme'], environment(mangle))
    expect({ name, code, stdout, stderr }).toEqual({
      name,
      code: 1,
      stdout: '',
      stderr: 'GITHUB_TOKEN holds a blank, a line break or a letter outside ASCII, and no token does. Set it as .env.example explains.\n',
    })
  })
  for (const run of runs) await run()
})

/** What a command needs to be told before it begins; one that is not named here needs nothing. */
const ARGUMENTS: Record<string, string[]> = {
  rollups: ['--rebuild'],
  token: ['--name', 'x'],
  ingest: ['--org', 'acme'],
  migrate: ['--new', 'nothing'],
  bench: ['ingest', 'many'],
  'test:unit': ['tests/unit/dates.test.ts'],
}
/** They read no environment of ours, and are stopped once they have begun to speak. */
const READ_NOTHING = ['verify', 'test', 'test:unit', 'test:watch', 'migrate', 'bench', 'screenshots']

/** As package.json has them, so that a new one is held without being written down here. */
const SCRIPTS = Object.entries(packageJson.scripts)

test.each(SCRIPTS)(
  '%s prints none of its secrets, mangled or not',
  async (name, script) => {
    const port = String(await getPort())
    const at = SCRIPTS.findIndex(([one]) => one === name)
    const [how, mangle] = MANGLED[at % MANGLED.length] ?? ['', (secret: string) => secret]
    const [, another] = MANGLED[(at + 3) % MANGLED.length] ?? ['', (secret: string) => secret]
    const given: Record<string, string>[] = [
      {
        ...environment(mangle),
        GITHUB_APP_PRIVATE_KEY: mangle(KEY),
        DATABASE_URL: `postgresql://me:${another(PASSWORD)}@127.0.0.1:1/none`,
      },
      { ...environment((secret) => secret), GITHUB_TOKEN: '', GITHUB_APP_ID: '7', GITHUB_APP_PRIVATE_KEY: KEY.slice(0, 300) },
    ]
    const isLong = READ_NOTHING.includes(name)
    for (const secrets of isLong ? given.slice(0, 1) : given) {
      const { code, output } = await runBriefly(
        [...script.split(' ').slice(1), ...(ARGUMENTS[name] ?? [])],
        {
          ...secrets,
          GITHUB_ORG: 'acme',
          PORT: port,
        },
        isLong,
      )
      expectNoSecret(`${name}, ${how}`, output)
      if (isLong) continue
      expect({ name, code, output }).toEqual({
        name,
        code: 1,
        output: expect.stringMatching(/^(GITHUB_|DATABASE_URL|The database at )[^\n]+\n$/),
      })
    }
  },
  600_000,
)

/** Until it ends; where it goes on for long, until it has said something and gone on for a moment. */
async function runBriefly(
  args: string[],
  given: Record<string, string>,
  isLong: boolean,
): Promise<{ code: number | null; output: string }> {
  const { PATH = '', HOME = '', TZ = '' } = process.env
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, TZ, NODE_ENV: 'production', ...given },
  })
  let output = ''
  const spoken = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        // What prepares a checkout that has changed is not the command's own word.
        if (output.replace(PREPARATION, '').trim() !== '') resolve()
      })
    }
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  await (isLong ? Promise.race([ended, spoken.then(() => sleep(2_000))]) : ended)
  child.kill('SIGTERM')
  return { code: await ended, output: output.replace(PREPARATION, '').replace(SAID_BEFORE, '') }
}

/** Lines that stand before what is wrong. */
const SAID_BEFORE = /^Pages, components and loaders follow every edit\..*\n/gm

test('a GitHub that repeats the token in its answers is quoted without it, on the screen and in the database', async () => {
  const standIn = await startTestStandIn({ world: makeScaleWorld({ pullRequests: 4, repositories: 1 }) })
  const target = await createTestDatabase()
  standIn.setFaults([{ kind: 'echo', skip: 3 }])
  const { code, stdout, stderr } = await ingest(['--org', 'scale'], {
    DATABASE_URL: target.url,
    GITHUB_API_URL: standIn.url,
    GITHUB_TOKEN: standIn.token,
  })
  expect(code).toBe(1)
  expect(stderr).toContain('bearer [hidden]')
  expect(stdout + stderr).not.toContain(standIn.token)
  const { lastError } = await target.database.organization.findFirstOrThrow()
  expect(lastError).toContain('bearer [hidden]')
  await target.drop()
})
