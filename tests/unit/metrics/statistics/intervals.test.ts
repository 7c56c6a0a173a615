import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  meanInterval,
  minimumSampleSize,
  orderStatisticInterval,
  quantile,
  smallSampleDisplay,
  toSorted,
  wilson,
} from '@/lib/metrics/statistics/intervals'

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('quantile', () => {
  it('interpolates between order statistics', () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([10, 20, 30], 0.75)).toBe(25)
    expect(quantile([7], 0.9)).toBe(7)
    expect(quantile([], 0.5)).toBeNull()
  })

  it('lies between the extremes and never falls as p grows', () => {
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (xs, a, b) => {
        const sorted = toSorted(xs)
        const low = quantile(sorted, Math.min(a, b)) ?? NaN
        const high = quantile(sorted, Math.max(a, b)) ?? NaN
        expect(low).toBeGreaterThanOrEqual(Math.min(...xs) - 1e-6)
        expect(high).toBeLessThanOrEqual(Math.max(...xs) + 1e-6)
        expect(high - low).toBeGreaterThanOrEqual(-1e-6)
      }),
    )
  })

  it('sorts a copy by value, not by text', () => {
    const xs = [10, 9, 100]
    expect(toSorted(xs)).toEqual([9, 10, 100])
    expect(xs).toEqual([10, 9, 100])
  })
})

describe('order statistic intervals', () => {
  it('exist from the smallest sample on, and are the extremes there', () => {
    for (const [p, n] of [
      [0.5, 6],
      [0.25, 13],
      [0.75, 13],
      [0.9, 36],
      [0.95, 72],
    ] as const) {
      expect(minimumSampleSize(p)).toBe(n)
      const xs = Array.from({ length: n }, (_, index) => index)
      expect(orderStatisticInterval(xs.slice(1), p)).toBeNull()
      const interval = orderStatisticInterval(xs, p)
      expect(p < 0.5 ? interval?.low : interval?.high).toBe(p < 0.5 ? 0 : n - 1)
    }
  })

  it('leave at most 2.5 % in each tail and are as narrow as that allows', () => {
    // Exact binomial tails by summing the terms.
    const cdf = (k: number, n: number, p: number) => {
      let term = (1 - p) ** n
      let sum = term
      for (let i = 1; i <= k; i += 1) sum += term *= ((n - i + 1) / i) * (p / (1 - p))
      return k < 0 ? 0 : sum
    }
    for (const p of [0.5, 0.75, 0.9]) {
      for (let n = minimumSampleSize(p); n <= 80; n += 7) {
        const ranks = orderStatisticInterval(
          Array.from({ length: n }, (_, index) => index + 1),
          p,
        )
        if (!ranks) throw new Error('There is an interval from the smallest sample on.')
        expect(cdf(ranks.low - 1, n, p)).toBeLessThanOrEqual(0.025)
        expect(cdf(ranks.low, n, p)).toBeGreaterThan(0.025)
        expect(1 - cdf(ranks.high - 1, n, p)).toBeLessThanOrEqual(0.025 + 1e-12)
        expect(1 - cdf(ranks.high - 2, n, p)).toBeGreaterThan(0.025)
      }
    }
  })
})

describe('wilson', () => {
  it('contains the share, stays inside [0, 1], takes fractions', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (share, n) => {
        const interval = wilson(share * n, n)
        if (!interval) throw new Error('n > 0 has an interval.')
        expect(interval.low).toBeLessThanOrEqual(interval.value + 1e-12)
        expect(interval.high).toBeGreaterThanOrEqual(interval.value - 1e-12)
        expect(interval.low).toBeGreaterThanOrEqual(0)
        expect(interval.high).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('has nothing to say of nothing, and exact ends', () => {
    expect(wilson(0, 0)).toBeNull()
    expect(wilson(0, 7)?.low).toBe(0)
    expect(wilson(7, 7)?.high).toBe(1)
  })

  it('narrows as the sample grows', () => {
    const width = (n: number) => {
      const interval = wilson(n / 4, n)
      return interval ? interval.high - interval.low : Infinity
    }
    expect(width(400)).toBeLessThan(width(40))
  })
})

describe('meanInterval', () => {
  it('uses the exact t quantile', () => {
    // n = 2: t = 12.7062, the standard error of 0 and 2 is 1.
    const interval = meanInterval([0, 2])
    expect(interval?.mean).toBe(1)
    expect(interval?.high).toBeCloseTo(1 + 12.706204736, 6)
  })

  it('claims no spread from one value, and nothing from none', () => {
    expect(meanInterval([5])).toEqual({ mean: 5, low: null, high: null })
    expect(meanInterval([])).toBeNull()
  })
})

it('marks small samples', () => {
  expect([5, 6, 19, 20].map((n) => smallSampleDisplay(n))).toEqual(['suppressed', 'low_n', 'low_n', 'ok'])
  expect(smallSampleDisplay(20, 0.9)).toBe('suppressed')
})
