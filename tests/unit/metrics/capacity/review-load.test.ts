import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeReviewLoad } from '@/lib/metrics/capacity/review-load'

const nothing = { effectiveReviewers: null, concentration: null, topShare: null, gini: null }

describe('computeReviewLoad', () => {
  it('says nothing where nobody reviewed', () => {
    expect(computeReviewLoad([])).toEqual(nothing)
    expect(computeReviewLoad([0, 0, 0])).toEqual(nothing)
  })

  it('knows the one who does it all', () => {
    expect(computeReviewLoad([0, 12, 0])).toMatchObject({ effectiveReviewers: 1, topShare: 1 })
    expect(computeReviewLoad([12])).toMatchObject({ effectiveReviewers: 1, topShare: 1, gini: 0 })
  })

  it('keeps every figure in its bounds, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 40 }), (reviews) => {
        fc.pre(reviews.some((count) => count > 0))
        const load = computeReviewLoad(reviews)
        expect(load.gini).toBeGreaterThanOrEqual(-1e-12)
        expect(load.gini).toBeLessThan(1)
        expect(load.effectiveReviewers).toBeGreaterThanOrEqual(1 - 1e-9)
        expect(load.effectiveReviewers).toBeLessThanOrEqual(reviews.filter((count) => count > 0).length + 1e-9)
        expect(computeReviewLoad(reviews.toReversed()).gini).toBeCloseTo(load.gini ?? NaN, 12)
      }),
    )
  })

  it('does not change the effective number by people who review nothing, but shows them as inequality', () => {
    expect(computeReviewLoad([5, 5, 0, 0]).effectiveReviewers).toBeCloseTo(2, 12)
    expect(computeReviewLoad([5, 5, 0, 0]).gini).toBeCloseTo(0.5, 12)
  })
})
