import { expect, test } from 'vitest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { createTestDatabase } from '../support/database'
import { withMisbehaving } from '../support/misbehaving'

// Rate limits that were taken for broken answers (githubkit#271, renovate#21861, octokit/plugin-throttling.js#824, ocean#3526).

const github = withMisbehaving(() => makeScaleWorld({ pullRequests: 30, repositories: 1 }))
const T = 1_800

/** Every call from the ninth on answers so until somebody has waited. */
async function readUntilReset(type: 'RATE_LIMIT' | 'RATE_LIMITED', data: 'absent' | 'null') {
  const shown: (string | null)[] = []
  const { incomplete } = await github.read([{ kind: 'primary_limit', resetInSeconds: T, type, data, skip: 8 }], {
    sleep: async () => {
      shown.push((await github.target.database.organization.findFirstOrThrow()).syncMessage)
      github.standIn.setFaults([])
    },
  })
  return { incomplete, shown }
}

test.each([
  ['B01 the limit body without data', 'RATE_LIMIT', 'absent'],
  ['B01 the limit body without data', 'RATE_LIMITED', 'absent'],
  ['B02 the other name of the type', 'RATE_LIMIT', 'null'],
  ['B02 the documented name of the type', 'RATE_LIMITED', 'null'],
] as const)('%s: %s with data %s is one wait until the reset, shown as the rate limit', async (_name, type, data) => {
  const { incomplete, shown } = await readUntilReset(type, data)
  expect(incomplete).toEqual([])
  expect(await github.facts()).toEqual(github.undisturbed)
  expect(github.waits).toEqual([{ reason: 'rate limit', seconds: expect.any(Number) }])
  expect(Math.abs((github.waits[0]?.seconds ?? 0) - T)).toBeLessThan(10)
  expect(shown).toEqual([expect.stringMatching(/^Waiting (17\d\d|180\d) s: rate limit$/)])
})

test('B02 the last valid answer before the limit, which has none left either, is kept and not asked again', async () => {
  const elsewhere = await createTestDatabase()
  const { requests } = await github.read([], { database: elsewhere.database })
  await elsewhere.drop()
  const resetAt = `${new Date(Date.now() + T * 1000).toISOString().slice(0, 19)}Z`
  const value = { cost: 1, limit: 5000, remaining: 0, resetAt }
  const disturbed = await github.read([{ kind: 'set', field: 'rateLimit', value, skip: 8, times: 1 }])
  expect([disturbed.requests, disturbed.incomplete]).toEqual([requests, []])
  expect(await github.facts()).toEqual(github.undisturbed)
  expect(github.waits).toHaveLength(1)
})
