import fc from 'fast-check'
import { expect, it } from 'vitest'
import { suppressRows } from '@/lib/metrics/document/suppress'

const rows = (...contributors: number[]) => contributors.map((count, index) => ({ name: `row ${index}`, contributors: count }))

it('hides the next smallest beside a single hidden row, the first of equals', () => {
  expect(suppressRows(rows(9, 4, 7, 7))).toEqual(['row 1', 'row 2'])
  expect(suppressRows(rows(9, 4))).toEqual(['row 0', 'row 1'])
  expect(suppressRows(rows(9, 4), { isTotalShown: false })).toEqual(['row 1'])
})

it('hides nothing where nothing is small', () => {
  expect(suppressRows(rows(5, 6))).toEqual([])
  expect(suppressRows([])).toEqual([])
  expect(suppressRows(rows(6, 7, 8), { minimum: 7 })).toEqual(['row 0', 'row 1'])
})

it('never lets one hidden row be worked out from the total', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (contributors) => {
      const all = rows(...contributors)
      const hidden = suppressRows(all)
      for (const row of all) if (row.contributors < 5) expect(hidden).toContain(row.name)
      if (all.length > 1) expect(hidden).not.toHaveLength(1)
    }),
  )
})
