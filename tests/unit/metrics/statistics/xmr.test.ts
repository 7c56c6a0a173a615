import { describe, expect, it } from 'vitest'
import { computeXmr } from '@/lib/metrics/statistics/xmr'

const baseline = [10, 12, 11, 13, 12, 11, 10, 12]
// Mean 11.375, mean moving range 1.428571: limits 7.575 and 15.175, half way 9.475 and 13.275.
const signals = (points: (number | null)[]) => computeXmr(baseline, points)?.signals.map(({ index, kind }) => `${index} ${kind}`)

describe('computeXmr', () => {
  it('needs eight known points in the baseline', () => {
    expect(computeXmr(baseline.slice(1), baseline)).toBeNull()
    expect(computeXmr([...baseline.slice(1), null, null], baseline)).toBeNull()
    expect(computeXmr([...baseline, null], baseline)).not.toBeNull()
  })

  it('skips a missing week: the moving range goes over it', () => {
    const gap = computeXmr([10, 12, 11, 13, null, 12, 11, 10, 12], [])
    expect(gap?.meanMovingRange).toBeCloseTo(computeXmr(baseline, [])?.meanMovingRange ?? NaN, 12)
  })

  it('sees a point outside, on either side, not one on the limit', () => {
    expect(signals([16])).toEqual(['0 outside'])
    expect(signals([7])).toEqual(['0 outside'])
    expect(computeXmr([1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 2])?.signals).toEqual([{ index: 2, kind: 'outside' }])
  })

  it('sees eight in a row on one side, at the eighth and after', () => {
    expect(signals([12, 12, 12, 12, 12, 12, 12])).toEqual([])
    expect(signals([12, 12, 12, 12, 12, 12, 12, 12, 12])).toEqual(['7 run8', '8 run8'])
    expect(signals([11, 11, 11, 11, 11, 11, 11, 12, 11])).toEqual([])
  })

  it('ends every run at a missing week', () => {
    expect(signals([12, 12, 12, 12, null, 12, 12, 12, 12])).toEqual([])
    expect(signals([14, 14, null, 14])).toEqual([])
    expect(signals([null, 12, 12, 12, 12, 12, 12, 12, 12])).toEqual(['8 run8'])
  })

  it('sees three of four nearer the limit than the mean, on the same side', () => {
    expect(signals([14, 14, 11, 14])).toEqual(['3 3of4'])
    expect(signals([14, 14, 14])).toEqual([])
    expect(signals([14, 9, 14, 9])).toEqual([])
    expect(signals([9, 9, 12, 9])).toEqual(['3 3of4'])
    expect(signals([13, 13, 11, 13])).toEqual([])
  })

  it('takes points equal to the mean for no side', () => {
    expect(computeXmr([5, 5, 5, 5, 5, 5, 5, 5], [5, 5, 5, 5, 5, 5, 5, 5, 5])?.signals).toEqual([])
  })
})
