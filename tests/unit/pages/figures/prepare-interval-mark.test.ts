import { describe, expect, it } from 'vitest'
import { prepareIntervalMark } from '@/lib/pages/figures/prepare-interval-mark'
import { makeReadings } from '../../../support/fixtures-readings'

const mark = (change: Parameters<typeof makeReadings>[0]) => prepareIntervalMark(makeReadings(change).reviewCapacity)

describe('prepareIntervalMark', () => {
  it('puts half and twice equally far from today', () => {
    const view = mark(() => {})
    expect(view?.one).toBeCloseTo(1 / 3)
    expect(view?.two).toBeCloseTo(2 / 3)
  })

  it('draws a lower bound hollow and open to the right', () => {
    const view = mark(({ reviewCapacity }) => {
      reviewCapacity.capacityPerWeek.kind = 'lower_bound'
    })
    expect(view).toMatchObject({ isLowerBound: true, isOpenHigh: true })
    expect(view?.description).toContain('at least')
  })

  it('runs to the end of the axis where the high end is not known', () => {
    const view = mark(({ reviewCapacity }) => {
      reviewCapacity.headroom.high = null
    })
    expect(view).toMatchObject({ high: 1, isOpenHigh: true })
  })

  it('clamps what lies beyond the axis and marks it as open', () => {
    const view = mark(({ reviewCapacity }) => {
      reviewCapacity.headroom = { value: 0.3, low: 0.1, high: 9 }
    })
    expect(view).toMatchObject({ value: 0, low: 0, high: 1, isOpenLow: true, isOpenHigh: true })
  })

  it('draws an interval that reaches below nought from the end of the axis', () => {
    const view = mark(({ reviewCapacity }) => {
      reviewCapacity.headroom = { value: 1.1, low: -0.2, high: 2.4 }
    })
    expect(view).toMatchObject({ low: 0, isOpenLow: true })
    expect(view?.description).toBe('Headroom 1.10×, interval 0.00–2.40×')
  })

  it('is absent without a headroom', () => {
    expect(
      mark(({ reviewCapacity }) => {
        reviewCapacity.headroom = { value: null, low: null, high: null }
      }),
    ).toBeNull()
  })
})
