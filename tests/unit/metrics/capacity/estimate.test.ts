import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  computeDemand,
  computeHeadroom,
  contradictCapacity,
  countServers,
  estimateCapacity,
  isSaturated,
  type CapacityWeek,
} from '@/lib/metrics/capacity/estimate'

const busy = (completed: number): CapacityWeek => ({ completed, freshWaiting: [1, 1, 2, 3, 1, 1] })
const idle = (completed: number): CapacityWeek => ({ completed, freshWaiting: [1, 0, 2, 3, 1, 1] })

describe('estimateCapacity', () => {
  it('observes capacity from four saturated weeks on', () => {
    expect(estimateCapacity([busy(10), idle(30), busy(12), busy(14), busy(16)], 1)).toMatchObject({
      kind: 'observed',
      value: 13,
      saturatedWeeks: 4,
      bestFourWeekMean: 18,
    })
    expect(estimateCapacity([busy(10), idle(30), busy(12), busy(14)], 1)).toMatchObject({
      kind: 'lower_bound',
      value: 16.5,
      low: 16.5,
      high: null,
      saturatedWeeks: 3,
    })
  })

  it('says nothing of fewer than four weeks', () => {
    expect(estimateCapacity([busy(10), busy(12), busy(14)], 1)).toEqual({
      kind: 'lower_bound',
      value: null,
      low: null,
      high: null,
      saturatedWeeks: 3,
      bestFourWeekMean: null,
    })
    expect(estimateCapacity([], 1).value).toBeNull()
  })

  it('looks at the last 26 weeks only', () => {
    const weeks = [...Array.from({ length: 4 }, () => busy(100)), ...Array.from({ length: 26 }, () => idle(5))]
    expect(estimateCapacity(weeks, 1)).toMatchObject({ kind: 'lower_bound', value: 5, saturatedWeeks: 0 })
  })

  it('does not take a week without its six readings for saturated', () => {
    expect(isSaturated({ completed: 9, freshWaiting: [] }, 1)).toBe(false)
    expect(isSaturated({ completed: 9, freshWaiting: [3, 3, 3] }, 1)).toBe(false)
  })

  it('takes a week for saturated only where every reviewer could have had fresh work', () => {
    expect([2, 3].map((least) => isSaturated({ completed: 9, freshWaiting: [3, 4, 2, 3, 3, 5] }, least))).toEqual([true, false])
    expect([null, 0.4, 1, 2.9].map(countServers)).toEqual([1, 1, 1, 2])
  })

  it('keeps no capacity below demand where the queue did not grow', () => {
    const observed = estimateCapacity([busy(10), busy(12), busy(14), busy(16)], 1)
    const denied = contradictCapacity(observed, 20, { from: 20, to: 13 })
    expect(denied).toEqual({
      capacity: { kind: 'lower_bound', value: 13, low: 13, high: null, saturatedWeeks: 4, bestFourWeekMean: 13 },
      contradiction: { from: 20, to: 13 },
    })
    expect(contradictCapacity(observed, 20, { from: 20, to: 21 })).toEqual({ capacity: observed, contradiction: null })
    expect(contradictCapacity(observed, 12, { from: 20, to: 13 })).toEqual({ capacity: observed, contradiction: null })
  })

  it('never claims less than a zero week', () => {
    expect(estimateCapacity([idle(0), idle(0), idle(0), idle(0)], 1)).toMatchObject({ kind: 'lower_bound', value: 0 })
  })
})

describe('computeDemand', () => {
  it('averages the last 13 weeks', () => {
    expect(computeDemand([1000, ...Array.from({ length: 13 }, () => 7)])).toEqual({ mean: 7, low: 7, high: 7 })
    expect(computeDemand([])).toBeNull()
  })
})

describe('computeHeadroom', () => {
  const base = { kind: 'observed' as const, capacity: 30, capacityLow: 28, capacityHigh: 32, demand: 12, demandLow: 11, demandHigh: 13 }

  it('answers "twice" only where the interval lies on one side', () => {
    expect(computeHeadroom(base)?.twice).toBe('yes')
    expect(computeHeadroom({ ...base, kind: 'lower_bound', capacityHigh: null })?.twice).toBe('not_shown')
    expect(computeHeadroom({ ...base, demandHigh: 15 })?.twice).toBe('not_shown')
    expect(computeHeadroom({ ...base, demandHigh: 14 })).toMatchObject({ low: 2, twice: 'yes' })
    expect(computeHeadroom({ ...base, demandLow: 16, demand: 18, demandHigh: 20 })).toMatchObject({ high: 2, twice: 'not_shown' })
  })

  it('never says no where the own busy weeks held at twice the load', () => {
    const short = { ...base, demand: 20, demandLow: 18, demandHigh: 22 }
    expect(computeHeadroom(short)?.twice).toBe('no')
    expect(computeHeadroom(short, { holdsTwice: true })?.twice).toBe('not_shown')
  })

  it('leaves the high end open where demand may be nought or capacity is a lower bound', () => {
    expect(computeHeadroom({ ...base, demandLow: 0 })?.high).toBeNull()
    expect(computeHeadroom({ ...base, demandLow: -2 })?.high).toBeNull()
    expect(computeHeadroom({ ...base, capacityHigh: null })?.high).toBeNull()
    expect(computeHeadroom({ ...base, capacityHigh: null, demandHigh: 100 })?.twice).toBe('not_shown')
  })

  it('is null without demand or capacity', () => {
    expect(computeHeadroom({ ...base, demand: 0, demandLow: 0, demandHigh: 0 })).toBeNull()
    expect(computeHeadroom({ ...base, capacity: null })).toBeNull()
  })

  it('lies inside its interval', () => {
    const positive = fc.double({ min: 0.1, max: 1000, noNaN: true })
    fc.assert(
      fc.property(positive, positive, positive, positive, (capacity, demand, a, b) => {
        const headroom = computeHeadroom({
          kind: 'observed',
          capacity,
          capacityLow: capacity - a,
          capacityHigh: capacity + a,
          demand,
          demandLow: demand - b,
          demandHigh: demand + b,
        })
        expect(headroom?.low).toBeLessThanOrEqual(headroom?.value ?? NaN)
        expect(headroom?.high ?? Infinity).toBeGreaterThanOrEqual(headroom?.value ?? NaN)
      }),
    )
  })
})
