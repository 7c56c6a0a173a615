import { expect, it } from 'vitest'
import { toShownTopShare } from '@/lib/pages/figures/top-share'

it('is shown only where five people are proven to have reviewed', () => {
  expect(toShownTopShare({ effectiveReviewers: 5, topShare: 0.2 })).toBe(0.2)
  expect(toShownTopShare({ effectiveReviewers: 4.9, topShare: 0.43 })).toBeNull()
  expect(toShownTopShare({ effectiveReviewers: null, topShare: 0.43 })).toBeNull()
})
