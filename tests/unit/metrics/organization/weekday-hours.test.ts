import { HOUR } from '@/lib/dates'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { startOfLocalDay, toLocalDay } from '@/lib/metrics/organization/local-days'
import { weekdayHours, type WeekdayCalendar } from '@/lib/metrics/organization/weekday-hours'

const calendar = (zone: string, ...holidays: string[]): WeekdayCalendar => ({ zone, holidays: new Set(holidays) })
const between = (start: string, end: string, zone: string, ...holidays: string[]) =>
  weekdayHours(new Date(start), new Date(end), calendar(zone, ...holidays))

describe('weekdayHours', () => {
  it('leaves out Saturday and Sunday of the zone', () => {
    expect(between('2026-11-20T16:00:00Z', '2026-11-23T10:00:00Z', 'UTC')).toBe(18)
    expect(between('2026-11-21T01:00:00Z', '2026-11-22T23:00:00Z', 'UTC')).toBe(0)
    // In Kathmandu (UTC+5:45) Friday ends at 18:15 UTC and Monday begins at Sunday 18:15 UTC.
    expect(between('2026-11-20T16:15:00Z', '2026-11-22T19:15:00Z', 'Asia/Kathmandu')).toBe(3)
  })

  it('leaves out holidays by their local date', () => {
    expect(between('2026-12-24T12:00:00Z', '2026-12-26T12:00:00Z', 'UTC', '2026-12-25')).toBe(12)
    expect(between('2026-12-24T23:00:00Z', '2026-12-25T23:00:00Z', 'Europe/Berlin', '2026-12-25')).toBe(0)
  })

  it('counts the hours that really passed when the clocks change', () => {
    // Chile's night of 25 hours falls on a weekend: Friday alone counts.
    const chile = between('2026-04-03T03:00:00Z', '2026-04-06T04:00:00Z', 'America/Santiago')
    expect(chile).toBe(24)
    const day = (zone: string, date: string) => {
      const start = DateTime.fromISO(date, { zone })
      return weekdayHours(start.toJSDate(), start.plus({ days: 1 }).toJSDate(), calendar(zone))
    }
    // Egypt moves its clocks at midnight of a Friday: that day starts at 01:00 and has 23 hours.
    expect(day('Africa/Cairo', '2024-04-26')).toBe(23)
    expect(day('Africa/Cairo', '2024-04-25')).toBe(24)
    expect(day('Europe/Berlin', '2026-03-29')).toBe(0)
  })

  it('is nought where the end is not after the start', () => {
    expect(between('2026-11-20T16:00:00Z', '2026-11-20T16:00:00Z', 'UTC')).toBe(0)
    expect(between('2026-11-20T16:00:00Z', '2026-11-19T16:00:00Z', 'UTC')).toBe(0)
  })

  it('refuses a zone that does not exist', () => {
    expect(() => between('2026-11-20T16:00:00Z', '2026-11-21T16:00:00Z', 'Europe/Atlantis')).toThrow('Europe/Atlantis')
  })

  const instant = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2027, 0, 1) })
  const zone = fc.constantFrom('UTC', 'UTC-8', 'Asia/Kathmandu', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo')
  const minutes = fc.integer({ min: 0, max: 20 * 24 * 60 })

  it('agrees with asking the calendar about every quarter of an hour', () => {
    fc.assert(
      fc.property(instant, minutes, zone, (from, length, name) => {
        const quarter = 900_000
        const start = Math.floor(from / quarter) * quarter
        const quarters = Math.floor(length / 15)
        let counted = 0
        for (let index = 0; index < quarters; index += 1) {
          const local = DateTime.fromMillis(start + index * quarter, { zone: name })
          if (local.weekday < 6 && local.toISODate() !== '2024-05-01') counted += 0.25
        }
        const end = new Date(start + quarters * quarter)
        expect(weekdayHours(new Date(start), end, calendar(name, '2024-05-01'))).toBeCloseTo(counted, 9)
      }),
      { numRuns: 40 },
    )
  })

  it('adds up over any cut, and is never more than elapsed time', () => {
    fc.assert(
      fc.property(instant, minutes, minutes, zone, (from, first, second, name) => {
        const [a, b, c] = [from, from + first * 60_000, from + (first + second) * 60_000].map((at) => new Date(at))
        if (!a || !b || !c) throw new Error('There are three instants.')
        const whole = weekdayHours(a, c, calendar(name))
        expect(weekdayHours(a, b, calendar(name)) + weekdayHours(b, c, calendar(name))).toBeCloseTo(whole, 6)
        expect(whole).toBeLessThanOrEqual((c.getTime() - a.getTime()) / HOUR + 1e-9)
      }),
    )
  })
})

describe('local days', () => {
  it('hold the instants between their starts', () => {
    const day = toLocalDay(Date.parse('2026-11-20T23:30:00Z'), 'Europe/Berlin')
    expect(new Date(startOfLocalDay(day, 'Europe/Berlin')).toISOString()).toBe('2026-11-20T23:00:00.000Z')
    expect(toLocalDay(Date.parse('2026-11-20T22:59:59Z'), 'Europe/Berlin')).toBe(day - 1)
  })
})
