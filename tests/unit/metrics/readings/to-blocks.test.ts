import { expect, test } from 'vitest'
import { hoursBefore, readBlocks } from '../../../support/make-blocks'

test('a withheld row gives away no number but how many people it has', () => {
  const withheld = readBlocks(
    ({ confidence, cycles }) => {
      confidence.confidentHours = [1, 2, 3, 4, 5, 6, 7]
      cycles.firstReviewWeekdayHours = [1, 2, 3, 4, 5, 6, 7]
    },
    { isWithheld: true, queue: [{ since: hoursBefore(4), tier: 'T1' }] },
  )
  const numbers: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') numbers.push(path)
    else if (value && typeof value === 'object') for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`)
  }
  walk(withheld, '')
  expect(numbers).toEqual(['.contributors', '.reviewCapacity.slo.limitWeekdayHours', '.reviewCapacity.slo.target'])
  expect(withheld.reviewCapacity.twice).toBe('not_shown')
})
