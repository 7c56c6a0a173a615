import type { Ends } from '@/lib/metrics/stress/cases'
import { formatCount, formatRate } from '@/lib/pages/words/format-figures'

/** How the stress test prints what other pages do not have: multiples asked for, spans of weeks, and "never". */

const NO_BREAK = '\u00a0'
const EN_DASH = '–'

const tenths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** "week 4–5", "week 6 to never", "now to week 3"; null: no interval, or none wider than the figure. */
export function formatWeekEnds({ low, high }: Pick<Ends, 'low' | 'high'>): string | null {
  if (low === null || high === null || low > LONGEST_WEEKS) return null
  const end = high > LONGEST_WEEKS ? Infinity : toWeekOf(high)
  if (low === 0) return end === 1 ? null : `now to ${end === Infinity ? 'never' : `week ${formatCount(end)}`}`
  const start = toWeekOf(low)
  if (start === end) return `week ${formatCount(start)} at either end`
  return end === Infinity ? `week ${formatCount(start)} to never` : `week ${formatCount(start)}${EN_DASH}${formatCount(end)}`
}

/** "2×", "1.5×": what was asked for, which has at most one decimal. */
export function formatAsked(multiple: number): string {
  return `${tenths.format(multiple)}×`
}

/** "twice today’s changes": the object of "carry". */
export function nameAsked(multiple: number): string {
  if (multiple === 1) return 'today’s changes'
  return multiple === 2 ? 'twice today’s changes' : `${formatAsked(multiple)} today’s changes`
}

/** "1 maintainer", "3 maintainers", small numbers in words. */
export function nameMore(count: number): string {
  const words = ['no', 'one', 'two', 'three']
  return `${words[count] ?? formatCount(count)} more maintainer${count === 1 ? '' : 's'}`
}

/** A rate with its interval: "18.2 (15.9–20.5)". */
export function formatRateEnds({ value, low, high }: Ends): string {
  if (value === null) return 'unknown'
  const interval = formatEnds({ low, high }, formatRate)
  return interval === null ? formatRate(value) : `${formatRate(value)} (${interval})`
}

/** "0–70", "6 or more", "6 to never"; null: no end is known. */
export function formatEnds(
  { low, high }: Pick<Ends, 'low' | 'high'>,
  format: (value: number) => string,
  unit = '',
  endless = 'never',
): string | null {
  const tail = unit === '' ? '' : `${NO_BREAK}${unit}`
  if (low === null && high === null) return null
  if (low === null) return high === Infinity ? `at worst ${endless}` : `up to ${format(high ?? 0)}${tail}`
  if (low === Infinity) return endless
  if (high === null) return `${format(low)}${tail} or more`
  if (high === Infinity) return `${format(low)}${tail} to ${endless}`
  return `${format(low)}${EN_DASH}${format(high)}${tail}`
}

/** Two years: no week further off is named, because a surge of that length is none. */
export const LONGEST_WEEKS = 104

/** One decimal below ten; ">104" where a number would pretend to know. */
export function formatWeekCount(weeks: number): string {
  if (weeks > LONGEST_WEEKS) return `>${LONGEST_WEEKS}`
  return weeks < 9.95 ? tenths.format(weeks) : formatCount(weeks)
}

/** The week of the surge that holds the instant, from 1: 0.2 weeks on is week 1. */
export function toWeekOf(weeks: number): number {
  return Math.max(1, Math.ceil(weeks))
}

/** "up to ×9.2", "down to ×0.62": a model of waits bounds their growth, and promises no relief. */
export function nameTimes(multiplier: number): string {
  return `${multiplier < 1 ? 'down' : 'up'} to ${formatTimes(multiplier)}`
}

/** "×9.2", "×0.62": how many times today's wait. */
export function formatTimes(multiplier: number): string {
  if (multiplier >= 99.5) return `×${formatCount(multiplier)}`
  return `×${multiplier < 0.995 ? multiplier.toFixed(2) : tenths.format(multiplier)}`
}
