import { expect, it } from 'vitest'
import { computeReviewSlo, type SloCycle } from '@/lib/metrics/capacity/review-slo'

const cycle = (outcome: SloCycle['outcome'], weekdayHours: number): SloCycle => ({ outcome, weekdayHours })

it('counts the 24th hour as in time, and an open cycle as missed only past it', () => {
  const slo = computeReviewSlo([cycle('reviewed', 24), cycle('reviewed', 24.01), cycle('open', 24), cycle('open', 24.01)])
  expect(slo).toMatchObject({ n: 3, good: 1, missed: 2, undetermined: 1 })
})

it('counts a merge without review as missed however fast it was, and leaves withdrawn and closed out', () => {
  const slo = computeReviewSlo([cycle('merged_unreviewed', 0.1), cycle('withdrawn', 90), cycle('closed', 90)])
  expect(slo).toMatchObject({ n: 1, good: 0, missed: 1, undetermined: 0, attainment: 0 })
})

it('takes the limit and the target given', () => {
  const slo = computeReviewSlo([cycle('reviewed', 7), cycle('reviewed', 9)], { limitWeekdayHours: 8, target: 0.75 })
  expect(slo).toMatchObject({ good: 1, missed: 1, budgetAllowed: 0.5, budgetUsed: 2 })
})

it('has no share of nothing, and no budget where every miss is one too many', () => {
  expect(computeReviewSlo([cycle('open', 1)])).toMatchObject({
    n: 0,
    attainment: null,
    low: null,
    high: null,
    budgetUsed: null,
    undetermined: 1,
  })
  expect(computeReviewSlo([cycle('reviewed', 1)], { limitWeekdayHours: 24, target: 1 }).budgetUsed).toBeNull()
})
