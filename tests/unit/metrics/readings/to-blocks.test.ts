import { DAY, HOUR } from '@/lib/dates'
import { expect, test } from 'vitest'
import { emptySpanRollUp, type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import type { WeekThroughput } from '@/lib/metrics/capacity/throughput'
import { toReadings, type ReadingsInput } from '@/lib/metrics/readings/to-blocks'
import type { ReadingsSettings } from '@/lib/metrics/organization/context'

const asOf = new Date('2026-11-16T00:00:00Z')
const settings: ReadingsSettings = {
  slo: { target: 0.9, limitWeekdayHours: 24, limitByTier: { T3: 8 } },
  weekdayHours: (from, to) => (to.getTime() - from.getTime()) / HOUR,
}
const busy: WeekThroughput = { opened: 20, completed: 30, waiting: [1, 1, 1, 1, 1, 1], ended: 30, endedWait: 0, presence: 0 }

function read(change: (rollUp: SpanRollUp) => void, given: Partial<ReadingsInput> = {}) {
  const rollUp = emptySpanRollUp()
  rollUp.contributors = { T1: ['ana', 'bo', 'cy', 'dee', 'eli', 'fay'] }
  change(rollUp)
  return toReadings(
    { asOf, rollUp, weeks: Array.from({ length: 26 }, () => busy), queue: [], eligibleReviewerIds: [], isWithheld: false, ...given },
    settings,
  )
}

const hoursBefore = (hours: number) => asOf.getTime() - hours * HOUR

test('the parts of time to confident merge add up, and a merge without confidence is censored at its age', () => {
  const { timeToConfidentMerge: reading } = read(({ confidence }) => {
    confidence.confidentHours = [2, 5, 8, 20, 26, 30, 50, 75]
    confidence.withoutConfidenceSince = [330, 320, 310, 300].map(hoursBefore)
    confidence.openSince = [90, 12].map(hoursBefore)
    confidence.indeterminate = 3
    confidence.reasons = { stale_approval: 1, no_qualified_approval: 3 }
  })
  const parts = [reading.confident, reading.withoutConfidence, reading.indeterminate, reading.open]
  expect(parts.reduce<number>((sum, part) => sum + (part ?? NaN), 0)).toBe(reading.n)
  // Worked example TC-20: 50 h, not the 26 h that censoring at the merge would give.
  expect(reading).toMatchObject({ p50Hours: 50, p50Low: 8, p50High: null, p50Status: 'ok', p75Hours: null, p75Status: 'not_reached' })
  expect(Object.keys(reading.reasons ?? {})).toEqual(['no_qualified_approval', 'stale_approval'])
})

test('too few to say is said, not guessed', () => {
  const { timeToConfidentMerge, reasoningTrail, defectCatchRate, aiShare, reviewCapacity } = read(
    ({ confidence }) => {
      confidence.confidentHours = [2, 5, 8]
    },
    { weeks: [busy, busy, busy] },
  )
  expect(timeToConfidentMerge).toMatchObject({ status: 'insufficient', n: 3, p50Hours: null, p50Low: null })
  expect(reasoningTrail).toMatchObject({ status: 'insufficient', eligible: 0, share: null, whyOnlyShare: null })
  expect(defectCatchRate).toMatchObject({ status: 'insufficient', matured: 0, rate: null })
  expect(defectCatchRate.escapesPer100.value).toBeNull()
  expect(aiShare).toMatchObject({ status: 'insufficient', display: 'no_lines', lower: null })
  expect(reviewCapacity).toMatchObject({ status: 'insufficient', twice: 'not_shown', effectiveReviewers: null })
  expect(reviewCapacity.demandPerWeek.mean).toBeNull()
  expect(reviewCapacity.slo).toMatchObject({ n: 0, attainment: null, budgetUsed: null })
})

test('a catch rate is shown from ten defects on, of merges at least 30 days old', () => {
  const old = hoursBefore(31 * 24)
  const nine = read(({ defects }) => defects.push([old, 6, 6, 1, [[old + HOUR, 3, 3, 1]], 'T1'])).defectCatchRate
  expect(nine).toMatchObject({ status: 'insufficient', caughtStrict: 6, escapedStrict: 3, rate: null, low: null })
  const ten = read(({ defects }) =>
    defects.push([old, 7, 9, 1, [[old + HOUR, 3, 3, 1]], 'T1'], [hoursBefore(29 * 24), 50, 50, 0, [], 'T1']),
  ).defectCatchRate
  expect(ten).toMatchObject({ status: 'ok', matured: 1, rate: 0.7, caughtBroad: 9, caughtByAi: 1 })
  expect(ten.escapesPer100.value).toBe(100)
})

test('an escape later than 30 days after the merge, or after the instant, is no escape of this figure', () => {
  const old = hoursBefore(100 * 24)
  const { defectCatchRate } = read(({ defects }) =>
    defects.push([
      old,
      10,
      10,
      0,
      [
        [old + 45 * DAY, 1, 1, 45],
        [asOf.getTime() + HOUR, 1, 1, 20],
      ],
      'T1',
    ]),
  )
  expect(defectCatchRate).toMatchObject({ escapedStrict: 0, rate: 1 })
  expect(defectCatchRate.escapesPer100.value).toBe(0)
})

test('each tier has its own limit in the SLO', () => {
  const { slo } = read(({ cycles, contributors }) => {
    Object.assign(contributors, { T1: ['a', 'b', 'c', 'd', 'e'], T3: ['a', 'b', 'c', 'd', 'e'] })
    cycles.reviewedWeekdayHours = { T1: [1, 20, 30], T3: [1, 20] }
    cycles.mergedUnreviewed = { T1: 1 }
    cycles.open = [
      ['T1', hoursBefore(30), null],
      ['T1', hoursBefore(2), null],
    ]
  }).reviewCapacity
  expect(slo).toMatchObject({ n: 7, good: 3, missed: 4, undetermined: 1 })
  expect(slo.budgetUsed).toBeCloseTo(4 / 0.7)
  expect(slo.byTier.T1).toEqual({ limitWeekdayHours: 24, n: 5, missed: 3 })
  expect(slo.byTier.T3).toEqual({ limitWeekdayHours: 8, n: 2, missed: 1 })
})

test('a tier of few people is withheld, and with it the next smallest', () => {
  const { reasoningTrail } = read((rollUp) => {
    rollUp.contributors = { T0: ['ana', 'bo'], T1: ['ana', 'bo', 'cy', 'dee', 'eli'], T2: ['ana', 'bo', 'cy', 'dee', 'eli', 'fay'] }
    const counts = { eligible: 10, covered: 5, humanEvidenced: 4, elements: { why: 8 } }
    rollUp.trail = { T0: counts, T1: counts, T2: counts }
  })
  expect(reasoningTrail).toMatchObject({ eligible: 30, covered: 15, share: 0.5 })
  expect(reasoningTrail.byTier).toEqual({
    T0: { eligible: null, covered: null },
    T1: { eligible: null, covered: null },
    T2: { eligible: 10, covered: 5 },
  })
})

test('people without a review count in the load', () => {
  const { reviewCapacity } = read(
    (rollUp) => {
      rollUp.reviews = { ana: 27, bo: 2, guest: 1 }
    },
    { eligibleReviewerIds: ['ana', 'bo', 'cy', 'dee'] },
  )
  // Worked example RC-02: five eligible people, 1.2 effective reviewers.
  expect(reviewCapacity.effectiveReviewers).toBeCloseTo(1.226158, 6)
  expect(reviewCapacity.gini).toBeCloseTo(0.746667, 6)
})

test('a withheld row gives away no number but how many people it has', () => {
  const withheld = read(
    ({ confidence, cycles }) => {
      confidence.confidentHours = [1, 2, 3, 4, 5, 6, 7]
      cycles.firstReviewWeekdayHours = [1, 2, 3, 4, 5, 6, 7]
    },
    { isWithheld: true, queue: [{ since: hoursBefore(4), tier: 'T1' }] },
  )
  const numbers: string[] = []
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') numbers.push(path)
    else if (value && typeof value === 'object') for (const [key, part] of Object.entries(value)) walk(part, `${path}.${key}`)
  }
  walk(withheld, '')
  expect(numbers).toEqual(['.contributors', '.reviewCapacity.slo.limitWeekdayHours', '.reviewCapacity.slo.target'])
  expect(withheld.reviewCapacity.twice).toBe('not_shown')
})
