import tQuantile from '@stdlib/stats-base-dists-t-quantile'

/**
 * How far the weeks of a range lie from the weeks before it, for lists that look through many series at once.
 *
 * An XmR chart (xmr.ts) is made for one series that somebody watches. Over pure noise, a baseline of 12 weeks and a range of 12
 * it shows a signal that still stands in 13 of 100 series (21 of 100 where weeks are skewed), because its limits are themselves
 * estimated from 12 points and three rules look for signals. Of 400 teams with four series each some 200 would be named every
 * week for nothing. So a list of changes asks for more than the signal: a shift of the whole range that chance would hardly
 * give *anywhere in the list*. Chosen is Bonferroni's division of 5 % by the number of series compared: at most one reading in
 * twenty then names a change that is none (simulated: 0.02–0.05 false ones a list for normal, binomial and skewed weeks; about
 * one where neighbouring weeks correlate by 0.3, which no test of 24 weeks can see). Rejected: the best rate of false discoveries (Benjamini and Hochberg), because a
 * list of three is read as three facts; and a wider limit for single weeks, because the rare weeks of a small team are far from
 * normal and the mean of a range is much nearer to it.
 */
export interface RangeShift {
  /** Means of the two spans. */
  before: number
  now: number
  /** Difference of the means in its own standard errors; Infinity where nothing varied but the means differ. */
  t: number
  /** Degrees of freedom of t. */
  degrees: number
}

/** Fewer weeks have no mean worth comparing; the baseline has the minimum of an XmR chart. */
const MINIMUM_RANGE = 4
/** Mean moving range of two points over their standard deviation. */
const D2 = 1.128
/** A standard deviation from k moving ranges is as good as one of 0.6·k degrees of freedom. */
const DEGREES_PER_RANGE = 0.6
const FALSE_LISTS = 0.05

/**
 * Both oldest first, null for a missing week. The spread is that of neighbouring weeks in either span, so that the shift
 * itself does not hide in it. null: fewer than 8 weeks before or 4 now.
 */
export function computeRangeShift(baseline: readonly (number | null)[], range: readonly (number | null)[]): RangeShift | null {
  const earlier = baseline.filter((value) => value !== null)
  const later = range.filter((value) => value !== null)
  if (earlier.length < 8 || later.length < MINIMUM_RANGE) return null
  const moving = [...toMovingRanges(earlier), ...toMovingRanges(later)]
  const spread = average(moving) / D2
  const before = average(earlier)
  const now = average(later)
  const error = spread * Math.sqrt(1 / earlier.length + 1 / later.length)
  return { before, now, t: now === before ? 0 : (now - before) / error, degrees: DEGREES_PER_RANGE * moving.length }
}

/** Whether chance alone would give a shift this large, in one of so many series, in fewer than one list of twenty. */
export function isShiftAmong({ t, degrees }: RangeShift, series: number): boolean {
  return Math.abs(t) > tQuantile(1 - FALSE_LISTS / (2 * Math.max(1, series)), degrees)
}

function toMovingRanges(values: readonly number[]): number[] {
  return values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)))
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
