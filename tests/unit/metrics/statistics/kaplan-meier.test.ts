import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeKaplanMeier } from '@/lib/metrics/statistics/kaplan-meier'

const durations = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 })
const p = fc.constantFrom(0.25, 0.5, 0.75, 0.9)
const reached = (value: number | null) => value ?? Infinity

describe('computeKaplanMeier', () => {
  it('agrees with the definition computed the slow way', () => {
    fc.assert(
      fc.property(durations, durations, (events, censored) => {
        const all = [...events, ...censored]
        let survival = 1
        const expected = [...new Set(events)]
          .sort((a, b) => a - b)
          .map((time) => {
            survival *= 1 - events.filter((t) => t === time).length / all.filter((t) => t >= time).length
            return { time, survival }
          })
        const { steps } = computeKaplanMeier(events, censored)
        expect(steps.map(({ time }) => time)).toEqual(expected.map(({ time }) => time))
        steps.forEach((step, index) => expect(step.survival).toBeCloseTo(expected[index]?.survival ?? NaN, 9))
      }),
    )
  })

  it('keeps the band around the curve', () => {
    fc.assert(
      fc.property(durations, durations, (events, censored) => {
        for (const { survival, low, high } of computeKaplanMeier(events, censored).steps) {
          expect(low).toBeLessThanOrEqual(survival + 1e-12)
          expect(high).toBeGreaterThanOrEqual(survival - 1e-12)
        }
      }),
    )
  })

  it('is never shortened by a merge without confidence, whenever it was', () => {
    fc.assert(
      fc.property(durations, durations, fc.integer({ min: 0, max: 600 }), p, (events, censored, age, level) => {
        const before = reached(computeKaplanMeier(events, censored).quantile(level).value)
        const after = reached(computeKaplanMeier(events, [...censored, age]).quantile(level).value)
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('is never shortened when confidence is skipped on a pull request that would have had it', () => {
    fc.assert(
      fc.property(durations, durations, fc.nat(), p, (events, censored, pick, level) => {
        fc.pre(events.length > 0)
        const index = pick % events.length
        const skipped = events.toSpliced(index, 1)
        // As of now is later than its confident merge would have been.
        const age = (events[index] ?? 0) + 1000
        const before = reached(computeKaplanMeier(events, censored).quantile(level).value)
        const after = reached(computeKaplanMeier(skipped, [...censored, age]).quantile(level).value)
        expect(after).toBeGreaterThanOrEqual(before)
      }),
    )
  })

  it('is the plain quantile where nothing is censored, and claims no upper limit at the last event', () => {
    const curve = computeKaplanMeier([4, 1, 3, 2], [])
    expect(curve.quantile(0.5).value).toBe(2)
    expect(curve.quantile(0.99)).toEqual({ value: 4, low: 3, high: null })
  })

  it('answers "not reached" without events', () => {
    expect(computeKaplanMeier([], [5, 6]).quantile(0.5)).toEqual({ value: null, low: null, high: null })
    expect(computeKaplanMeier([], []).quantile(0.5).value).toBeNull()
  })

  it('counts somebody censored at an event time as still at risk', () => {
    expect(computeKaplanMeier([5], [5]).steps[0]?.survival).toBe(0.5)
  })
})
