import { expect, test } from '@/tests/support/page-test'

test('the API answers with the teams of the demo organisation', async ({ api }) => {
  const teams = (await api('/api/v1/teams')) as { slug: string; name: string }[]
  expect(teams.length).toBeGreaterThan(0)
  const names = teams.map((team) => team.name)
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')))
})

test('without a token the API gives nothing but a problem', async ({ request }) => {
  const response = await request.get('/api/v1/teams')
  expect(response.status()).toBe(401)
  expect(response.headers()['content-type']).toContain('application/problem+json')
})

test('health needs no token', async ({ request }) => {
  const response = await request.get('/api/health')
  expect(response.status()).toBe(200)
  expect(await response.json()).toMatchObject({ status: 'ok', database: 'ok', worker: 'ok' })
})

test('through the real router, other methods and unknown paths are problems too', async ({ request }) => {
  const posted = await request.post('/api/v1/organization/metrics')
  expect([posted.status(), posted.headers()['allow']]).toEqual([405, 'GET, HEAD, OPTIONS'])
  expect(posted.headers()['content-type']).toContain('application/problem+json')
  const headers = { authorization: `Bearer ${process.env.PLUMBLINE_E2E_TOKEN}` }
  for (const path of ['/api/v1', '/api/v1/nothing/here', '/api/v1/teams/nobody/metrics']) {
    const response = await request.get(path, { headers })
    expect(response.status(), path).toBe(404)
    expect(response.headers()['content-type'], path).toContain('application/problem+json')
  }
  const head = await request.head('/api/v1/teams', { headers })
  expect([head.status(), await head.text()]).toEqual([200, ''])
})
