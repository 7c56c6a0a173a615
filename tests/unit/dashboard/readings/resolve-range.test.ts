import { expect, test } from 'vitest'
import { RequestProblem } from '@/lib/dashboard/problem'
import { resolveRange, type AskedRange } from '@/lib/dashboard/readings/resolve-range'

const bounds = {
  syncedAt: new Date('2026-11-18T09:30:00Z'),
  now: new Date('2026-11-18T10:00:00Z'),
  dataFrom: new Date('2025-01-06T08:00:00Z'),
}
const at = (date: string) => new Date(`${date}T00:00:00Z`)

function problemOf(asked: AskedRange): string {
  try {
    resolveRange(asked, bounds)
  } catch (error) {
    if (error instanceof RequestProblem) return `${error.status} ${error.parameter}: ${error.message}`
    throw error
  }
  return 'none'
}

test('the default is the last 12 complete ISO weeks as of the last sync', () => {
  expect(resolveRange({}, bounds)).toEqual({ from: at('2026-08-24'), to: at('2026-11-16'), asOf: bounds.syncedAt, isDefault: true })
})

test('the default range follows another instant', () => {
  const asOf = new Date('2026-03-04T12:00:00Z')
  expect(resolveRange({ asOf }, bounds)).toEqual({ from: at('2025-12-08'), to: at('2026-03-02'), asOf, isDefault: false })
})

test('saying the default aloud is still the default', () => {
  expect(resolveRange({ from: at('2026-08-24'), to: at('2026-11-16'), asOf: bounds.syncedAt }, bounds).isDefault).toBe(true)
})

test('an end alone begins 12 weeks before it, a start alone ends where the default does', () => {
  expect(resolveRange({ to: at('2026-07-01') }, bounds)).toMatchObject({ from: at('2026-04-08'), to: at('2026-07-01'), isDefault: false })
  expect(resolveRange({ from: at('2026-10-01') }, bounds)).toMatchObject({ from: at('2026-10-01'), to: at('2026-11-16') })
})

test('what cannot be answered is refused by name', () => {
  expect(problemOf({ from: at('2026-05-01'), to: at('2026-05-01') })).toBe('400 from: from must be before to, 2026-05-01.')
  expect(problemOf({ from: at('2026-11-17') })).toBe('400 from: from must be before 2026-11-16, where the range ends unless to is given.')
  expect(problemOf({ asOf: new Date('2026-11-18T10:00:01Z') })).toBe('400 asOf: asOf is in the future: it is 2026-11-18T10:00:00.000Z.')
  expect(problemOf({ asOf: new Date('2025-01-06T07:59:59Z') })).toBe(
    '400 asOf: asOf is before the first pull request became ready, 2025-01-06T08:00:00.000Z.',
  )
})

test('an instant between the last sync and now is allowed, and so is a sync that is newer than this clock', () => {
  expect(problemOf({ asOf: bounds.now })).toBe('none')
  const early = { ...bounds, now: new Date('2026-11-18T09:00:00Z') }
  expect(resolveRange({ asOf: bounds.syncedAt }, early).isDefault).toBe(true)
})
