import { expect, test } from 'vitest'
import { hoursBefore, readBlocks } from '../../../support/make-blocks'

test('each tier has its own limit in the SLO', () => {
  const { slo } = readBlocks(({ cycles, contributors }) => {
    Object.assign(contributors, { T1: ['a', 'b', 'c', 'd', 'e'], T3: ['a', 'b', 'c', 'd', 'e'] })
    cycles.reviewedWeekdayHours = { T1: [1, 20, 30], T3: [1, 20] }
    cycles.mergedUnreviewed = { T1: 1 }
    cycles.open = [
      ['T1', hoursBefore(30), null],
      ['T1', hoursBefore(2), null],
    ]
  }).reviewCapacity
  expect(slo).toMatchObject({ n: 7, good: 3, missed: 4, undetermined: 1 })
  expect(slo.budgetUsed).toBeCloseTo(4 / 0.7)
  expect(slo.byTier.T1).toEqual({ limitWeekdayHours: 24, n: 5, missed: 3 })
  expect(slo.byTier.T3).toEqual({ limitWeekdayHours: 8, n: 2, missed: 1 })
})

test('people without a review count in the load', () => {
  const { reviewCapacity } = readBlocks(
    (rollUp) => {
      rollUp.reviews = { ana: 27, bo: 2, guest: 1 }
    },
    { eligibleReviewerIds: ['ana', 'bo', 'cy', 'dee'] },
  )
  // Worked example RC-02: five eligible people, 1.2 effective reviewers.
  expect(reviewCapacity.effectiveReviewers).toBeCloseTo(1.226158, 6)
  expect(reviewCapacity.gini).toBeCloseTo(0.746667, 6)
})
