import { expect, test } from 'vitest'
import { WorkCalendar } from '@/lib/demo/stories/work-calendar'

const at = (text: string) => Date.parse(text)
const iso = (time: number) => new Date(time).toISOString()

test('nights, weekends and days off are skipped in the team’s own zone', () => {
  const calendar = new WorkCalendar('America/New_York', ['2026-07-06'])
  // Friday 17:00 in New York; Monday the 6th is off.
  expect(iso(calendar.add(at('2026-07-03T21:00:00Z'), 1))).toBe('2026-07-07T13:30:00.000Z')
  expect(iso(calendar.next(at('2026-07-04T12:00:00Z')))).toBe('2026-07-07T13:00:00.000Z')
  expect(iso(calendar.next(at('2026-07-08T15:00:00Z')))).toBe('2026-07-08T15:00:00.000Z')
})

test('a morning stays nine o’clock when the clocks change', () => {
  const calendar = new WorkCalendar('Europe/Lisbon', [])
  expect(iso(calendar.next(at('2026-10-23T20:00:00Z')))).toBe('2026-10-26T09:00:00.000Z')
  expect(iso(calendar.next(at('2026-10-22T20:00:00Z')))).toBe('2026-10-23T08:00:00.000Z')
})

test('every working day has one morning', () => {
  const calendar = new WorkCalendar('Asia/Kolkata', ['2026-10-02'])
  const mornings = [...calendar.workdays(at('2026-09-28T00:00:00Z'), at('2026-10-12T00:00:00Z'))]
  expect(mornings).toHaveLength(9)
})
