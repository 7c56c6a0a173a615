import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tierControlSums } from '@/lib/metrics/controls/sums'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import { emptySpanRollUp, type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import { toDetails } from '@/lib/metrics/readings/to-details'
import { toReadings } from '@/lib/metrics/readings/to-blocks'
import { TIERS, type Tier } from '@/lib/policy/tiers'

const people = (count: number) => Array.from({ length: count }, (_, index) => `p${index}`)
const of = (counts: Partial<Record<Tier, number>>): Pick<SpanRollUp, 'contributors'> => ({
  contributors: Object.fromEntries(Object.entries(counts).map(([tier, count]) => [tier, people(count)])),
})

test('where the second withheld tier has no row, the smallest that has one goes', () => {
  const scope = of({ T0: 6, T1: 20, T2: 9, T3: 3 })
  expect(listHiddenTiers(scope, () => true)).toEqual(new Set(['T0', 'T3']))
  expect(listHiddenTiers(scope, (tier) => tier !== 'T0')).toEqual(new Set(['T0', 'T2', 'T3']))
  expect(listHiddenTiers(scope, (tier) => tier === 'T3')).toEqual(new Set(['T0', 'T3']))
})

test('a tier with rows whose people are not of these weeks is small too', () => {
  expect(listHiddenTiers(of({ T1: 9, T2: 12 }), (tier) => tier !== 'T0')).toEqual(new Set(['T0', 'T1', 'T3']))
})

const asOf = new Date('2026-11-16T00:00:00Z')
const long = new Date('2026-08-03T00:00:00Z').getTime()
const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 }))
const tierRows = fc.record({
  people: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 12 })),
  reviewed: count,
  eligible: count,
  merged: count,
  matured: count,
  waiting: count,
})

function toRollUp(
  rows: Record<Tier, { people: number | null; reviewed: number; eligible: number; merged: number; matured: number; waiting: number }>,
): SpanRollUp {
  const rollUp = emptySpanRollUp()
  for (const tier of TIERS) {
    const row = rows[tier]
    if (row.people !== null) rollUp.contributors[tier] = people(row.people)
    rollUp.cycles.reviewedWeekdayHours[tier] = Array.from({ length: row.reviewed }, () => 2)
    rollUp.trail[tier] = { eligible: row.eligible, covered: row.eligible, humanEvidenced: 0, elements: {}, whyProse: 0 }
    rollUp.controls[tier] = { ...tierControlSums([]), mergedAt: Array.from({ length: row.merged }, () => long) }
    for (let index = 0; index < row.matured; index++) rollUp.defects.push([long, 0, 0, 0, [], tier])
  }
  return rollUp
}

test('in no block does one withheld tier follow from the total and the shown ones', () => {
  fc.assert(
    fc.property(fc.record({ T0: tierRows, T1: tierRows, T2: tierRows, T3: tierRows }), (rows) => {
      const rollUp = toRollUp(rows)
      const queue = TIERS.flatMap((tier) => Array.from({ length: rows[tier].waiting }, () => ({ since: long, tier })))
      const input = {
        asOf,
        rollUp,
        weeks: [],
        from: asOf,
        weeksEnd: asOf,
        earlierDefects: [],
        queue,
        eligibleReviewerIds: [],
        isWithheld: false,
      }
      const settings = { slo: { target: 0.9, limitWeekdayHours: 24, limitByTier: {} }, weekdayHours: () => 1 }
      const readings = toReadings(input, settings)
      const details = toDetails(input)
      if (!details) throw new Error('withheld')
      const waits = details.capacity.queue.waits ?? []
      const marks = (tier: Tier) => waits.filter((wait) => wait.tier === tier).length
      const blocks: [key: Exclude<keyof (typeof rows)['T0'], 'people'>, shown: (tier: Tier) => number | null | undefined][] = [
        ['reviewed', (tier) => readings.reviewCapacity.slo.byTier[tier]?.n],
        ['eligible', (tier) => readings.reasoningTrail.byTier[tier]?.eligible],
        ['eligible', (tier) => details.trail.byTier[tier]?.eligible],
        ['merged', (tier) => details.tiers.byTier[tier]?.merged],
        ['matured', (tier) => details.defects.byTier[tier]?.matured],
        ['waiting', (tier) => (marks(tier) === 0 ? null : marks(tier))],
      ]
      for (const [key, shown] of blocks) {
        const present = TIERS.filter((tier) => rows[tier][key] > 0)
        const hidden = present.filter((tier) => typeof shown(tier) !== 'number')
        for (const tier of present) if ((rows[tier].people ?? 0) < 5) expect(hidden).toContain(tier)
        if (present.length > 1) expect(hidden).not.toHaveLength(1)
        if (key !== 'eligible' || details.trail.risky.eligible === null) continue
        const risky = hidden.filter((tier) => tier >= 'T2').length
        expect(risky).not.toBe(1)
        if (risky > 0) expect(hidden.length - risky).not.toBe(1)
      }
    }),
  )
})
