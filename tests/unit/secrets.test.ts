import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readEnvironment } from '@/lib/env'
import { toDetail, toLine, UserError } from '@/lib/errors'
import { hideSecrets, rememberSecret } from '@/lib/secrets'

const TOKEN = 'ghp_Zk3vQ9wL7xT2mB8n'

test.each<[string, (token: string) => string]>([
  ['a line break within', (token) => `${token.slice(0, 10)}\n${token.slice(10)}`],
  ['a carriage return within', (token) => `${token.slice(0, 10)}\r${token.slice(10)}`],
  ['a tab within', (token) => `${token.slice(0, 10)}\t${token.slice(10)}`],
  ['a blank within', (token) => `${token.slice(0, 10)} ${token.slice(10)}`],
  ['a letter outside Latin-1', (token) => `${token}ł`],
  ['a letter outside ASCII', (token) => `é${token}`],
  ['an emoji', (token) => `${token.slice(0, 10)}🎉${token.slice(10)}`],
  ['a zero-width blank', (token) => `${token}\u200b`],
  ['typographic quotes', (token) => `“${token}”`],
  ['a second line', (token) => `${token}\nGITHUB_ORG=acme`],
])('a token with %s is refused by name, and not shown', (_name, mangle) => {
  const read = () => readEnvironment({ GITHUB_TOKEN: mangle(TOKEN) })
  expect(read).toThrow(/^GITHUB_TOKEN holds a blank, a line break or a letter outside ASCII, and no token does\.$/)
  try {
    read()
  } catch (error) {
    expect(toLine(error)).not.toContain(TOKEN.slice(0, 10))
  }
})

test('blanks around a token are none of it', () => {
  expect(readEnvironment({ GITHUB_TOKEN: `  ${TOKEN}\n` }).GITHUB_TOKEN).toBe(TOKEN)
  expect(readEnvironment({ GITHUB_TOKEN: ' \n' }).GITHUB_TOKEN).toBeUndefined()
})

test('a private key is whole, or refused by name and not shown', () => {
  const key = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey
  expect(readEnvironment({ GITHUB_APP_PRIVATE_KEY: key }).GITHUB_APP_PRIVATE_KEY).toBe(key)
  expect(readEnvironment({ GITHUB_APP_PRIVATE_KEY: key.replaceAll('\n', '\\n') }).GITHUB_APP_PRIVATE_KEY).toBeTypeOf('string')
  for (const broken of [key.slice(0, 200), key.replaceAll('\n', ''), TOKEN]) {
    expect(() => readEnvironment({ GITHUB_APP_PRIVATE_KEY: broken })).toThrow(
      /^GITHUB_APP_PRIVATE_KEY must be the private key of the GitHub App/,
    )
  }
  const [, line = ''] = key.split('\n')
  expect(hideSecrets(`the key ${line}`)).toBe('the key [hidden]')
})

test('an address with a password in it is refused where it is printed, and hidden elsewhere', () => {
  expect(() => readEnvironment({ GITHUB_API_URL: 'https://ada:s3cr3t-word@github.example.com/api' })).toThrow(
    'GITHUB_API_URL must hold no user, password or query.',
  )
  readEnvironment({ DATABASE_URL: 'postgresql://plumbline:pa%24%24-w0rd@db.example.com:5432/plumbline' })
  expect(hideSecrets('failed: pa%24%24-w0rd or pa$$-w0rd for plumbline')).toBe('failed: [hidden] or [hidden] for plumbline')
  readEnvironment({ DATABASE_URL: 'postgresql://postgres:postgres@localhost/plumbline' })
  expect(hideSecrets('user postgres')).toBe('user postgres')
})

test('a secret is hidden in every form in which something may print it', () => {
  rememberSecret(TOKEN)
  const forms = [
    TOKEN,
    TOKEN.toLowerCase(),
    TOKEN.toUpperCase(),
    JSON.stringify({ authorization: `bearer ${TOKEN}` }),
    encodeURIComponent(TOKEN),
    Buffer.from(TOKEN).toString('base64'),
    Buffer.from(TOKEN).toString('hex'),
    Buffer.from(`x:${TOKEN}`).toString('base64'),
    Buffer.from(`ab:${TOKEN}`).toString('base64url'),
    `line one\nbearer ${TOKEN}\nline three`,
  ]
  const traces = [TOKEN, Buffer.from(TOKEN).toString('base64').slice(4, 20), Buffer.from(TOKEN).toString('hex')]
  for (const form of forms) {
    const hidden = hideSecrets(`before ${form} after`)
    expect(hidden).toContain('[hidden]')
    for (const trace of traces) expect(hidden.toLowerCase()).not.toContain(trace.toLowerCase())
  }
  expect(toLine(new UserError(`It says ${TOKEN}.`, 'Mend it.'))).toBe('It says [hidden]. Mend it.')
  expect(toDetail(new Error(TOKEN))).toMatch(/^Error: \[hidden\]\n/)
})
