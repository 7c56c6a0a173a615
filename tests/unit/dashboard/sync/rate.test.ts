import { expect, test } from 'vitest'
import { addSighting, computeRate, type Sighting } from '@/lib/dashboard/sync/rate'
import { toSyncStatus, type SyncFacts } from '@/lib/dashboard/sync/to-status'

const see = (...points: [at: number, stored: number][]) =>
  points.reduce<Sighting[]>((seen, [at, stored]) => addSighting(seen, { at, stored }), [])

test('the rate is what was stored between the first and the last sighting', () => {
  expect(computeRate(see([0, 1000], [5_000, 1100], [10_000, 1300]))).toBe(1800)
})

test('two sightings that are too close tell nothing yet', () => {
  expect(computeRate(see([0, 0]))).toBeNull()
  expect(computeRate(see([0, 0], [2_000, 50]))).toBeNull()
})

test('only the last two minutes count, and a fresh start forgets the old one', () => {
  expect(computeRate(see([0, 0], [100_000, 0], [210_000, 110]))).toBe(60)
  expect(see([0, 500], [10_000, 3])).toEqual([{ at: 10_000, stored: 3 }])
})

test('a page that reloads in a burst leaves one sighting', () => {
  expect(see([0, 0], [10, 1], [20, 2])).toEqual([{ at: 0, stored: 0 }])
})

const facts: SyncFacts = {
  organization: {
    id: 1,
    login: 'acme',
    name: 'Acme',
    syncStartedAt: null,
    syncedAt: new Date('2026-11-16T00:00:00Z'),
    pointsLeft: 4000,
    pointsResetAt: null,
    syncMessage: null,
    lastError: null,
    listGap: null,
    revision: '00000000-0000-4000-8000-000000000000',
  },
  totals: { seen: 500, stored: 400, total: 1000, incomplete: 0, leftOut: 0, heldBefore: 0, pendingEvaluations: 0, failed: 0 },
  isRunning: false,
  pullRequestsPerMinute: 100,
  now: new Date('2026-11-16T00:05:00Z'),
}
const stateOf = (organization: Partial<SyncFacts['organization']>, changes: Partial<SyncFacts> = {}) =>
  toSyncStatus({ ...facts, ...changes, organization: { ...facts.organization, ...organization } }).state
const empty = { seen: 0, stored: 0, total: null, incomplete: 0, leftOut: 0, heldBefore: 0, pendingEvaluations: 0, failed: 0 }

test('the state says what runs, what came before and what is missing', () => {
  expect(stateOf({})).toBe('current')
  expect(stateOf({}, { isRunning: true })).toBe('catching_up')
  expect(stateOf({ syncedAt: null }, { isRunning: true })).toBe('first')
  expect(stateOf({ syncedAt: null }, { totals: empty })).toBe('never')
  expect(stateOf({ syncedAt: null })).toBe('partial')
  expect(stateOf({}, { totals: { ...facts.totals, incomplete: 1 } })).toBe('partial')
  expect(stateOf({}, { totals: { ...facts.totals, failed: 1 } })).toBe('partial')
  expect(stateOf({ lastError: 'The token is wrong.' })).toBe('failed')
})

test('a start without an end and without a living process was cut off', () => {
  expect(stateOf({ syncedAt: null, syncStartedAt: facts.now })).toBe('failed')
})

test('progress is a share of the total, with the time left while it runs', () => {
  expect(toSyncStatus({ ...facts, isRunning: true }).progress).toEqual({
    seen: 500,
    stored: 400,
    total: 1000,
    share: 0.4,
    pullRequestsPerMinute: 100,
    secondsLeft: 360,
  })
  expect(toSyncStatus(facts).progress).toMatchObject({ share: 0.4, pullRequestsPerMinute: null, secondsLeft: null })
})

test('an unknown total gives no share and no time, and a stalled sync no time', () => {
  const unknown = { ...facts, isRunning: true, totals: { ...facts.totals, total: null } }
  expect(toSyncStatus(unknown).progress).toMatchObject({ share: null, secondsLeft: null })
  expect(toSyncStatus({ ...facts, isRunning: true, pullRequestsPerMinute: 0 }).progress.secondsLeft).toBeNull()
})

test('the age of the data is counted from the last complete sync', () => {
  expect(toSyncStatus(facts).ageSeconds).toBe(300)
  expect(stateOf({ syncedAt: null })).toBe('partial')
})
