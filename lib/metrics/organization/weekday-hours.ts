import { DAY, HOUR } from '@/lib/dates'
import { startOfLocalDay, toLocalDay } from './local-days'

/**
 * Weekday hours (METRICS section 1, "Clocks"): elapsed hours between two instants, less those that fall on Saturdays,
 * Sundays and holidays of the zone. They are not working hours: a weekday has 24.
 * Over a change to or from summer time the hours that really passed are counted, so such a weekday has 23 or 25.
 * Nought where the end is not after the start.
 */
export interface WeekdayCalendar {
  /** IANA name, or a fixed offset such as "UTC-8". */
  zone: string
  /** YYYY-MM-DD, local dates; read once, so never added to afterwards. */
  holidays: ReadonlySet<string>
}

const SATURDAY = 5

export function weekdayHours(start: Date, end: Date, calendar: WeekdayCalendar): number {
  const from = start.getTime()
  const to = end.getTime()
  if (!(to > from)) return 0
  const holidays = toHolidayNumbers(calendar.holidays)
  let counted = 0
  let day = toLocalDay(from, calendar.zone)
  let dayStart = startOfLocalDay(day, calendar.zone)
  while (dayStart < to) {
    const next = startOfLocalDay(day + 1, calendar.zone)
    if (isCounted(day, holidays)) counted += Math.min(next, to) - Math.max(dayStart, from)
    day += 1
    dayStart = next
  }
  return counted / HOUR
}

function isCounted(day: number, holidays: ReadonlySet<number>): boolean {
  // 1970-01-01 was a Thursday: Monday is 0.
  const weekday = (((day + 3) % 7) + 7) % 7
  return weekday < SATURDAY && !holidays.has(day)
}

// Texts of dates are compared once a calendar, not once a call: a rebuild makes about a million calls.
const holidayNumbers = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>()

function toHolidayNumbers(holidays: ReadonlySet<string>): ReadonlySet<number> {
  let numbers = holidayNumbers.get(holidays)
  if (!numbers) {
    numbers = new Set([...holidays].map((date) => Date.parse(`${date}T00:00:00Z`) / DAY))
    holidayNumbers.set(holidays, numbers)
  }
  return numbers
}
