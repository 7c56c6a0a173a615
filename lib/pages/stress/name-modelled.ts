import type { Ends } from '@/lib/metrics/stress/cases'
import { formatEnds, formatTimes, formatWeekEnds, LONGEST_WEEKS, toWeekOf } from './format'

/** A modelled answer in the same words beside one scope and in the table of all: a number or words, and its interval. */
export interface ModelledAnswer {
  /** null: words stand in its place. */
  value: number | null
  words: string | null
  interval: string | null
}

/** Of a capacity that is a lower bound the estimate is the bad end: what it brings may be never reached. */
const NOT_SHOWN = 'can’t tell'

/** The week of the surge in which a month's work is passed; of a lower bound that week or a later one. */
export function nameOverflow(weeks: Ends, isLowerBound: boolean): ModelledAnswer {
  const { value } = weeks
  if (value === null) return { value: null, words: 'not known', interval: null }
  const interval = formatWeekEnds(weeks)
  if (value === 0) return { value: null, words: isLowerBound ? NOT_SHOWN : 'already', interval }
  return value > LONGEST_WEEKS ? { value: null, words: 'never', interval } : { value: toWeekOf(value), words: null, interval }
}

/** How many times today's wait, where a queue settles at all. */
export function nameWait({ value, low, high }: Ends, isLowerBound: boolean): ModelledAnswer {
  if (value === null) return { value: null, words: 'no multiple', interval: null }
  const interval = low === Infinity || (low !== null && low === high) ? null : formatEnds({ low, high }, formatTimes, '', 'never settling')
  if (value < Infinity) return { value, words: null, interval }
  if (isLowerBound) return { value: null, words: NOT_SHOWN, interval: interval ?? 'at worst never settling' }
  // "At worst never settling" would say again what the words say.
  return { value: null, words: 'never settles', interval: low === null ? null : interval }
}
