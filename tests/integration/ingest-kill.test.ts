import { expect, it } from 'vitest'
import { killIngest } from '@/lib/commands/proof/kill-ingest'
import { createTestDatabase } from '../support/database'

// `npm run bench -- proof` kills it 20 times.
const KILLS = 6

it(`ends with the rows of an undisturbed run, killed at ${KILLS} random instants`, { timeout: 600_000 }, async () => {
  const { undisturbed, killed } = await killIngest(createTestDatabase, { kills: KILLS, seed: 20 })
  expect(undisturbed.pull_requests.length).toBeGreaterThan(140)
  for (const { ends, facts, points, allowedPoints } of killed) {
    expect(ends).toEqual([{ code: 0, stderr: expect.any(String) }])
    expect(facts).toEqual(undisturbed)
    expect(points).toBeLessThanOrEqual(allowedPoints)
  }
  expect(killed.reduce((sum, { kills }) => sum + kills, 0)).toBe(KILLS)
})
