import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byTier, count, countsAt, countsBy, countsByName, names, numbers, record, rowsBy, type Fold } from '@/lib/metrics/statistics/fold'
import { TIERS } from '@/lib/policy/tiers'

const tier = fc.constantFrom(...TIERS)
const whole = fc.integer({ min: -5, max: 1_000 })
const word = fc.constantFrom('a', 'b', 'B', 'ä', 'toString')

/** What holds of every fold: nothing adds nothing, parts of parts are parts, order is settled, and no part is touched. */
function checkFold<T>(fold: Fold<T>, part: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 5 }), fc.array(part, { maxLength: 5 }), (some, others) => {
      const before = structuredClone(some)
      const all = fold([...some, ...others])
      expect(fold([fold(some), fold(others)])).toEqual(all)
      expect(fold([...others, ...some])).toEqual(all)
      expect(fold([all])).toEqual(all)
      expect(fold([all, fold([])])).toEqual(all)
      expect(JSON.parse(JSON.stringify(all))).toEqual(all)
      expect(some).toEqual(before)
    }),
  )
}

const counts = fc.dictionary(word, whole)
const rows = fc.array(fc.tuple(tier, fc.integer({ min: 1, max: 3 }), fc.option(word)), { maxLength: 6 })

describe('a sum', () => {
  test('of counts', () => checkFold(count, whole))
  test('of counts by key', () => checkFold(countsBy<string>(), counts))
  test('of counts by name', () => checkFold(countsByName, counts))
  test('of counts at places', () => checkFold(countsAt(3), fc.array(whole, { minLength: 3, maxLength: 3 })))
  test('of numbers', () => checkFold(numbers, fc.array(whole)))
  test('of names', () => checkFold(names, fc.array(word)))
  test('of rows', () => checkFold(rowsBy<[string, number, string | null], 1>(1), rows))
  test('by tier', () => checkFold(byTier(numbers), fc.dictionary(tier, fc.array(whole))))
  test('of several sums', () => {
    const hours = fc.record({ hours: fc.array(whole) })
    checkFold(record({ n: count, by: byTier(record({ hours: numbers })) }), fc.record({ n: whole, by: fc.dictionary(tier, hours) }))
  })
})

test('what is empty, ordered and counted once', () => {
  const fold = record({ n: count, hours: numbers, people: byTier(names), places: countsAt(2), open: rowsBy<[string, number], 1>(1) })
  expect(fold([])).toEqual({ n: 0, hours: [], people: {}, places: [0, 0], open: [] })
  expect(
    fold([
      { n: 1, hours: [10, 9], people: { T2: ['bo', 'ana'] }, places: [1, 0], open: [['b', 2]] },
      {
        n: 2,
        hours: [-1.5],
        people: { T2: ['ana'], T0: [] },
        places: [0, 4],
        open: [
          ['c', 2],
          ['a', 1],
        ],
      },
    ]),
  ).toEqual({
    n: 3,
    hours: [-1.5, 9, 10],
    people: { T0: [], T2: ['ana', 'bo'] },
    places: [1, 4],
    open: [
      ['a', 1],
      ['b', 2],
      ['c', 2],
    ],
  })
})

test('a part stored before a sum was declared has nothing of it', () => {
  const stored: { n: number; reasons: Record<string, number> } = JSON.parse('{"n": 2}')
  expect(record({ n: count, reasons: countsByName })([stored, { n: 1, reasons: { late: 1 } }])).toEqual({ n: 3, reasons: { late: 1 } })
})

test('a hundred thousand numbers are no strain on the stack', () => {
  const part = Array.from({ length: 100_000 }, (_, index) => 100_000 - index)
  expect(numbers([part, part])).toHaveLength(200_000)
})
