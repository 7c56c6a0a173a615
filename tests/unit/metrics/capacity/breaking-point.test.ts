import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addWeeks, DAY } from '@/lib/dates'
import { findBreakingPoint } from '@/lib/metrics/capacity/breaking-point'
import { toStrain } from '@/lib/metrics/capacity/strain'
import { rollUpThroughput } from '@/lib/metrics/capacity/throughput'
import { emptySpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { evaluation } from '../../../support/any-evaluation'
import { makeReadings } from '../../../support/fixtures-readings'
import { makeTrailing } from '../../../support/make-blocks'

const end = new Date('2026-11-16T00:00:00Z')
const from = addWeeks(end, -12)

/** 26 weeks with so many overdue at the end of each, and three skipped T2 reviews of ten a week. */
function strainOf(overdue: (week: number) => number, people = ['a', 'b', 'c', 'd', 'e']) {
  const weeks = Array.from({ length: 26 }, (_, week) => {
    const made = makeTrailing({ overdue: overdue(week) })
    made.cycles.reviewedWeekdayHours = { T1: [1], T2: [1, 2, 3, 4, 5, 6, 7] }
    made.cycles.mergedUnreviewed = { T2: 3 }
    return { ...made, reviews: { ana: 4, bo: 1 } }
  })
  const rollUp = emptySpanRollUp()
  rollUp.contributors = { T1: people, T2: people }
  return toStrain({ weeks, rollUp, from, weeksEnd: end })
}

describe('what strains a scope', () => {
  const usual = (week: number) => [2, 3, 2, 4][week % 4] ?? 0
  it('compares the overdue of now with the twelve weeks before the range, not with the range itself', () => {
    expect(strainOf((week) => (week === 25 ? 12 : usual(week))).overdue).toMatchObject({ now: 12, isAbove: true })
    expect(strainOf((week) => (week >= 14 ? 12 : usual(week))).overdue).toMatchObject({ now: 12, usual: 2.75, isAbove: true })
    expect(strainOf(usual).overdue).toMatchObject({ isAbove: false })
    expect(strainOf((week) => (week === 25 ? 0 : 8 + (week % 2))).overdue).toMatchObject({ now: 0, isAbove: false })
  })
  it('takes the unanswered share of T2 and T3 over thirteen weeks, and none where one of them is withheld', () => {
    expect(strainOf(usual).riskyUnanswered.value).toBeCloseTo(0.3)
    expect(strainOf(usual)).toMatchObject({ reviews: 130, reviewers: 2 })
    expect(strainOf(usual, ['a', 'b']).riskyUnanswered.value).toBeNull()
  })
})

test('overdue is what waited at Friday’s midnight and still at Saturday’s', () => {
  const monday = new Date('2026-11-09T00:00:00Z')
  const midnights = [0, 1, 2, 3, 4, 5].map((day) => new Date(monday.getTime() + day * DAY))
  const [made] = fc.sample(evaluation, { numRuns: 1, seed: 7 })
  if (!made) throw new Error('no sample')
  const cycle = (startedAt: string, endedAt: string | null): NarrowEvaluation => {
    const outcome = endedAt === null ? ('open' as const) : ('reviewed' as const)
    const end = endedAt === null ? null : Date.parse(endedAt)
    return {
      ...made,
      review: { ...made.review, cycles: [{ startedAt: Date.parse(startedAt), endedAt: end, outcome, weekdayHours: null }] },
    }
  }
  const rows = [
    cycle('2026-11-13T00:00:00Z', null),
    cycle('2026-11-12T09:00:00Z', '2026-11-14T00:00:01Z'),
    cycle('2026-11-12T09:00:00Z', '2026-11-14T00:00:00Z'),
    cycle('2026-11-13T00:00:01Z', null),
  ]
  expect(rollUpThroughput(rows, { from: monday, to: addWeeks(monday, 1) }, midnights).overdue).toBe(2)
})

describe('where it would break first', () => {
  const calm = strainOf(() => 1)
  const reading = (change: (block: ReviewCapacityReading) => void) =>
    makeReadings(({ reviewCapacity }) => {
      reviewCapacity.loadResponse.status = 'holds'
      reviewCapacity.capacityPerWeek.kind = 'lower_bound'
      reviewCapacity.unanswered = { value: 0.06, low: 0.04, high: 0.09 }
      reviewCapacity.slo.byTier = {}
      Object.assign(reviewCapacity, { effectiveReviewers: 8, topShare: 0.2 })
      change(reviewCapacity)
    }).reviewCapacity
  const none = { ...calm, riskyUnanswered: { value: 0.03, low: 0.01, high: 0.08 } }

  it('is not shown for a lower bound alone', () =>
    expect(
      findBreakingPoint(
        reading(() => {}),
        none,
      ),
    ).toBeNull())

  it('is a capacity only where it was seen and the high end lies below twice', () => {
    const seen = (high: number) =>
      reading((block) =>
        Object.assign(block, { capacityPerWeek: { ...block.capacityPerWeek, kind: 'observed' }, headroom: { value: 1.2, low: 1, high } }),
      )
    expect(findBreakingPoint(seen(1.9), none)).toEqual({ kind: 'capacity', strength: -1.2 })
    expect(findBreakingPoint(seen(2), none)).toBeNull()
  })

  it('is a queue where risky reviews are shown to be late, of a tier that is not withheld', () => {
    const late = (count: number | null) =>
      reading((block) => void (block.slo.byTier = { T2: { limitWeekdayHours: 24, n: 40, missed: 20, late: count, skipped: 0 } }))
    expect(findBreakingPoint(late(12), none)).toEqual({ kind: 'queue', strength: 0.3 })
    // Five of forty is no more than chance beside a tenth.
    expect(findBreakingPoint(late(5), none)).toBeNull()
    expect(findBreakingPoint(late(null), none)).toBeNull()
  })

  it('is a queue that is longer than it ever is, after every late share', () => {
    expect(
      findBreakingPoint(
        reading(() => {}),
        { ...none, overdue: { now: 9, usual: 2, isAbove: true } },
      ),
    ).toMatchObject({ kind: 'queue' })
  })

  it('is a concentration from thirty reviews on', () => {
    const few = reading((block) => Object.assign(block, { effectiveReviewers: 2.4, topShare: 0.43 }))
    expect(findBreakingPoint(few, { ...none, reviews: 30 })).toEqual({ kind: 'concentration', strength: 0.43 })
    expect(findBreakingPoint(few, { ...none, reviews: 29 })).toBeNull()
    expect(findBreakingPoint(few, null)).toBeNull()
  })

  it('is skipping by T2 and T3 where they are known, else by all', () => {
    expect(
      findBreakingPoint(
        reading(() => {}),
        calm,
      ),
    ).toMatchObject({ kind: 'skipping' })
    const all = reading((block) => void (block.unanswered = { value: 0.3, low: 0.24, high: 0.36 }))
    expect(findBreakingPoint(all, none)).toBeNull()
    expect(findBreakingPoint(all, null)).toEqual({ kind: 'skipping', strength: 0.3 })
  })

  it('is nothing of a withheld scope', () => {
    expect(
      findBreakingPoint(
        reading((block) => void (block.status = 'withheld')),
        calm,
      ),
    ).toBeNull()
  })
})
