import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeStressTest, type StressResult } from '@/lib/metrics/stress/compute'
import { computeSurgeDrill, countMaintainersNeeded } from '@/lib/metrics/stress/surge-drill'
import { anyReading, CONTROLS, makeStressReading } from '../../../support/fixtures-stress'

function test(change?: Parameters<typeof makeStressReading>[0]): StressResult {
  const result = computeStressTest(makeStressReading(change), CONTROLS)
  if (result.status !== 'ok') throw new Error(result.status)
  return result
}

describe('a review surge drill', () => {
  it('sends the high end of arrivals times m for four weeks', () => {
    expect(computeSurgeDrill(test(), 2)).toEqual({ weeks: 4, arrivals: 40, answeredLow: 40, stopAtWaiting: 34 })
  })

  it('has nothing to send at or below today’s arrivals', () => {
    expect(computeSurgeDrill(test(), 1)).toBeNull()
    expect(computeSurgeDrill(test(), 0.5)).toBeNull()
  })
})

describe('maintainers needed', () => {
  it('are the fewest whose low end carries m', () => {
    const reading = makeStressReading()
    // 3.2 × (2·20/28 − 1) = 1.37
    expect(countMaintainersNeeded(test(), reading, { multiple: 2, isWithoutTop: false })).toBe(2)
    expect(countMaintainersNeeded(test(), reading, { multiple: 1.4, isWithoutTop: false })).toBe(0)
    expect(countMaintainersNeeded(test(), { effectiveReviewers: null, topShare: null }, { multiple: 2, isWithoutTop: false })).toBeNull()
  })

  it('turn the answer into a yes, and one fewer does not', () => {
    fc.assert(
      fc.property(anyReading, fc.boolean(), (reading, isWithoutTop) => {
        const result = computeStressTest(reading, CONTROLS)
        if (result.status !== 'ok' || reading.capacityPerWeek.kind === null) return
        const needed = countMaintainersNeeded(result, reading, { multiple: 2, isWithoutTop })
        if (needed === null || needed > 1e6) return
        const answer = (moreMaintainers: number) => {
          const changed = computeStressTest(reading, { ...CONTROLS, isWithoutTop, moreMaintainers })
          return changed.status === 'ok' ? (changed.breaksAt.low ?? 0) : NaN
        }
        expect(answer(needed)).toBeGreaterThanOrEqual(2 - 1e-6)
        if (needed > 0) expect(answer(needed - 1)).toBeLessThan(2 + 1e-6)
      }),
      { numRuns: 300 },
    )
  })
})
