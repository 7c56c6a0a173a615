export const DAY = 86_400_000
export const HOUR = 3_600_000

export interface Span {
  from: Date
  /** Exclusive. */
  to: Date
}

export function isWithin(at: Date | null, { from, to }: Span): boolean {
  return at !== null && at >= from && at < to
}

/** A function that tells the time; everything that needs "now" takes one. The system's is in lib/env, because it can be fixed there. */
export type Clock = () => Date

/** Monday 00:00 UTC of the ISO week that holds the instant. */
export function toWeekStart(at: Date): Date {
  const day = Math.floor(at.getTime() / DAY)
  // 1970-01-01 was a Thursday, the fourth day of its ISO week.
  const sinceMonday = (((day + 3) % 7) + 7) % 7
  return new Date((day - sinceMonday) * DAY)
}

export function addDays(at: Date, days: number): Date {
  return new Date(at.getTime() + days * DAY)
}

export function addWeeks(at: Date, weeks: number): Date {
  return addDays(at, weeks * 7)
}

/** "2026-11-09": the UTC date. */
export function toDateString(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** "2026-W46": ISO 8601 week of a Monday. */
export function toWeekName(monday: Date): string {
  const thursday = addDays(monday, 3)
  const firstThursday = toWeekStart(new Date(Date.UTC(thursday.getUTCFullYear(), 0, 4)))
  const week = 1 + Math.round((toWeekStart(thursday).getTime() - firstThursday.getTime()) / (7 * DAY))
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}

/** The last `weeks` complete ISO weeks before the instant: [from, to). */
export function lastCompleteWeeks(at: Date, weeks: number): Span {
  const to = toWeekStart(at)
  return { from: addWeeks(to, -weeks), to }
}
