import { DAY, HOUR } from '@/lib/dates'
import { expect, test } from 'vitest'
import { asOf, hoursBefore, readBlocks } from '../../../support/make-blocks'

test('a catch rate is shown from ten defects on, of merges at least 30 days old', () => {
  const old = hoursBefore(31 * 24)
  const nine = readBlocks(({ defects }) => defects.push([old, 6, 6, 1, [[old + HOUR, 3, 3, 1]], 'T1'])).defectCatchRate
  expect(nine).toMatchObject({ status: 'insufficient', caughtStrict: 6, escapedStrict: 3, rate: null, low: null })
  const ten = readBlocks(({ defects }) =>
    defects.push([old, 7, 9, 1, [[old + HOUR, 3, 3, 1]], 'T1'], [hoursBefore(29 * 24), 50, 50, 0, [], 'T1']),
  ).defectCatchRate
  expect(ten).toMatchObject({ status: 'ok', matured: 1, rate: 0.7, caughtBroad: 9, caughtByAi: 1 })
  expect(ten.escapesPer100.value).toBe(100)
})

test('an escape later than 30 days after the merge, or after the instant, is no escape of this figure', () => {
  const old = hoursBefore(100 * 24)
  const { defectCatchRate } = readBlocks(({ defects }) =>
    defects.push([
      old,
      10,
      10,
      0,
      [
        [old + 45 * DAY, 1, 1, 45],
        [asOf.getTime() + HOUR, 1, 1, 20],
      ],
      'T1',
    ]),
  )
  expect(defectCatchRate).toMatchObject({ escapedStrict: 0, rate: 1 })
  expect(defectCatchRate.escapesPer100.value).toBe(0)
})
