/** Dates as the pages print them: always UTC, because ISO weeks are cut in UTC. */

const DAY = 86_400_000
const NO_BREAK = '\u00a0'

const dayAndMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
const withYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const month = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })

const joined = (text: string): string => text.replaceAll(' ', NO_BREAK)

/** "24 Aug" */
export function formatDay(at: string | Date): string {
  return joined(dayAndMonth.format(new Date(at)))
}

/** "24 Aug 2026" */
export function formatDate(at: string | Date): string {
  return joined(withYear.format(new Date(at)))
}

/** "24 Aug 2026, 14:05 UTC" */
export function formatInstant(at: string | Date): string {
  return `${formatDate(at)}, ${clock.format(new Date(at))}${NO_BREAK}UTC`
}

export function formatMonth(at: string | Date): string {
  return month.format(new Date(at))
}

/** The last day inside a range whose end is exclusive. */
function lastDayOf(to: string): Date {
  return new Date(new Date(to).getTime() - DAY)
}

/** "24 Aug – 15 Nov 2026", from inclusive, to exclusive; the first year is said only where it differs. */
export function formatDays(from: string, to: string): string {
  const last = lastDayOf(to)
  const first = new Date(from)
  const start = first.getUTCFullYear() === last.getUTCFullYear() ? formatDay(first) : formatDate(first)
  return `${start} – ${formatDate(last)}`
}

/** "12 weeks", "17 days" */
export function formatSpan(from: string, to: string): string {
  const days = Math.round((new Date(to).getTime() - new Date(from).getTime()) / DAY)
  const [count, unit] = days % 7 === 0 ? [days / 7, 'week'] : [days, 'day']
  return `${count}${NO_BREAK}${unit}${count === 1 ? '' : 's'}`
}

/** "46" of "2026-W46" */
export function toWeekNumber(week: string): string {
  return String(Number(week.slice(6)))
}

/** "4 min", "3 h", "2 days": how old data is. */
export function formatAge(seconds: number): string {
  if (seconds < 90) return `1${NO_BREAK}min`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)}${NO_BREAK}min`
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)}${NO_BREAK}h`
  return `${Math.round(seconds / 86_400)}${NO_BREAK}days`
}
