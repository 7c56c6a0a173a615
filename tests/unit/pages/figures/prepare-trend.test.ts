import { describe, expect, it } from 'vitest'
import { pickWeeklyPoints } from '@/lib/pages/figures/pick-weekly-points'
import { pickDirection, prepareTrend } from '@/lib/pages/figures/prepare-trend'
import { FIXTURE_RANGE, makeSeries } from '../../../support/fixtures-readings'

/** 26 weeks of one figure: the last twelve are the range. */
function points(values: (number | null)[]) {
  return pickWeeklyPoints(
    makeSeries((readings, week) => {
      readings.reasoningTrail.share = values[week] ?? null
    }),
    'trail',
  )
}

const noise = [0.6, 0.64, 0.61, 0.63, 0.6, 0.62, 0.64, 0.6, 0.63, 0.61, 0.62, 0.6, 0.63, 0.61]
const calm = [0.62, 0.61, 0.63, 0.6, 0.62, 0.61, 0.63, 0.62, 0.6, 0.63, 0.61, 0.62]

describe('prepareTrend', () => {
  it('finds no change in noise and says so', () => {
    const trend = prepareTrend(points([...noise, ...calm]), FIXTURE_RANGE)
    expect(trend.direction).toBeNull()
    expect(trend.sentence).toBe('No change outside normal variation.')
    expect(trend.limits?.mean).toBeCloseTo(7.4 / 12, 6)
  })

  it('names the week that left the limits, and its direction', () => {
    const trend = prepareTrend(points([...noise, ...calm.slice(0, 11), 0.2]), FIXTURE_RANGE)
    expect(trend.direction).toBe('down')
    expect(trend.signals).toEqual([{ week: '2026-W46', kind: 'outside', direction: 'down' }])
  })

  it('says a run once, at the week that completes it', () => {
    const trend = prepareTrend(points([...noise, ...Array.from({ length: 12 }, () => 0.63)]), FIXTURE_RANGE)
    expect(trend.signals).toHaveLength(1)
    expect(trend.signals[0]?.kind).toBe('run8')
    expect(trend.direction).toBe('up')
  })

  it('tells a signal that is over as past, without a direction', () => {
    const trend = prepareTrend(points([...noise, 0.2, ...calm.slice(0, 11)]), FIXTURE_RANGE)
    expect(trend).toMatchObject({ direction: null, pastWeek: '2026-W35' })
    expect(trend.sentence).toBe('Outside normal variation up to week 35, not since.')
  })

  it('claims nothing on fewer than eight earlier weeks', () => {
    const short = [...noise.map((value, week) => (week < 7 ? null : value)), ...calm.slice(0, 11), 0.1]
    const trend = prepareTrend(points(short), FIXTURE_RANGE)
    expect(trend).toMatchObject({ limits: null, signals: [], direction: null })
    expect(trend.sentence).toBe('No comparison: it needs 8 of the 12 earlier weeks, and only 7 have a figure.')
  })

  it('claims nothing where the range has no week with a figure', () => {
    const trend = prepareTrend(points(noise), FIXTURE_RANGE)
    expect(trend.direction).toBeNull()
    expect(trend.sentence).toBe('No week of this range has a figure.')
  })
})

describe('pickDirection', () => {
  const risen = prepareTrend(points([...noise, ...calm.slice(0, 11), 0.9]), FIXTURE_RANGE)

  it('names the move that the range as a whole made too', () => {
    expect(risen.direction).toBe('up')
    expect(pickDirection(risen, 0.66)).toBe('up')
  })

  it('names none where the range lies on the other side, is unknown, or no signal stands', () => {
    expect(pickDirection(risen, 0.5)).toBeNull()
    expect(pickDirection(risen, null)).toBeNull()
    expect(pickDirection(prepareTrend(points([...noise, ...calm]), FIXTURE_RANGE), 0.66)).toBeNull()
  })
})
