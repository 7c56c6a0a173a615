import { describe, expect, it } from 'vitest'
import { prepareSparkline } from '@/lib/pages/figures/prepare-sparkline'
import type { Trend } from '@/lib/pages/figures/prepare-trend'

const none: Trend = { limits: null, signals: [], direction: null, pastWeek: null, sentence: 'No change outside normal variation.' }
const options = { name: 'Trail', format: (value: number) => String(value), weeks: 12 }
const points = (values: (number | null)[]) =>
  values.map((value, index) => ({ week: `2026-W${10 + index}`, from: `2026-03-${10 + index}`, value }))

describe('prepareSparkline', () => {
  it('breaks the line at a missing week', () => {
    const view = prepareSparkline(points([1, 2, null, 3, 4]), none, options)
    expect(view?.runs.map((run) => run.length)).toEqual([2, 2])
  })

  it('draws zero as a measurement', () => {
    const view = prepareSparkline(points([1, 0, 1, 1]), none, options)
    expect(view?.runs.map((run) => run.length)).toEqual([4])
    expect(view?.runs[0]?.[1]?.y).toBeLessThan(view?.runs[0]?.[0]?.y ?? 0)
  })

  it('keeps a week between two gaps as a point of its own', () => {
    expect(prepareSparkline(points([null, 2, null, 3, 4, 5]), none, options)?.runs.map((run) => run.length)).toEqual([1, 3])
  })

  it('has no last point where the last week is missing', () => {
    expect(prepareSparkline(points([1, 2, 3, 4, null]), none, options)?.last).toBeNull()
  })

  it('draws nothing for fewer than four known weeks', () => {
    expect(prepareSparkline(points([1, 2, null, 3]), none, options)).toBeNull()
  })

  it('keeps band and points inside the frame, and never below zero', () => {
    const trend = { ...none, limits: { mean: 2, low: -3, high: 9 } }
    const view = prepareSparkline(points([1, 2, 3, 2]), trend, options)
    expect(view?.band?.low).toBeGreaterThanOrEqual(0)
    expect(view?.band?.high).toBeLessThanOrEqual(1)
    expect(view?.band?.low).toBeLessThan(view?.band?.high ?? 0)
  })

  it('marks the latest signal among the drawn weeks only', () => {
    const trend: Trend = { ...none, signals: [{ week: '2026-W10', kind: 'outside', direction: 'up' }], direction: 'up' }
    expect(prepareSparkline(points([9, 2, 3, 2, 3]), trend, options)?.signal).toMatchObject({ x: 0 })
    expect(prepareSparkline(points([9, 2, 3, 2, 3]), trend, { ...options, weeks: 4 })?.signal).toBeNull()
  })

  it('says in words what is drawn, gaps included', () => {
    const view = prepareSparkline(points([1, 2, 4, null, 3]), none, options)
    expect(view?.description).toBe('Trail, 5 weeks: from 1 to 3, between 1 and 4. 1 without a figure. No change outside normal variation.')
  })
})
