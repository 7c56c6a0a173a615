import { HOUR } from '@/lib/dates'
import { createPublicKey, createVerify, generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createTokenSource } from '@/lib/github/token-source'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
let server: Server
let url: string
let asked: string[] = []

// GitHub's two REST endpoints for apps, which check the signature as GitHub does.
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    const reply = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (!isSigned(request.headers.authorization)) return reply(401, { message: 'A JSON web token could not be decoded' })
    if (request.url === '/orgs/corner/installation') return reply(200, { id: 42 })
    if (request.url === '/app/installations/42/access_tokens') {
      return reply(201, {
        token: 'ghs_made',
        expires_at: new Date(Date.now() + HOUR).toISOString(),
        permissions: {},
        repository_selection: 'all',
      })
    }
    return reply(404, { message: 'Not Found' })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  asked = []
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

function isSigned(header: string | undefined): boolean {
  const [head, payload, signature] = header?.replace(/^bearer /i, '').split('.') ?? []
  if (!head || !payload || !signature) return false
  return createVerify('RSA-SHA256').update(`${head}.${payload}`).verify(createPublicKey(publicKey), signature, 'base64url')
}

it('takes a personal token as it is', async () => {
  expect(await createTokenSource({ GITHUB_TOKEN: 'ghp_own', GITHUB_API_URL: url }, 'corner')()).toBe('ghp_own')
  expect(asked).toEqual([])
})

it('signs for the app, finds its installation and keeps its token', async () => {
  const getToken = createTokenSource(
    { GITHUB_APP_ID: '7', GITHUB_APP_PRIVATE_KEY: privateKey.replaceAll('\n', '\\n'), GITHUB_API_URL: url },
    'corner',
  )
  expect(await getToken()).toBe('ghs_made')
  expect(await getToken()).toBe('ghs_made')
  expect(asked).toEqual(['GET /orgs/corner/installation', 'POST /app/installations/42/access_tokens'])
})

it('says where the app is not installed, and what is not accepted', async () => {
  const credentials = { GITHUB_APP_ID: '7', GITHUB_APP_PRIVATE_KEY: privateKey, GITHUB_API_URL: url }
  await expect(createTokenSource(credentials, 'elsewhere')()).rejects.toThrow('The GitHub App is not installed in "elsewhere".')
  const other = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  await expect(createTokenSource({ ...credentials, GITHUB_APP_PRIVATE_KEY: other.privateKey }, 'corner')()).rejects.toThrow(
    /does not accept the app's credentials/,
  )
})

it('names what is not set', () => {
  expect(() => createTokenSource({ GITHUB_API_URL: url }, 'corner')).toThrow('GITHUB_TOKEN is not set')
  expect(() => createTokenSource({ GITHUB_APP_ID: '7', GITHUB_API_URL: url }, 'corner')).toThrow('GITHUB_APP_PRIVATE_KEY is not set')
})
