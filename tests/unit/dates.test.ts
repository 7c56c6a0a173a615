import { expect, test } from 'vitest'
import { addWeeks, lastCompleteWeeks, toDateString, toWeekName, toWeekStart } from '@/lib/dates'

test.each([
  ['a Monday is its own week', '2026-11-16T00:00:00Z', '2026-11-16'],
  ['the last instant of a Sunday belongs to the week before', '2026-11-15T23:59:59.999Z', '2026-11-09'],
  ['a week may begin in the year before', '2026-01-01T12:00:00Z', '2025-12-29'],
  ['before 1970 too', '1969-12-31T00:00:00Z', '1969-12-29'],
])('%s', (_what, at, monday) => {
  expect(toDateString(toWeekStart(new Date(at)))).toBe(monday)
})

// Years with a week 53, and days on either side of the turn: from the ISO 8601 calendar.
test.each([
  ['2026-11-09', '2026-W46'],
  ['2025-12-29', '2026-W01'],
  ['2026-12-28', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2020-12-28', '2020-W53'],
  ['2024-12-30', '2025-W01'],
])('the week of Monday %s is %s', (monday, name) => {
  expect(toWeekName(new Date(`${monday}T00:00:00Z`))).toBe(name)
})

test('complete weeks end before the one that runs', () => {
  const { from, to } = lastCompleteWeeks(new Date('2026-11-18T09:00:00Z'), 12)
  expect([toDateString(from), toDateString(to)]).toEqual(['2026-08-24', '2026-11-16'])
})

test('a week that has just ended is complete', () => {
  expect(toDateString(lastCompleteWeeks(new Date('2026-11-16T00:00:00Z'), 1).from)).toBe('2026-11-09')
})

test('weeks are of seven UTC days, whatever clocks do on the way', () => {
  expect(addWeeks(new Date('2026-03-23T00:00:00Z'), 1).toISOString()).toBe('2026-03-30T00:00:00.000Z')
})
