import { expect, test } from 'vitest'
import { busy, hoursBefore, makeTrailing, readBlocks } from '../../../support/make-blocks'

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
  expect(slo).toMatchObject({ n: 7, good: 3, missed: 4, late: 3, skipped: 1, undetermined: 1 })
  expect(slo.budgetUsed).toBeCloseTo(4 / 0.7)
  expect(slo.byTier.T1).toEqual({ limitWeekdayHours: 24, n: 5, missed: 3, late: 2, skipped: 1 })
  expect(slo.byTier.T3).toEqual({ limitWeekdayHours: 8, n: 2, missed: 1, late: 1, skipped: 0 })
})

test('people without a review count in the load', () => {
  const weeks = [{ ...busy, reviews: { ana: 20, bo: 2 } }, busy, { ...busy, reviews: { ana: 7, guest: 1 } }]
  const { reviewCapacity } = readBlocks(() => {}, { weeks, eligibleReviewerIds: ['ana', 'bo', 'cy', 'dee'] })
  // Worked example RC-02: five eligible people, 1.2 effective reviewers.
  expect(reviewCapacity.effectiveReviewers).toBeCloseTo(1.226158, 6)
  expect(reviewCapacity.gini).toBeCloseTo(0.746667, 6)
})

test('what was merged unanswered is told of the cycles that demand counts, of the last 13 weeks', () => {
  const week = makeTrailing({ opened: 10, demanded: 8, answered: 6, skipped: 2 })
  const old = makeTrailing({ demanded: 100, answered: 0, skipped: 100 })
  const { reviewCapacity } = readBlocks(() => {}, { weeks: [old, ...Array.from({ length: 13 }, () => week)] })
  expect(reviewCapacity.unanswered.value).toBe(0.25)
  expect(reviewCapacity.unanswered.low).toBeCloseTo(0.1763, 3)
  expect(reviewCapacity.demandPerWeek.mean).toBe(8)
  const { unanswered } = readBlocks(() => {}, { weeks: [busy, busy, busy, busy] }).reviewCapacity
  expect(unanswered).toEqual({ value: null, low: null, high: null })
})

test('the load response counts each week’s cycles against the limit of their tier', () => {
  const weeks = Array.from({ length: 15 }, (_, index) => {
    const isBusy = index % 3 === 0
    const week = makeTrailing({ arrived: isBusy ? 20 : 10 })
    // Nine hours are late for T3 alone; a merge without an answer is missed whatever its tier.
    week.cycles.reviewedWeekdayHours = { T1: [9, 9, 9, 9, 9, 9], T3: isBusy ? [9, 9] : [7, 7] }
    week.cycles.mergedUnreviewed = isBusy ? { T2: 1 } : {}
    return week
  })
  const { loadResponse } = readBlocks(() => {}, { weeks }).reviewCapacity
  expect(loadResponse).toMatchObject({
    status: 'bends',
    weeks: 15,
    busy: { load: 1.5, good: 30, n: 45 },
    quiet: { load: 0.75, good: 40, n: 40 },
  })
  expect(loadResponse.testedUpTo).toBeCloseTo(1.125)
  expect(loadResponse.fall.value).toBeCloseTo(1 / 3)
  expect(readBlocks(() => {}, { weeks: weeks.slice(0, 11) }).reviewCapacity.loadResponse).toEqual({
    status: 'insufficient',
    weeks: 11,
    testedUpTo: null,
    busy: { load: null, good: null, n: null },
    quiet: { load: null, good: null, n: null },
    fall: { value: null, low: null, high: null },
  })
})
