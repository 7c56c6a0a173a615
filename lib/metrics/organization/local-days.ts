import { DAY } from '@/lib/dates'
import { DateTime } from 'luxon'

/**
 * Calendar days of a time zone as instants. A day is its number since 1970-01-01; it starts at the first instant of that
 * date, which is 01:00 where summer time begins at midnight. Days of 23 and 25 hours come out as such.
 * Luxon is asked once a day and zone: everything else is arithmetic, because a rebuild asks about a million times.
 */
const startsByZone = new Map<string, Map<number, number>>()

/** Epoch milliseconds at which the day starts. `zone` is an IANA name or a fixed offset such as "UTC-8". */
export function startOfLocalDay(day: number, zone: string): number {
  let starts = startsByZone.get(zone)
  if (!starts) startsByZone.set(zone, (starts = new Map()))
  let start = starts.get(day)
  if (start === undefined) {
    start = findStart(day, zone)
    starts.set(day, start)
  }
  return start
}

function findStart(day: number, zone: string): number {
  const date = new Date(day * DAY)
  const parts = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
  const start = DateTime.fromObject(parts, { zone }).startOf('day')
  if (!start.isValid) throw new RangeError(`"${zone}" is no time zone.`)
  return start.toMillis()
}

/** Number of the local date that holds the instant. */
export function toLocalDay(at: number, zone: string): number {
  let day = Math.floor(at / DAY)
  while (startOfLocalDay(day, zone) > at) day -= 1
  while (startOfLocalDay(day + 1, zone) <= at) day += 1
  return day
}
