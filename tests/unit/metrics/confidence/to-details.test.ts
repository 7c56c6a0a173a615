import { describe, expect, it } from 'vitest'
import { type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import { toReadings } from '@/lib/metrics/readings/to-blocks'
import { before, makeDetailsInput, readDetails } from '../../../support/make-details'

describe('the curve of confidence', () => {
  it('is the one that the document’s median and p75 are read from', () => {
    const change = ({ confidence }: SpanRollUp) => {
      confidence.confidentHours = [2, 5, 8, 20, 26, 30, 50, 75]
      confidence.withoutConfidenceSince = [330, 320, 310, 300].map(before)
      confidence.openSince = [90, 12].map(before)
    }
    const { curve } = readDetails(change).confidence
    const { timeToConfidentMerge } = toReadings(makeDetailsInput(change), {
      slo: { target: 0.9, limitWeekdayHours: 24, limitByTier: {} },
      weekdayHours: () => 0,
    })
    expect(curve[0]).toEqual({ hours: 0, survival: 1, low: 1, high: 1, atRisk: 14 })
    expect(curve.find(({ survival }) => survival <= 0.5 + 1e-9)?.hours).toBe(timeToConfidentMerge.p50Hours)
    expect(curve.find(({ low }) => low !== null && low <= 0.5)?.hours).toBe(timeToConfidentMerge.p50Low)
    // The one that is open for 12 hours has left by the step at 20.
    expect(curve.map(({ atRisk }) => atRisk)).toEqual([14, 14, 13, 12, 10, 9, 8, 7, 6])
  })

  it('has at most 200 steps, and keeps those of the median and p75', () => {
    const hours = Array.from({ length: 1000 }, (_, index) => index + 1)
    const { curve } = readDetails(({ confidence }) => void (confidence.confidentHours = hours)).confidence
    expect(curve.length).toBeLessThanOrEqual(200)
    expect(curve.map(({ hours: at }) => at)).toEqual(expect.arrayContaining([0, 1, 500, 750, 1000]))
    expect(curve.at(-1)).toMatchObject({ survival: 0, low: null, high: null })
  })
})
