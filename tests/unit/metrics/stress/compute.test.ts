import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeHeadroom } from '@/lib/metrics/capacity/estimate'
import { capacityWithOneMore, capacityWithoutTop } from '@/lib/metrics/stress/erlang'
import { PATH_WEEKS } from '@/lib/metrics/stress/backlog'
import type { Ends } from '@/lib/metrics/stress/cases'
import { computeStressTest, type StressControls, type StressReading, type StressResult } from '@/lib/metrics/stress/compute'
import { anyControls, anyReading, CONTROLS, makeStressReading } from '../../../support/fixtures-stress'

function answer(reading: StressReading, controls: Partial<StressControls> = {}): StressResult {
  const test = computeStressTest(reading, { ...CONTROLS, ...controls })
  if (test.status !== 'ok') throw new Error(`no answer: ${test.status}`)
  return test
}

describe('the answers at twice the load', () => {
  const test = answer(makeStressReading())

  it('are those of the examples RC-16 and RC-19 at the estimate', () => {
    expect(test.breaksAt.value).toBeCloseTo(1.666667, 6)
    expect(test.waitMultiplier.value).toBe(Infinity)
    expect(test.backlogAfterMonth.value).toBeCloseTo(4 + 6 * (13 / 3), 9)
    expect(test.drainWeeks.value).toBeCloseTo((4 + 26) / 12, 9)
    expect(test.safeMultiple.value).toBeCloseTo(1.353364, 5)
    expect(answer(makeStressReading(), { multiple: 1.5 }).waitMultiplier.value).toBeCloseTo(9.212951, 5)
  })

  it('carry both ends of demand and capacity against each other', () => {
    expect(test.breaksAt).toEqual({ value: 30 / 18, low: 28 / 20, high: 32 / 16 })
    expect(test.backlogAfterMonth.low).toBeCloseTo(4, 9)
    expect(test.backlogAfterMonth.high).toBeCloseTo(4 + 12 * (13 / 3), 9)
    expect(test.overflowWeeks.value).toBeCloseTo((130 - 4) / 6, 9)
    expect(test.overflowWeeks.low).toBeCloseTo((130 - 4) / 12, 9)
    expect(test.overflowWeeks.high).toBe(Infinity)
  })

  it('say yes, no and not shown by the interval alone', () => {
    expect(test.answer).toBe('not_shown')
    expect(answer(makeStressReading(), { multiple: 2.1 }).answer).toBe('no')
    expect(answer(makeStressReading(), { multiple: 1.4 }).answer).toBe('yes')
  })

  it('draw the backlog from today’s queue on', () => {
    expect(test.path).toHaveLength(PATH_WEEKS + 1)
    expect(test.path[0]).toEqual({ week: 0, value: 4, low: 4, high: 4 })
    expect(test.path[4]?.value).toBeCloseTo(28, 9)
  })
})

describe('what-ifs', () => {
  it('alone are the two formulas of METRICS', () => {
    const reading = makeStressReading()
    expect(answer(reading, { moreMaintainers: 1 }).capacity.value).toBeCloseTo(capacityWithOneMore(30, 3.2), 9)
    expect(answer(reading, { isWithoutTop: true }).capacity.value).toBeCloseTo(capacityWithoutTop(30, 0.4), 9)
    expect(answer(reading, { moreMaintainers: 2, isWithoutTop: true }).capacity.value).toBeCloseTo(30 * (0.6 + 2 / 3.2), 9)
    expect(answer(reading).isModelled).toBe(false)
    expect(answer(reading, { isWithoutTop: true }).isModelled).toBe(true)
  })

  it('leave a month’s work where it was', () => {
    const reading = makeStressReading()
    expect(answer(reading, { moreMaintainers: 3 }).monthOfWork).toBe(answer(reading).monthOfWork)
  })

  it('compare the wait with today’s', () => {
    const reading = makeStressReading()
    expect(answer(reading, { multiple: 1 }).waitMultiplier.value).toBe(1)
    expect(answer(reading, { multiple: 1, moreMaintainers: 1 }).waitMultiplier.value).toBeLessThan(1)
    expect(answer(reading, { multiple: 1, isWithoutTop: true }).waitMultiplier.value).toBe(Infinity)
  })

  it('know how many effective reviewers are left without the busiest: shares .5 .25 .25 leave two equal ones', () => {
    const shares = makeStressReading((reading) => {
      reading.effectiveReviewers = 1 / (0.25 + 0.0625 * 2)
      reading.topShare = 0.5
    })
    expect(answer(shares).servers).toEqual({ present: 2, changed: 2 })
    expect(answer(shares, { isWithoutTop: true, moreMaintainers: 1 }).servers).toEqual({ present: 2, changed: 3 })
  })

  it('leave nobody where one person did it all, and are not computed where nobody is known', () => {
    const sole = makeStressReading((reading) => {
      reading.effectiveReviewers = 1
      reading.topShare = 1
    })
    const test = answer(sole, { isWithoutTop: true })
    expect(test.breaksAt).toEqual({ value: 0, low: 0, high: 0 })
    expect(test.answer).toBe('no')
    expect(test.drainWeeks.value).toBe(Infinity)
    const unknown = makeStressReading((reading) => {
      reading.effectiveReviewers = null
      reading.topShare = null
    })
    expect(computeStressTest(unknown, { ...CONTROLS, moreMaintainers: 1 })).toEqual({ status: 'no_reviewers' })
    expect(answer(unknown).waitMultiplier.value).toBeNull()
    expect(answer(unknown).breaksAt.value).toBeCloseTo(30 / 18, 9)
    expect(answer(unknown).variants.map(({ key }) => key)).toEqual(['as_is'])
  })
})

describe('what is missing', () => {
  it('is named, not computed', () => {
    const withStatus = (change: (reading: StressReading) => void) => computeStressTest(makeStressReading(change), CONTROLS).status
    expect(withStatus((reading) => void (reading.status = 'withheld'))).toBe('withheld')
    expect(withStatus((reading) => void (reading.capacityPerWeek.value = null))).toBe('insufficient')
    expect(withStatus((reading) => void (reading.demandPerWeek = { mean: 0, low: 0, high: 0 }))).toBe('no_demand')
  })

  it('leaves an end open: a lower bound has no high end, and may never pass a month’s work', () => {
    const test = answer(
      makeStressReading(
        (reading) => void (reading.capacityPerWeek = { kind: 'lower_bound', value: 30, low: 30, high: null, saturatedWeeks: 1 }),
      ),
    )
    expect(test.breaksAt).toEqual({ value: 30 / 18, low: 30 / 20, high: null })
    expect(test.backlogAfterMonth.low).toBe(0)
    expect(test.overflowWeeks.high).toBe(Infinity)
    expect(test.waitMultiplier).toEqual({ value: Infinity, low: null, high: Infinity })
  })

  it('leaves out what rests on it', () => {
    const noQueue = answer(makeStressReading((reading) => void (reading.queue.open = null)))
    expect([noQueue.backlogAfterMonth.value, noQueue.overflowWeeks.value, noQueue.drainWeeks.value]).toEqual([null, null, null])
    expect(noQueue.path).toEqual([])
    const noWait = answer(
      makeStressReading((reading) => void (reading.firstReview.p50WeekdayHours = null)),
      { multiple: 1.5 },
    )
    expect([noWait.safeMultiple.value, noWait.waitHours.value]).toEqual([null, null])
    expect(noWait.waitMultiplier.value).toBeCloseTo(9.212951, 5)
  })

  it('has no multiple of a wait that does not settle today', () => {
    const late = makeStressReading((reading) => void (reading.demandPerWeek = { mean: 33, low: 32.5, high: 34 }))
    const test = answer(late, { multiple: 0.5 })
    expect(test.waitMultiplier.value).toBeNull()
    expect(test.safeMultiple.value).toBeNull()
    expect(test.answer).toBe('yes')
  })
})

describe('any reading under any question', () => {
  const ends = (test: StressResult): [string, Ends][] =>
    (
      [
        'demand',
        'capacity',
        'arrivals',
        'breaksAt',
        'backlogAfterMonth',
        'overflowWeeks',
        'drainWeeks',
        'waitMultiplier',
        'waitHours',
        'safeMultiple',
      ] as const
    ).map((key) => [key, test[key]])

  it('keeps the estimate inside its interval and never says NaN', () => {
    fc.assert(
      fc.property(anyReading, anyControls, (reading, controls) => {
        const test = computeStressTest(reading, controls)
        if (test.status !== 'ok') return
        for (const [key, { value, low, high }] of [...ends(test), ...test.path.map((week): [string, Ends] => ['path', week])]) {
          for (const one of [value, low, high]) expect(one, key).not.toBeNaN()
          if (value !== null && low !== null) expect(low, key).toBeLessThanOrEqual(value)
          if (value !== null && high !== null) expect(high, key).toBeGreaterThanOrEqual(value)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('never says no of a lower bound, and agrees with the headroom of the readings at twice', () => {
    fc.assert(
      fc.property(anyReading, (reading) => {
        const test = computeStressTest(reading, CONTROLS)
        if (test.status !== 'ok') return
        if (test.isLowerBound) expect(test.answer).not.toBe('no')
        const { value, low, high } = reading.capacityPerWeek
        const { mean, low: demandLow, high: demandHigh } = reading.demandPerWeek
        const { status, testedUpTo } = reading.loadResponse
        const holdsTwice = status === 'holds' && testedUpTo !== null && testedUpTo >= 2
        const block = {
          kind: test.isLowerBound ? ('lower_bound' as const) : ('observed' as const),
          capacity: value,
          capacityLow: low,
          capacityHigh: high,
          demand: mean ?? 0,
          demandLow,
          demandHigh,
        }
        const headroom = computeHeadroom(block, { holdsTwice })
        expect(headroom?.twice).toBe(test.answer)
        expect(headroom?.value).toBeCloseTo(test.breaksAt.value ?? NaN, 9)
      }),
      { numRuns: 300 },
    )
  })

  it('answers less with more arrivals: a yes stays one below, the backlog grows', () => {
    fc.assert(
      fc.property(anyReading, anyControls, (reading, controls) => {
        const test = computeStressTest(reading, controls)
        const less = computeStressTest(reading, { ...controls, multiple: controls.multiple * 0.8 })
        if (test.status !== 'ok' || less.status !== 'ok') return
        if (test.answer === 'yes') expect(less.answer).toBe('yes')
        if (less.answer === 'no') expect(test.answer).toBe('no')
        expect(less.backlogAfterMonth.value ?? 0).toBeLessThanOrEqual((test.backlogAfterMonth.value ?? 0) + 1e-9)
        expect(less.overflowWeeks.value ?? Infinity).toBeGreaterThanOrEqual(test.overflowWeeks.value ?? Infinity)
      }),
      { numRuns: 300 },
    )
  })
})
