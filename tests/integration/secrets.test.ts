import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { startIngest } from '@/lib/commands/proof/start-ingest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { createTestDatabase } from '../support/database'
import { startTestStandIn } from '../support/github-stand-in'
import { runCommand } from '../support/run-command'

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

describe.each([
  ['rollups', ['--rebuild']],
  ['token', ['--name', 'x']],
  ['worker', []],
  ['start', []],
  ['db:studio', []],
])('%s', (name, args) => {
  it('prints none of its secrets, mangled or not', async () => {
    const [how, mangle] = MANGLED[(name.length + args.length) % MANGLED.length] ?? [
      'a line break',
      (secret: string) => insert(secret, '\n'),
    ]
    const refused = await runCommand([name, ...args], { ...environment(mangle), GITHUB_ORG: 'acme', PORT: '39841' })
    expect(refused.code, `${name}, ${how}`).not.toBe(0)
    expectNoSecret(`${name}, ${how}`, refused.stdout + refused.stderr)
    const { stdout, stderr } = await runCommand([name, ...args], {
      ...environment((secret) => secret),
      GITHUB_TOKEN: '',
      GITHUB_APP_ID: '7',
      GITHUB_APP_PRIVATE_KEY: KEY.slice(0, 300),
    })
    expectNoSecret(`${name}, half a key`, stdout + stderr)
  })
})

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
