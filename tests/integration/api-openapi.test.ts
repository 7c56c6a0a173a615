import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { buildOpenApi } from '@/lib/dashboard/api/openapi'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-16T00:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  organization = await seedOrganization(clone.database, makeScaleWorld({ pullRequests: 240 }))
})
afterAll(() => clone.drop())

const document = JSON.parse(JSON.stringify(buildOpenApi())) as {
  openapi: string
  paths: Record<string, { get: { responses: Record<string, { content: Record<string, { schema: object }> }> } }>
}

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
ajv.addSchema(document, 'openapi')

/** Checks a response against what the document promises for its path and status. */
async function expectAsDocumented(template: string, response: Response) {
  const documented = document.paths[template]?.get.responses[String(response.status)]
  expect(documented, `${template} documents ${response.status}`).toBeDefined()
  const [mediaType, content] = Object.entries(documented?.content ?? {})[0] ?? []
  expect(response.headers.get('content-type')?.split(';')[0]).toBe(mediaType)
  const schema = JSON.parse(JSON.stringify(content?.schema).replaceAll('"#/', '"openapi#/')) as object
  const validate = ajv.compile(schema)
  validate(await response.json())
  expect(validate.errors ?? [], `${template} ${response.status}`).toEqual([])
}

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)))
  expect(result).toEqual({ valid: true })
  expect(document.openapi).toMatch(/^3\.1\./)
})

test('it is served as it is built', async () => {
  const response = await askApi('/api/v1/openapi.json', { token: organization.token })
  expect(await response.json()).toEqual(document)
})

test('every documented path answers as documented: well, with a bad parameter, and without a token', async () => {
  for (const template of Object.keys(document.paths)) {
    const path = template.replace('{slug}', 'second')
    await expectAsDocumented(template, await askApi(path, { token: organization.token }))
    if (template === '/api/health') continue
    await expectAsDocumented(template, await askApi(path))
    await expectAsDocumented(template, await askApi(`${path}?unknown=1`, { token: organization.token }))
    if (template.includes('{slug}')) {
      await expectAsDocumented(template, await askApi(path.replace('second', 'nobody'), { token: organization.token }))
    }
  }
})

test('withheld, empty and re-evaluated answers are as documented too', async () => {
  const ask = (path: string) => askApi(`/api/v1/${path}`, { token: organization.token })
  await expectAsDocumented('/api/v1/teams/{slug}/metrics', await ask('teams/first/metrics?from=2026-09-01&to=2026-09-02'))
  await expectAsDocumented('/api/v1/teams/{slug}/pull-requests', await ask('teams/first/pull-requests?from=2026-09-01&to=2026-09-02'))
  await expectAsDocumented('/api/v1/organization/metrics', await ask('organization/metrics?from=2019-01-01&to=2019-02-01'))
  await expectAsDocumented('/api/v1/organization/pull-requests', await ask('organization/pull-requests?from=2025-11-17&to=2026-11-16'))
  await expectAsDocumented('/api/v1/organization/series', await ask('organization/series?weeks=60&asOf=2026-09-01'))
})

test('before the first complete sync, figures are 503 and the sync tells how far it is', async () => {
  const fresh = await clone.database.organization.create({ data: { nodeId: 'O_fresh', login: 'fresh', name: 'Fresh' } })
  const { createApiToken } = await import('@/lib/db/access/api-tokens')
  const token = await createApiToken(clone.database, { organizationId: fresh.id, name: 'fresh', createdAt: organization.syncedAt })
  for (const path of ['metrics', 'series', 'pull-requests']) {
    const response = await askApi(`/api/v1/organization/${path}`, { token })
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '30'])
    await expectAsDocumented(`/api/v1/organization/${path}`, response)
  }
  const sync = await askApi('/api/v1/sync', { token })
  expect(await sync.clone().json()).toMatchObject({ organization: 'fresh', state: 'never', syncedAt: null, repositories: [] })
  await expectAsDocumented('/api/v1/sync', sync)
})
