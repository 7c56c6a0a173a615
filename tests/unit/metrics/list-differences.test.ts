import { expect, it } from 'vitest'
import { listDifferences } from './list-differences'

const differences = (expected: unknown, actual: unknown, isUnordered = false) =>
  listDifferences(expected, actual, { tolerance: 1e-6, isUnordered })

it('finds what a lax comparison would let through', () => {
  expect(differences({ a: 1 }, { a: 1 + 2e-6 })).toHaveLength(1)
  expect(differences({ a: 1 }, { b: 1 })).toHaveLength(1)
  expect(differences({ a: null }, {})).toHaveLength(1)
  expect(differences({ a: null }, { a: 0 })).toHaveLength(1)
  expect(differences({ a: 0 }, { a: null })).toHaveLength(1)
  expect(differences([1], [1, 2])).toHaveLength(1)
  expect(differences([], {})).toHaveLength(1)
  expect(differences({}, null)).toHaveLength(1)
  expect(differences('Infinity', Infinity)).toHaveLength(1)
  expect(differences({ a: '2026-03-01T00:00:00Z' }, { a: new Date('2026-03-01T00:00:01Z') })).toHaveLength(1)
  expect(differences(['a', 'b'], ['b', 'a'])).toHaveLength(2)
})

it('lets through what is the same', () => {
  expect(differences({ a: 1, b: [null, 'x'] }, { a: 1 + 5e-7, b: [null, 'x'], c: 9 })).toEqual([])
  expect(differences('2026-03-01T00:00:00Z', new Date('2026-03-01T00:00:00Z'))).toEqual([])
  expect(differences(['a', 'b'], ['b', 'a'], true)).toEqual([])
  expect(
    differences(
      [
        [3, 'run8'],
        [2, 'outside'],
      ],
      [
        [2, 'outside'],
        [3, 'run8'],
      ],
      true,
    ),
  ).toEqual([])
})
