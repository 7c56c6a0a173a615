import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import tQuantile from '@stdlib/stats-base-dists-t-quantile'

/**
 * The statistics behind every figure (METRICS section 1). All intervals are two-sided 95 %.
 *
 * Glossary: *R type 7* is linear interpolation between order statistics at h = (n − 1)·p.
 * An *order statistic interval* is two of the observed values whose ranks leave at most 2.5 % in each tail, so it
 * assumes nothing about the distribution. *Wilson* is the score interval of a proportion; it stays inside [0, 1]
 * and does not collapse at 0 or n.
 */

export interface Interval {
  low: number
  high: number
}

export interface ValueInterval extends Interval {
  value: number
}

export interface MeanInterval {
  mean: number
  /** null with one observation: its spread is unknown. */
  low: number | null
  high: number | null
}

export type SmallSampleDisplay = 'ok' | 'low_n' | 'suppressed'

const TAIL = 0.025
/** The 97.5 % quantile of the standard normal distribution. */
export const Z95 = 1.959963984540054
const LOW_N = 20

/** Ascending copy; the input is never modified. */
export function toSorted(xs: readonly number[]): number[] {
  return [...xs].sort((a, b) => a - b)
}

/** The p-quantile by R type 7 of values in ascending order; null without values. */
export function quantile(sorted: readonly number[], p: number): number | null {
  const position = (sorted.length - 1) * p
  const below = sorted[Math.floor(position)]
  const above = sorted[Math.ceil(position)]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (position - Math.floor(position))
}

/**
 * The smallest n for which a distribution-free two-sided 95 % interval of the p-quantile exists:
 * with fewer values even the extremes leave more than 2.5 % outside (median 6, p75 13, p90 36, p95 72).
 */
export function minimumSampleSize(p: number): number {
  return Math.ceil(Math.log(TAIL) / Math.log(Math.max(p, 1 - p)) - 1e-12)
}

/** The p-quantile, or null below the n at which a two-sided 95 % interval exists (METRICS section 1). */
export function quantileIfEnough(sorted: readonly number[], p: number): number | null {
  return sorted.length >= minimumSampleSize(p) ? quantile(sorted, p) : null
}

/**
 * Interval of the p-quantile of values in ascending order: the r-th and s-th smallest with
 * P(B < r) ≤ 2.5 % and P(B ≥ s) ≤ 2.5 %, B binomial(n, p); null where no such ranks exist.
 */
export function orderStatisticInterval(sorted: readonly number[], p: number): Interval | null {
  const n = sorted.length
  if (n < minimumSampleSize(p)) return null
  // The CDF never falls, so both ranks are found by bisection: samples may be large.
  const lowRank = firstWhere(n, (rank) => binomialCdf(rank, n, p) > TAIL)
  const highRank = firstWhere(n, (rank) => 1 - binomialCdf(rank, n, p) <= TAIL) + 1
  const low = sorted[lowRank - 1]
  const high = sorted[highRank - 1]
  return low === undefined || high === undefined ? null : { low, high }
}

/** The smallest whole number in [0, n] at which a monotone condition holds, n if none below does. */
function firstWhere(n: number, holds: (k: number) => boolean): number {
  let low = 0
  let high = n
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Wilson 95 % interval of k of n; k may be a fraction (a fix that names three pull requests). n = 0: null. */
export function wilson(k: number, n: number): ValueInterval | null {
  if (n <= 0) return null
  const value = k / n
  const z2 = Z95 * Z95
  const denominator = 1 + z2 / n
  const centre = (value + z2 / (2 * n)) / denominator
  const half = (Z95 / denominator) * Math.sqrt(Math.max(0, (value * (1 - value)) / n + z2 / (4 * n * n)))
  // At k = 0 and k = n the limit is exact; rounding must not leave −1e-17 there.
  return { value, low: k <= 0 ? 0 : Math.max(0, centre - half), high: k >= n ? 1 : Math.min(1, centre + half) }
}

/** Newcombe's 95 % interval of the difference first − second of two proportions, from their Wilson intervals. */
export function newcombe(first: ValueInterval, second: ValueInterval): ValueInterval {
  const value = first.value - second.value
  return {
    value,
    low: value - Math.hypot(first.value - first.low, second.high - second.value),
    high: value + Math.hypot(first.high - first.value, second.value - second.low),
  }
}

/** Mean with its t interval; null without values. */
export function meanInterval(xs: readonly number[]): MeanInterval | null {
  const n = xs.length
  if (n === 0) return null
  const mean = xs.reduce((sum, x) => sum + x, 0) / n
  if (n === 1) return { mean, low: null, high: null }
  const variance = xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  const half = tQuantile(1 - TAIL, n - 1) * Math.sqrt(variance / n)
  return { mean, low: mean - half, high: mean + half }
}

/** How a figure of n values may be shown: withheld where its interval does not exist, marked below 20. */
export function smallSampleDisplay(n: number, p = 0.5): SmallSampleDisplay {
  if (n < minimumSampleSize(p)) return 'suppressed'
  return n < LOW_N ? 'low_n' : 'ok'
}
