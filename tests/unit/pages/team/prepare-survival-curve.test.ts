import { describe, expect, it } from 'vitest'
import { prepareHoursAxis } from '@/lib/pages/team/hours-axis'
import { prepareSurvivalCurve, tabulateCurve } from '@/lib/pages/team/prepare-survival-curve'
import { makeDetails, makeReadings } from '../../../support/fixtures-readings'

const { curve } = makeDetails().confidence
const block = makeReadings().timeToConfidentMerge

describe('prepareHoursAxis', () => {
  it('is logarithmic from one hour on and keeps every age inside', () => {
    const { toPosition, ticks } = prepareHoursAxis(310)
    expect(toPosition(0)).toBe(0)
    expect(toPosition(1)).toBe(0)
    expect(toPosition(4) * 2).toBeCloseTo(toPosition(16), 10)
    expect(toPosition(310)).toBeLessThan(1)
    expect(toPosition(9000)).toBe(1)
    expect(ticks.map(({ hours }) => hours)).toEqual([1, 4, 24, 168])
  })

  it('leaves out labels that would touch', () => {
    const places = prepareHoursAxis(9000).ticks.map(({ at }) => at)
    expect(places.every((at, index) => index === 0 || at - (places[index - 1] ?? 0) >= 0.13)).toBe(true)
  })
})

describe('prepareSurvivalCurve', () => {
  it('is a step function: it falls at an event and nowhere between', () => {
    const { steps } = prepareSurvivalCurve(curve, block)
    for (const [index, point] of steps.entries()) {
      const before = steps[index - 1]
      if (before) expect(point.x === before.x || point.y === before.y).toBe(true)
    }
    expect(steps.at(-1)).toEqual({ x: 1, y: 0.2 })
  })

  it('marks the quantiles of the document where they stand on the curve', () => {
    const { marks, description } = prepareSurvivalCurve(curve, block)
    const { toPosition } = prepareHoursAxis(310)
    expect(marks.map(({ at, y }) => [at, y])).toEqual([
      [toPosition(31), 0.5],
      [toPosition(88), 0.25],
    ])
    expect(description.replaceAll('\u00a0', ' ')).toBe(
      'Half of 197 pull requests are merged with confidence within 31 h (27 h to 38 h); three quarters within 88 h.',
    )
  })

  it('marks nothing that was not reached, and says so', () => {
    const { marks, description } = prepareSurvivalCurve(curve, { ...block, p50Hours: null, p75Hours: null })
    expect(marks).toEqual([])
    expect(description).toBe('Half is not reached; three quarters is not reached.')
  })

  it('counts under each label who was still counted just before it', () => {
    const { times } = prepareSurvivalCurve(curve, block)
    expect(times.map(({ atRisk }) => atRisk)).toEqual(['197', '184', '124', '38'])
  })

  it('leaves a hole in the band where the interval is unknown', () => {
    const cut = curve.map((step, index) => (index < 3 ? { ...step, low: null, high: null } : step))
    expect(prepareSurvivalCurve(cut, block).band.length).toBeLessThan(prepareSurvivalCurve(curve, block).band.length)
  })

  it('gives the table at most thirty rows, the last step among them', () => {
    const long = Array.from({ length: 200 }, (_, index) => ({
      hours: index,
      survival: 1 - index / 250,
      low: null,
      high: null,
      atRisk: 200 - index,
    }))
    const { rows } = tabulateCurve(long)
    expect(rows.length).toBeLessThanOrEqual(31)
    expect(rows.at(-1)?.[3]).toBe('1')
  })
})
