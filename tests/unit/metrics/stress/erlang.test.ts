import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  backlogAfter,
  capacityWithOneMore,
  capacityWithoutTop,
  erlangC,
  meanWaitWeeks,
  safeMultiple,
  toServers,
  unstableMultiple,
  waitMultiplier,
  weeksToDrain,
} from '@/lib/metrics/stress/erlang'

const load = { demand: 18, capacity: 30, servers: 3 }
const anyLoad = fc
  .record({
    demand: fc.double({ min: 0.1, max: 100, noNaN: true }),
    spare: fc.double({ min: 0.1, max: 100, noNaN: true }),
    servers: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ demand, spare, servers }) => ({ demand, capacity: demand + spare, servers }))

describe('erlangC', () => {
  it('is the utilisation with one server', () => {
    expect(erlangC({ demand: 6, capacity: 10, servers: 1 })).toBeCloseTo(0.6, 12)
  })

  it('agrees with the textbook sum, and stays a probability with hundreds of servers', () => {
    fc.assert(
      fc.property(anyLoad, ({ demand, capacity, servers }) => {
        const offered = (servers * demand) / capacity
        let term = 1
        let sum = 0
        for (let k = 0; k < servers; k += 1) {
          sum += term
          term *= offered / (k + 1)
        }
        const waits = term / (1 - demand / capacity)
        expect(erlangC({ demand, capacity, servers })).toBeCloseTo(waits / (sum + waits), 9)
      }),
    )
    expect(erlangC({ demand: 290, capacity: 300, servers: 500 })).toBeLessThan(1)
  })
})

describe('waits', () => {
  it('have no steady state at or above capacity', () => {
    expect(meanWaitWeeks({ demand: 30, capacity: 30, servers: 3 })).toBe(Infinity)
    expect(waitMultiplier(load, 30 / 18)).toBe(Infinity)
    expect(waitMultiplier({ ...load, demand: 40 }, 1.1)).toBe(Infinity)
    expect(waitMultiplier({ ...load, demand: 40 }, 0.5)).toBeNull()
    expect(waitMultiplier({ ...load, demand: 0 }, 2)).toBeNull()
  })

  it('grow with the load', () => {
    fc.assert(
      fc.property(anyLoad, fc.double({ min: 1, max: 3, noNaN: true }), (some, multiple) => {
        expect(waitMultiplier(some, multiple) ?? NaN).toBeGreaterThanOrEqual(1 - 1e-9)
      }),
    )
  })
})

describe('safeMultiple', () => {
  it('is where the modelled wait meets the limit', () => {
    fc.assert(
      fc.property(
        anyLoad,
        fc.double({ min: 0.5, max: 50, noNaN: true }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        (some, wait, limit) => {
          const multiple = safeMultiple(some, wait, limit)
          if (multiple === null) throw new Error('A stable queue has a safe multiple.')
          expect(wait * (waitMultiplier(some, multiple) ?? NaN)).toBeLessThanOrEqual(limit * (1 + 1e-9))
          const beyond = waitMultiplier(some, multiple * (1 + 1e-6)) ?? NaN
          expect(wait * beyond).toBeGreaterThan(limit * (1 - 1e-9))
        },
      ),
    )
  })

  it('is below 1 where people wait too long already', () => {
    expect(safeMultiple(load, 30, 24)).toBeLessThan(1)
  })

  it('is the point of instability where nobody waits, null without a stable queue', () => {
    expect(safeMultiple(load, 0, 24)).toBeCloseTo(30 / 18, 12)
    expect(safeMultiple({ ...load, demand: 30 }, 6, 24)).toBeNull()
    expect(safeMultiple({ ...load, demand: 0 }, 6, 24)).toBeNull()
    expect(unstableMultiple({ ...load, demand: 0 })).toBeNull()
  })
})

it('never has a negative backlog, and never drains one that grows', () => {
  expect(backlogAfter(load, 4, 1, 4)).toBe(0)
  expect(backlogAfter(load, 4, 2, 4)).toBe(28)
  expect(weeksToDrain(load, 0)).toBe(0)
  expect(weeksToDrain({ ...load, demand: 30 }, 5)).toBe(Infinity)
})

it('models one reviewer more and the busiest one less', () => {
  expect(capacityWithOneMore(30, 2)).toBe(45)
  expect(capacityWithoutTop(30, 0.6)).toBeCloseTo(12, 12)
  expect([0.4, 1.9, 2.9].map(toServers)).toEqual([1, 1, 2])
})
