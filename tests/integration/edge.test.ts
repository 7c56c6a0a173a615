import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sendRaw, startEdgeServer, type EdgeServer } from '@/tests/support/edge-server'

let edge: EdgeServer
beforeEach(async () => {
  edge = await startEdgeServer()
})
afterEach(async () => {
  await edge.close()
  vi.unstubAllEnvs()
})

/** With the settings as they are by then. */
async function restart(): Promise<void> {
  await edge.close()
  edge = await startEdgeServer()
}

const ROUTES = [
  '/',
  '/teams/a',
  '/api/health',
  '/api/v1/teams',
  '/download/teams?format=csv',
  '/sync/progress',
  '/_next/static/a.js',
  '/nothing',
]

describe('names', () => {
  test.each(['localhost', 'localhost:3000', 'LOCALHOST:80', '127.0.0.1:3000', '127.8.9.10', '[::1]:3000'])('%s is ours', async (host) => {
    expect((await sendRaw(edge.port, 'GET /', [`Host: ${host}`])).status).toBe(200)
  })

  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    'evil.example@localhost',
    'localhost evil.example',
    'localhost,evil.example',
    'localhost:3000:evil',
    '0.0.0.0',
    '10.0.0.1',
    '[::2]',
    '',
  ])('%j is answered with 421 on every route, and goes no further', async (host) => {
    for (const route of ROUTES) {
      for (const method of ['GET', 'POST', 'OPTIONS', 'TRACE']) {
        const answer = await sendRaw(edge.port, `${method} ${route}`, [`Host: ${host}`])
        expect([answer.status, answer.headers.location, answer.headers['x-content-type-options']], `${method} ${route}`).toEqual([
          421,
          undefined,
          'nosniff',
        ])
      }
    }
    expect(edge.seen).toEqual([])
  })

  test('the reason is told in the terms of who asks', async () => {
    const page = await sendRaw(edge.port, 'GET /', ['Host: evil.example'])
    expect(page.headers['content-type']).toContain('text/html')
    expect(page.body).toContain('This is not the name of this Plumbline.')
    const data = await sendRaw(edge.port, 'GET /api/v1/teams', ['Host: evil.example'])
    expect(data.headers['content-type']).toContain('application/problem+json')
  })

  test('two are none', async () => {
    expect((await sendRaw(edge.port, 'GET /', ['Host: localhost', 'Host: evil.example'])).status).toBe(400)
    expect(edge.seen).toEqual([])
  })

  test('the configured one is ours, with any port and no other name', async () => {
    vi.stubEnv('NEXTAUTH_URL', 'https://plumbline.example.com')
    await restart()
    const ask = async (host: string) => (await sendRaw(edge.port, 'GET /', [`Host: ${host}`])).status
    expect(await ask('plumbline.example.com')).toBe(200)
    expect(await ask('Plumbline.Example.com:443')).toBe(200)
    expect(await ask('localhost')).toBe(200)
    expect(await ask('example.com')).toBe(421)
    expect(await ask('a.plumbline.example.com')).toBe(421)
  })
})

describe('a whole address in the request line', () => {
  test('is a path of ours where its host is ours', async () => {
    expect((await sendRaw(edge.port, 'GET http://127.0.0.1:3000/teams/a?x=1', ['Host: localhost'])).status).toBe(200)
    expect((await sendRaw(edge.port, 'GET http://localhost', ['Host: localhost'])).status).toBe(200)
    expect(edge.seen.map(({ url }) => url)).toEqual(['/teams/a?x=1', '/'])
  })

  test.each(['http://evil.example/teams', 'HTTPS://evil.example', 'http://localhost@evil.example/', 'http://evil.example?@localhost/'])(
    '%s is refused, whatever the Host says',
    async (target) => {
      const answer = await sendRaw(edge.port, `GET ${target}`)
      expect([answer.status, answer.headers.location]).toEqual([421, undefined])
      expect(edge.seen).toEqual([])
    },
  )

  test.each(['//evil.example/', '//evil.example//teams/', '/\\evil.example', '/teams//a', 'ftp://localhost/', 'evil'])(
    '%s leads nowhere',
    async (target) => {
      const answer = await sendRaw(edge.port, `GET ${target}`)
      expect([400, 404]).toContain(answer.status)
      expect(answer.headers.location).toBeUndefined()
      expect(edge.seen).toEqual([])
    },
  )
})

describe('what proxies say', () => {
  const said = [
    'Host: localhost',
    'X-Forwarded-Host: plumbline.example.com',
    'X-Forwarded-Proto: https',
    'X-Forwarded-For: 1.2.3.4',
    'Forwarded: for=1.2.3.4',
    'X-Real-IP: 1.2.3.4',
  ]

  test('is not believed of anybody', async () => {
    await sendRaw(edge.port, 'GET /', said)
    expect(Object.keys(edge.seen[0]?.headers ?? {}).filter((name) => /forwarded|real-ip/.test(name))).toEqual([])
  })

  test('is believed of a proxy that is configured, for a name that is ours', async () => {
    vi.stubEnv('NEXTAUTH_URL', 'https://plumbline.example.com')
    vi.stubEnv('TRUSTED_PROXIES', '10.0.0.0/8, 127.0.0.1')
    await restart()
    expect((await sendRaw(edge.port, 'GET /', said)).status).toBe(200)
    expect(edge.seen[0]?.headers).toMatchObject({ 'x-forwarded-host': 'plumbline.example.com', 'x-forwarded-proto': 'https' })
    for (const host of ['evil.example', 'plumbline.example.com, evil.example']) {
      expect((await sendRaw(edge.port, 'GET /', ['Host: localhost', `X-Forwarded-Host: ${host}`])).status).toBe(421)
    }
    await sendRaw(edge.port, 'GET /', ['Host: localhost', 'X-Forwarded-Proto: javascript'])
    expect(edge.seen.at(-1)?.headers).not.toHaveProperty('x-forwarded-proto')
  })

  test('is not believed of another one', async () => {
    vi.stubEnv('TRUSTED_PROXIES', '10.0.0.0/8')
    await restart()
    await sendRaw(edge.port, 'GET /', said)
    expect(edge.seen[0]?.headers).not.toHaveProperty('x-forwarded-host')
  })
})

describe('addresses that cannot be read', () => {
  test.each(['/teams/%C0%AF', '/teams/%', '/teams/%zz', '/teams/%00', '/%E0%A4', '/sync/%ff'])('%s is no page, in words', async (path) => {
    const answer = await sendRaw(edge.port, `GET ${path}`)
    expect(answer.status).toBe(404)
    expect(answer.body).toContain('There is no such page.')
  })

  test.each(['/download/%zz', '/download/%00?format=csv', '/api/v1/teams/%C0%AF/metrics', '/api/%'])('%s is a problem', async (path) => {
    const answer = await sendRaw(edge.port, `GET ${path}`)
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body)).toMatchObject({ status: 400, title: 'Bad address' })
  })

  test('what can be read is let in as it is', async () => {
    await sendRaw(edge.port, 'GET /teams/%E2%82%AC%2F?from=%zz')
    expect(edge.seen[0]?.url).toBe('/teams/%E2%82%AC%2F?from=%zz')
  })
})

describe('methods', () => {
  test.each(['PUT', 'DELETE', 'TRACE', 'PATCH', 'PROPFIND'])('%s is nothing that a page does', async (method) => {
    for (const path of ['/', '/teams/a', '/method/audit', '/sync/progress', '/nothing']) {
      const answer = await sendRaw(edge.port, `${method} ${path}`)
      expect(answer.status, path).toBe(405)
      expect(answer.headers.allow, path).toContain('GET, HEAD, OPTIONS')
    }
    expect(edge.seen).toEqual([])
  })

  test('only the audits have forms', async () => {
    expect((await sendRaw(edge.port, 'POST /')).status).toBe(405)
    expect((await sendRaw(edge.port, 'POST /method/audit')).status).toBe(200)
    expect((await sendRaw(edge.port, 'POST /method/audit/a')).status).toBe(200)
    expect((await sendRaw(edge.port, 'POST /method/auditor')).status).toBe(405)
  })

  test('OPTIONS tells them', async () => {
    const answer = await sendRaw(edge.port, 'OPTIONS /teams/a')
    expect([answer.status, answer.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS'])
    expect((await sendRaw(edge.port, 'OPTIONS *')).status).toBe(204)
  })

  test('the API answers for itself, except to what no router knows', async () => {
    expect((await sendRaw(edge.port, 'DELETE /api/v1/teams')).status).toBe(200)
    const answer = await sendRaw(edge.port, 'TRACE /api/v1/teams')
    expect([answer.status, answer.headers['content-type']]).toEqual([405, 'application/problem+json; charset=utf-8'])
  })
})

describe('who writes', () => {
  const post = async (...headers: string[]) => sendRaw(edge.port, 'POST /method/audit', ['Host: localhost:3000', ...headers])

  test.each([
    ['the same origin', ['Origin: http://localhost:3000', 'Sec-Fetch-Site: same-origin']],
    ['a program', []],
    ['the reader in the address bar', ['Sec-Fetch-Site: none']],
  ])('%s may', async (_, headers) => {
    expect((await post(...headers)).status).toBe(200)
  })

  test.each([
    ['another site', ['Origin: https://evil.example', 'Sec-Fetch-Site: cross-site']],
    ['another port of this machine', ['Origin: http://localhost:8080', 'Sec-Fetch-Site: same-site']],
    ['a page that hides where it is from', ['Origin: null']],
    ['an origin that is none', ['Origin: localhost:3000']],
    ['a browser that only says that it is another site', ['Sec-Fetch-Site: cross-site']],
    ['a sibling', ['Sec-Fetch-Site: same-site']],
  ])('%s may not, and is told so', async (_, headers) => {
    const answer = await post(...headers)
    expect(answer.status).toBe(403)
    expect(answer.body).toContain('This was sent by another site.')
    expect(edge.seen).toEqual([])
  })

  test('behind a proxy the origin is the name that people use', async () => {
    vi.stubEnv('NEXTAUTH_URL', 'https://plumbline.example.com')
    vi.stubEnv('TRUSTED_PROXIES', '127.0.0.1')
    await restart()
    const own = 'Origin: https://plumbline.example.com'
    expect((await post('X-Forwarded-Host: plumbline.example.com', own)).status).toBe(200)
    expect((await post('X-Forwarded-Host: plumbline.example.com', 'Origin: http://localhost:3000')).status).toBe(403)
  })
})

describe('what every answer carries', () => {
  test('a policy with a nonce of its own, which stands in the request for Next', async () => {
    const policies = []
    for (let time = 0; time < 2; time += 1) {
      const { headers } = await sendRaw(edge.port, 'GET /', ['Host: localhost', `Content-Security-Policy: script-src 'nonce-mine'`])
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' })
      policies.push(headers['content-security-policy'] ?? '')
    }
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='; /)
    expect(policies[0]).toContain(`frame-ancestors 'none'`)
    expect(policies[0]).not.toMatch(/script-src[^;]*unsafe/)
    expect(policies[0]).not.toBe(policies[1])
    expect(edge.seen.map(({ headers }) => headers['content-security-policy'])).toEqual(policies)
  })

  test('a refusal has it, too', async () => {
    const { headers } = await sendRaw(edge.port, 'PUT /')
    expect(headers['content-security-policy']).toContain(`default-src 'none'`)
  })
})
