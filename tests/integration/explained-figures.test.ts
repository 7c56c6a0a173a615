import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listScopes, RANGES, walkList, type AskApi, type WalkedScope } from '@/lib/commands/proof/walk-lists'
import { makeDemoWorld } from '@/lib/demo/stories/demo-world'
import { askApi } from '@/tests/support/api-client'
import { createTestDatabase, type TestDatabase } from '@/tests/support/database'
import { seedOrganization, type SeededOrganization } from '@/tests/support/seed-organization'

// Two ranges are walked whole, the one that is dear in part: `npm run bench -- proof` walks every team of every range.

let clone: TestDatabase
let organization: SeededOrganization

beforeAll(async () => {
  clone = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', clone.url)
  vi.stubEnv('PLUMBLINE_NOW', '2026-11-18T09:10:00Z')
  vi.stubEnv('PLUMBLINE_CONFIG', 'tests/absent.yml')
  organization = await seedOrganization(clone.database, makeDemoWorld({ end: new Date('2026-11-18T09:00:00Z'), size: 0.1 }))
})
afterAll(() => clone.drop())

const ask: AskApi = async (path) => {
  const response = await askApi(`/api/v1/${path}`, { token: organization.token })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  return JSON.parse(text)
}

test.each([
  ['the default range', null],
  ['half a year', null],
  // What holds as of an earlier instant is computed for every question anew.
  ['an earlier instant', ['organization', 'teams/tracking', 'teams/payments', 'teams/pricing-research']],
] as const)('every count of %s is found again in the list', async (name, part) => {
  const scopes = await listScopes(ask)
  expect(scopes).toHaveLength(9)
  const walked: WalkedScope[] = []
  for (const scope of part ?? scopes) walked.push(await walkList(ask, scope, RANGES[name]))
  for (const { scope, counted, expected } of walked) expect(counted, scope).toEqual(expected)
  const withheld = walked.filter(({ isWithheld }) => isWithheld)
  expect(withheld.length).toBeGreaterThan(1)
  expect(withheld.map(({ listed }) => listed)).toEqual(withheld.map(() => 0))
  expect(walked.filter(({ counted }) => counted !== null).length).toBeGreaterThan(1)
  // A list that named a withheld team would be that team's own list, with every figure in it.
  const named = new Set(walked.flatMap((one) => one.named))
  expect(named.size).toBeGreaterThan(1)
  expect(withheld.filter(({ scope }) => named.has(scope))).toEqual([])
})
