import { DAY, HOUR } from '@/lib/dates'
import { IANAZone } from 'luxon'

const MINUTE = 60_000
const OPENS = 9 * HOUR
const CLOSES = 17.5 * HOUR

/**
 * When a team works: 09:00 to 17:30 in its zone, from Monday to Friday, but not on its holidays.
 * Instants are epoch milliseconds.
 */
export class WorkCalendar {
  private readonly zone: IANAZone
  private readonly offsets = new Map<number, number>()
  private readonly holidays: ReadonlySet<number>

  /** @param holidays dates as YYYY-MM-DD */
  constructor(zone: string, holidays: Iterable<string>) {
    this.zone = IANAZone.create(zone)
    this.holidays = new Set([...holidays].map((date) => Date.parse(date) / DAY))
  }

  private offset(at: number): number {
    const day = Math.floor(at / DAY)
    let offset = this.offsets.get(day)
    if (offset === undefined) {
      offset = this.zone.offset(day * DAY + DAY / 2) * MINUTE
      this.offsets.set(day, offset)
    }
    return offset
  }

  private isWorkday(localDay: number): boolean {
    const weekday = (localDay + 4) % 7
    return weekday !== 0 && weekday !== 6 && !this.holidays.has(localDay)
  }

  /** The first working instant at or after this one. */
  next(at: number): number {
    const offset = this.offset(at)
    let localDay = Math.floor((at + offset) / DAY)
    const timeOfDay = at + offset - localDay * DAY
    if (this.isWorkday(localDay)) {
      if (timeOfDay < OPENS) return localDay * DAY + OPENS - offset
      if (timeOfDay < CLOSES) return at
    }
    do localDay += 1
    while (!this.isWorkday(localDay))
    // The clocks may have changed on the way: the offset is that of the day itself.
    const opensAt = localDay * DAY + OPENS
    return opensAt - this.offset(opensAt - offset)
  }

  /** So many working hours later. */
  add(at: number, hours: number): number {
    let now = this.next(at)
    let left = hours * HOUR
    for (;;) {
      const offset = this.offset(now)
      const timeOfDay = (now + offset) % DAY
      const today = CLOSES - timeOfDay
      if (left <= today) return now + left
      left -= today
      now = this.next(now + today)
    }
  }

  /** The working days whose local morning lies in [from, to). */
  *workdays(from: number, to: number): Generator<number> {
    for (let morning = this.next(from); morning < to; morning = this.next(morning + DAY - 8 * HOUR)) yield morning
  }
}
