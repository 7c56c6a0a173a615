import { describe, expect, it } from 'vitest'
import { chooseTicks, prepareWeeklyChart, type ChartMark } from '@/lib/pages/figures/prepare-weekly-chart'

const weeks = [
  { week: '2026-W39', from: '2026-09-21' },
  { week: '2026-W40', from: '2026-09-28' },
  { week: '2026-W41', from: '2026-10-05' },
]
function mark(values: ChartMark['values'], change: Partial<ChartMark> = {}): ChartMark {
  const format: ChartMark['format'] = (value) => (value === null ? 'no figure' : String(value))
  return { key: 'a', label: 'arrive', kind: 'line', tone: 'accent', isLabelled: true, values, format, ...change }
}
const chart = (marks: ChartMark[], change = {}) =>
  prepareWeeklyChart({ id: 'x', axis: 'A week', weeks, marks, formatTick: String, ...change })

describe('chooseTicks', () => {
  it.each([
    [110, null, [0, 50, 100, 150]],
    [4, null, [0, 1, 2, 3, 4]],
    [0.83, 1, [0, 0.25, 0.5, 0.75, 1]],
    [0, null, [0, 0.25, 0.5, 0.75, 1]],
  ])('for %d below %s gives %j', (highest, ceiling, ticks) => expect(chooseTicks(highest, ceiling)).toEqual(ticks))
})

describe('prepareWeeklyChart', () => {
  it('keeps a missing week as a gap and says so in the table', () => {
    const view = chart([mark([1, null, 0])])
    expect(view.rows.map(({ values }) => values.a)).toEqual([1, null, 0])
    expect(view.table.rows.map((row) => row[1])).toEqual(['1', 'no figure', '0'])
  })

  it('begins every axis at zero and ends it at or above the highest mark', () => {
    const view = chart([mark([1, 7, 3])])
    expect(view.domain[0]).toBe(0)
    expect(view.domain[1]).toBeGreaterThanOrEqual(7)
    expect(view.ticks.at(-1)?.value).toBe(view.domain[1])
  })

  it('names a month at its first week', () => {
    expect(chart([mark([1, 2, 3])]).months).toEqual([{ index: 2, label: 'Oct' }])
  })

  it('pushes labels apart that would touch, in their order, and keeps them inside', () => {
    const view = chart([mark([9, 9, 9]), mark([9, 9, 8.9], { key: 'b', label: 'answered' }), mark([9, 9, 8.8], { key: 'c', label: 'x' })])
    const heights = view.endLabels.map(({ at }) => at)
    expect(view.endLabels.map(({ text }) => text)).toEqual(['x', 'answered', 'arrive'])
    for (const [index, height] of heights.entries()) {
      if (index > 0) expect(height - (heights[index - 1] ?? 0)).toBeGreaterThan(0.1)
      expect(height).toBeLessThanOrEqual(1)
    }
  })

  it('marks a signal only where there is a value to mark', () => {
    expect(chart([mark([1, null, 3])], { signals: ['2026-W40', '2026-W41', '2020-W01'] }).signals).toEqual([{ index: 2, value: 3 }])
  })
})
