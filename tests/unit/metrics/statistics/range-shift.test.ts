import { describe, expect, it } from 'vitest'
import { computeRangeShift, isShiftAmong } from '@/lib/metrics/statistics/range-shift'

const flat = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]

describe('the shift of a range', () => {
  it('divides the difference of the means by the spread of neighbouring weeks', () => {
    // Every moving range is 2 in both spans: spread 2/1.128, error · √(1/12 + 1/12).
    const shift = computeRangeShift(
      flat,
      flat.map((value) => value + 3),
    )
    expect(shift).toMatchObject({ before: 11, now: 14 })
    expect(shift?.t).toBeCloseTo(3 / ((2 / 1.128) * Math.sqrt(1 / 6)), 9)
    expect(shift?.degrees).toBeCloseTo(0.6 * 22, 9)
  })

  it('does not let the shift hide in its own spread', () => {
    const t =
      computeRangeShift(
        flat,
        flat.map((value) => value + 100),
      )?.t ?? 0
    expect(t).toBeGreaterThan(100)
  })

  it('skips missing weeks, and needs eight before and four now', () => {
    expect(computeRangeShift([...flat, null], [null, ...flat])?.t).toBe(0)
    expect(computeRangeShift(flat.slice(0, 7), flat)).toBeNull()
    expect(computeRangeShift(flat, [10, 12, null, 11])).toBeNull()
  })

  it('is sure of a move where nothing varied, and of none where nothing moved', () => {
    const still = Array<number>(12).fill(5)
    expect(computeRangeShift(still, still)?.t).toBe(0)
    const moved = computeRangeShift(
      still,
      still.map(() => 6),
    )
    expect(moved && isShiftAmong(moved, 1600)).toBe(true)
  })

  it('asks for more the more series there are', () => {
    const shift = { before: 0, now: 1, t: 3, degrees: 13 }
    expect(isShiftAmong(shift, 1)).toBe(true)
    expect(isShiftAmong(shift, 28)).toBe(false)
    expect(isShiftAmong({ ...shift, t: -3 }, 1)).toBe(true)
  })
})
