import fc from 'fast-check'
import { expect, test } from 'vitest'
import { estimateCompliance, sumCompliance } from '@/lib/pages/controls/estimate-compliance'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { makeCompliance, makeWithheldCompliance } from '@/tests/support/fixtures-readings'

const count = fc.integer({ min: 0, max: 200 })

test('the interval holds the Wilson interval of both ways the unassessable could go', () => {
  fc.assert(
    fc.property(count, count, count, (compliant, notCompliant, notAssessable) => {
      const merged = compliant + notCompliant + notAssessable
      fc.pre(merged > 0)
      const { value, low, high } = estimateCompliance({ merged, compliant, notCompliant, notAssessable })
      for (const k of [compliant, compliant + notAssessable]) {
        expect(low).toBeLessThanOrEqual((wilson(k, merged)?.low ?? 0) + 1e-12)
        expect(high).toBeGreaterThanOrEqual((wilson(k, merged)?.high ?? 1) - 1e-12)
      }
      if (value !== null) {
        expect(value).toBeGreaterThanOrEqual((low ?? 1) - 1e-12)
        expect(value).toBeLessThanOrEqual((high ?? 0) + 1e-12)
      }
    }),
  )
})

test('where all can be judged it is the plain share', () => {
  expect(estimateCompliance({ merged: 20, compliant: 15, notCompliant: 5, notAssessable: 0 })).toEqual(wilson(15, 20))
})

test('nobody being named a maintainer is no failure: no value, and an interval up to the best case', () => {
  const estimate = estimateCompliance({ merged: 20, compliant: 0, notCompliant: 2, notAssessable: 18 })
  expect(estimate.value).toBeNull()
  expect(estimate.low).toBe(0)
  expect(estimate.high).toBeGreaterThan(0.9)
})

test('a sum with a withheld tier is no sum', () => {
  expect(sumCompliance([makeCompliance(10, { compliant: 4, missing: {} }), undefined])).toEqual({
    merged: 10,
    compliant: 4,
    notCompliant: 6,
    notAssessable: 0,
  })
  expect(sumCompliance([makeCompliance(10, { compliant: 4, missing: {} }), makeWithheldCompliance()])).toBeNull()
})
