/**
 * Numbers as the pages print them. Between a number and its unit stands a non-breaking space, inside a range an
 * en dash, and a figure never wraps. Nothing here rounds a figure into another statement: 0.4 % is not "0 %".
 */

const NO_BREAK = '\u00a0'
const EN_DASH = '–'

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const tenths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
const hundredths = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** A value and its unit apart, because the unit is set smaller. */
export interface Quantity {
  text: string
  unit: string
}

export function formatCount(value: number): string {
  return whole.format(value)
}

/** "1 pull request", "214 pull requests". */
export function formatCounted(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)}${NO_BREAK}${value === 1 ? one : many}`
}

/** Rates such as cycles a week: one decimal below 100. */
export function formatRate(value: number): string {
  return Math.abs(value) < 99.95 ? tenths.format(value) : whole.format(value)
}

/** "2.5 escapes", "1 escape": singular where the printed rate is 1, whatever was rounded to it. */
export function formatRated(value: number, one: string, many = `${one}s`): string {
  const text = formatRate(value)
  return `${text}${NO_BREAK}${text === '1' ? one : many}`
}

/** Ratios such as headroom: two decimals near 1, where they matter. */
export function formatRatio(value: number): string {
  return Math.abs(value) < 9.995 ? hundredths.format(value) : tenths.format(value)
}

export function formatMultiple(value: number): string {
  return `${formatRatio(value)}×`
}

const TWO_WEEKS_HOURS = 336

/** Hours up to two weeks, days above; weekday hours stay hours, since a day of them is not a day. */
export function toHours(value: number, kind: 'elapsed' | 'weekday' = 'elapsed'): Quantity {
  if (kind === 'elapsed' && value >= TWO_WEEKS_HOURS) return { text: whole.format(value / 24), unit: 'd' }
  return { text: value < 9.95 ? tenths.format(value) : whole.format(value), unit: 'h' }
}

export function formatHours(value: number, kind: 'elapsed' | 'weekday' = 'elapsed'): string {
  const { text, unit } = toHours(value, kind)
  return `${text}${NO_BREAK}${unit}`
}

/** "27–38 h": one unit, that of the larger end; an open end says so. */
export function formatHoursRange(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'interval not reached'
  if (low === null) return `up to ${formatHours(high ?? 0)}`
  if (high === null) return `${formatHours(low)} or more`
  const inDays = high >= TWO_WEEKS_HOURS
  const divisor = inDays ? 24 : 1
  const form = (value: number) => (value / divisor < 9.95 ? tenths : whole).format(value / divisor)
  return `${form(low)}${EN_DASH}${form(high)}${NO_BREAK}${inDays ? 'd' : 'h'}`
}

/** The digits of a share: "31", "2.5", "0.4"; 100 and 0 only where they are exact. */
export function toPercent(share: number): string {
  const percent = share * 100
  if (percent === 0 || percent === 100) return whole.format(percent)
  if (percent < 9.95) return percent < 0.05 ? '<0.1' : tenths.format(percent)
  if (percent > 99 && percent < 100) return percent > 99.9 ? '>99.9' : tenths.format(percent)
  return whole.format(percent)
}

export function formatShare(share: number): string {
  return `${toPercent(share)}${NO_BREAK}%`
}

export function formatShareRange(low: number | null, high: number | null): string {
  if (low === null || high === null) return 'no interval'
  return `${toPercent(low)}${EN_DASH}${toPercent(high)}${NO_BREAK}%`
}

export function formatMultipleRange(low: number | null, high: number | null): string {
  if (low === null && high === null) return 'no interval'
  if (high === null) return `${formatRatio(low ?? 0)}× or more`
  if (low === null) return `up to ${formatRatio(high)}×`
  // Of so many times the demand nobody answers less than none, whatever the interval's arithmetic says.
  return `${formatRatio(Math.max(0, low))}${EN_DASH}${formatRatio(high)}×`
}
