import { HOUR } from '@/lib/dates'
import { describe, expect, it } from 'vitest'
import { makeTrailing } from '../../../support/make-blocks'
import { before, readDetails } from '../../../support/make-details'

describe('capacity', () => {
  it('dates its weeks back from their end, and marks those that never ran out of work', () => {
    const { weeks } = readDetails(() => {}, {
      weeks: [makeTrailing({ demanded: 3 }), makeTrailing({ demanded: 5, completed: 4, freshWaiting: [1, 1, 2, 1, 1, 1] })],
      weeksEnd: new Date('2026-11-16'),
    }).capacity
    expect(weeks).toEqual([
      { weekOn: '2026-11-02', opened: 3, completed: 0, isSaturated: false },
      { weekOn: '2026-11-09', opened: 5, completed: 4, isSaturated: true },
    ])
  })

  it('shows how reviews spread, zeros of those who could have included, and says nobody’s name', () => {
    const { reviewShares } = readDetails(() => {}, {
      weeks: [
        { ...makeTrailing({}), reviews: { ana: 6, bo: 1 } },
        { ...makeTrailing({}), reviews: { guest: 3 } },
      ],
      eligibleReviewerIds: ['ana', 'bo', 'cy'],
    }).capacity
    expect(reviewShares).toEqual([0.6, 0.3, 0.1, 0])
  })

  it('draws what waits, shortest first, but not the cycles of a tier of few people', () => {
    const queue = [
      { since: before(300), tier: 'T3' as const },
      { since: before(50), tier: 'T0' as const },
      { since: before(5), tier: 'T2' as const },
    ]
    const { waits, ages } = readDetails((rollUp) => void (rollUp.contributors.T0 = ['ana', 'bo']), { queue }).capacity.queue
    // T0 has two people; with it goes the next smallest (T1, which has nothing in the queue, so T2 as well).
    expect(waits).toEqual([{ hours: 300, tier: 'T3' }])
    expect(ages.counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  })

  it('draws no more than the 200 longest waits', () => {
    const queue = Array.from({ length: 250 }, (_, index) => ({ since: before(250 - index), tier: 'T2' as const }))
    const { waits } = readDetails(() => {}, { queue }).capacity.queue
    expect([waits.length, waits[0]?.hours, waits.at(-1)?.hours]).toEqual([200, 51, 250])
  })

  it('checks the data by Little’s law over the trailing weeks', () => {
    // Ten a week that wait 84 hours each: five wait at any time.
    const steady = makeTrailing({ demanded: 10, ended: 10, endedWait: 840 * HOUR, presence: 840 * HOUR })
    expect(readDetails(() => {}, { weeks: [steady, steady, steady, steady] }).capacity.littlesLaw).toEqual({
      waiting: 5,
      expected: 5,
      ratio: 1,
      isWarning: false,
    })
    // Twice as many wait as the answered ones explain: something was abandoned.
    const abandoned = makeTrailing({ ...steady.throughput, presence: 1680 * HOUR })
    expect(readDetails(() => {}, { weeks: [abandoned, abandoned, abandoned, abandoned] }).capacity.littlesLaw).toMatchObject({
      ratio: 2,
      isWarning: true,
    })
    expect(readDetails(() => {}, { weeks: [steady, steady, steady] }).capacity.littlesLaw).toBeNull()
    const idle = makeTrailing({ demanded: 1, presence: 168 * HOUR })
    expect(readDetails(() => {}, { weeks: [idle, idle, idle, idle] }).capacity.littlesLaw).toBeNull()
  })
})
