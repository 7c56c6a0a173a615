import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeSpanRollUps, rollUpSpan } from '@/lib/metrics/readings/span-roll-up'
import { evaluation, START, WEEK } from '../../../support/any-evaluation'

test('twelve weeks merged are the twelve weeks at once', () => {
  fc.assert(
    fc.property(fc.array(evaluation, { maxLength: 60 }), (rows) => {
      const weeks = Array.from({ length: 18 }, (_, index) => ({
        from: new Date(START + index * WEEK),
        to: new Date(START + (index + 1) * WEEK),
      }))
      const whole = rollUpSpan(rows, { from: new Date(START), to: new Date(START + 18 * WEEK) })
      expect(mergeSpanRollUps(weeks.map((week) => rollUpSpan(rows, week)))).toEqual(whole)
    }),
  )
})

test('the order of the rows does not change a byte', () => {
  fc.assert(
    fc.property(fc.array(evaluation, { maxLength: 40 }), (rows) => {
      const span = { from: new Date(START), to: new Date(START + 12 * WEEK) }
      const sorted = [...rows].sort((a, b) => a.number - b.number)
      expect(rollUpSpan(sorted, span)).toEqual(rollUpSpan(rows, span))
    }),
  )
})
