import { expect, test } from '@/tests/support/page-test'

test('the API answers with the teams of the demo organisation', async ({ api }) => {
  const teams = (await api('/api/v1/teams')) as { slug: string }[]
  expect(teams.length).toBeGreaterThan(0)
  expect(teams.map((team) => team.slug)).toEqual(teams.map((team) => team.slug).toSorted())
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
