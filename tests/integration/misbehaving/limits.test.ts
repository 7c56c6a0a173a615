import { describe, expect, it } from 'vitest'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { withMisbehaving } from '../../support/misbehaving'

// GitHub's limits as they really come: the waits are asserted, not only the rows.

const github = withMisbehaving(() => makeScaleWorld({ pullRequests: 30, repositories: 1 }))

async function expectRead(faults: Parameters<typeof github.read>[0]) {
  const { incomplete } = await github.read(faults)
  expect(incomplete).toEqual([])
  expect(await github.facts()).toEqual(github.undisturbed)
  return github.waits
}

describe("the hour's points are used up", () => {
  it.each([
    ['RATE_LIMITED', 'absent'],
    ['RATE_LIMIT', 'absent'],
    ['RATE_LIMITED', 'null'],
    ['RATE_LIMIT', 'null'],
  ] as const)('a 200 with %s and data %s: one wait until the reset', async (type, data) => {
    const waits = await expectRead([{ kind: 'primary_limit', resetInSeconds: 900, type, data, skip: 3, times: 1 }])
    expect(waits).toEqual([{ reason: 'rate limit', seconds: expect.any(Number) }])
    expect(waits[0]?.seconds).toBeGreaterThan(890)
    expect(waits[0]?.seconds).toBeLessThanOrEqual(901)
  })

  it('the reset is remembered from the answer before, where the refusal tells none', async () => {
    const resetAt = `${new Date(Date.now() + 600_000).toISOString().slice(0, 19)}Z`
    const waits = await expectRead([
      { kind: 'set', field: 'rateLimit', value: { cost: 1, limit: 5000, remaining: 4000, resetAt } },
      { kind: 'primary_limit', withHeaders: false, skip: 3, times: 1 },
    ])
    expect(waits).toHaveLength(1)
    expect(waits[0]?.seconds).toBeGreaterThan(580)
    expect(waits[0]?.seconds).toBeLessThanOrEqual(600)
  })

  it.each([403, 429] as const)('a %i', async (status) => {
    const waits = await expectRead([{ kind: 'primary_limit', status, resetInSeconds: 120, skip: 3, times: 1 }])
    expect(waits).toEqual([{ reason: 'rate limit', seconds: expect.any(Number) }])
    expect(waits[0]?.seconds).toBeGreaterThan(110)
  })

  it('is waited for before it happens, once, with a reserve for others', async () => {
    const resetAt = `${new Date(Date.now() + 1_800_000).toISOString().slice(0, 19)}Z`
    const waits = await expectRead([
      { kind: 'set', field: 'rateLimit', value: { cost: 1, limit: 5000, remaining: 99, resetAt }, skip: 4, times: 1 },
    ])
    expect(waits).toEqual([{ reason: "the hour's points are used up but 99", seconds: expect.any(Number) }])
    expect(waits[0]?.seconds).toBeGreaterThan(1_780)
  })

  it('is shown while somebody waits', async () => {
    const shown: (string | null)[] = []
    await github.read([{ kind: 'primary_limit', resetInSeconds: 900, skip: 3, times: 1 }], {
      sleep: async () => void shown.push((await github.target.database.organization.findFirstOrThrow()).syncMessage),
    })
    expect(shown).toEqual([expect.stringMatching(/^Waiting (900|899|901) s: rate limit$/)])
  })
})

describe('a secondary limit', () => {
  it.each(['soon 5', '-7'])('whose retry-after is %s: 60 s, once, and says so', async (retryAfterSeconds) => {
    const waits = await expectRead([{ kind: 'secondary_limit', retryAfterSeconds, skip: 3, times: 1 }])
    expect(waits).toEqual([{ reason: 'secondary rate limit; GitHub does not say for how long', seconds: 60 }])
  })

  it('that asks for more than any limit lasts is told, not waited for', async () => {
    await expect(github.read([{ kind: 'secondary_limit', retryAfterSeconds: 99_999_999, skip: 3 }])).rejects.toThrow(
      'GitHub keeps refusing because of its secondary rate limit (it asks to wait 99999999 s).',
    )
    await expectRead([])
  })
})

describe('figures of the limit that cannot be', () => {
  it.each([
    ['negative', { cost: -5, limit: -1, remaining: -1, resetAt: '2026-11-30T00:00:00Z' }],
    ['far ahead', { cost: 1, limit: 5000, remaining: 3_000_000_000, resetAt: '9999-12-31T23:59:59Z' }],
    ['behind', { cost: 1, limit: 5000, remaining: 0, resetAt: '0001-01-01T00:00:00Z' }],
    ['texts', { cost: 'one', limit: null, remaining: 'many', resetAt: 'soon' }],
    ['no object', 'unlimited'],
    ['null', null],
  ])('%s: unknown, and nothing waits', async (_name, value) => {
    expect(await expectRead([{ kind: 'set', field: 'rateLimit', value }])).toEqual([])
    const { pointsLeft, pointsResetAt } = await github.target.database.organization.findFirstOrThrow()
    expect([null, 0]).toContain(pointsLeft)
    if (pointsResetAt) expect(Math.abs(pointsResetAt.getTime() - Date.now())).toBeLessThan(86_400_000)
  })
})
