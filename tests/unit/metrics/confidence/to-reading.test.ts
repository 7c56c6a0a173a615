import { expect, test } from 'vitest'
import { hoursBefore, readBlocks, busy } from '../../../support/make-blocks'

test('the parts of time to confident merge add up, and a merge without confidence is censored at its age', () => {
  const { timeToConfidentMerge: reading } = readBlocks(({ confidence }) => {
    confidence.confidentHours = [2, 5, 8, 20, 26, 30, 50, 75]
    confidence.withoutConfidenceSince = [330, 320, 310, 300].map(hoursBefore)
    confidence.openSince = [90, 12].map(hoursBefore)
    confidence.indeterminate = 3
    confidence.reasons = { stale_approval: 1, no_qualified_approval: 3 }
  })
  const parts = [reading.confident, reading.withoutConfidence, reading.indeterminate, reading.open]
  expect(parts.reduce<number>((sum, part) => sum + (part ?? NaN), 0)).toBe(reading.n)
  // Worked example TC-20: 50 h, not the 26 h that censoring at the merge would give.
  expect(reading).toMatchObject({ p50Hours: 50, p50Low: 8, p50High: null, p50Status: 'ok', p75Hours: null, p75Status: 'not_reached' })
  expect(Object.keys(reading.reasons ?? {})).toEqual(['no_qualified_approval', 'stale_approval'])
})

test('too few to say is said, not guessed', () => {
  const { timeToConfidentMerge, reasoningTrail, defectCatchRate, aiShare, reviewCapacity } = readBlocks(
    ({ confidence }) => {
      confidence.confidentHours = [2, 5, 8]
    },
    { weeks: [busy, busy, busy] },
  )
  expect(timeToConfidentMerge).toMatchObject({ status: 'insufficient', n: 3, p50Hours: null, p50Low: null })
  expect(reasoningTrail).toMatchObject({ status: 'insufficient', eligible: 0, share: null, whyOnlyShare: null })
  expect(defectCatchRate).toMatchObject({ status: 'insufficient', matured: 0, rate: null })
  expect(defectCatchRate.escapesPer100.value).toBeNull()
  expect(aiShare).toMatchObject({ status: 'insufficient', display: 'no_lines', lower: null })
  expect(reviewCapacity).toMatchObject({ status: 'insufficient', twice: 'not_shown', effectiveReviewers: null })
  expect(reviewCapacity.demandPerWeek.mean).toBeNull()
  expect(reviewCapacity.slo).toMatchObject({ n: 0, attainment: null, budgetUsed: null })
})
