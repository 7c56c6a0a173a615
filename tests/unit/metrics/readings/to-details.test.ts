import { DAY, HOUR } from '@/lib/dates'
import { describe, expect, it } from 'vitest'
import { tierControlSums, type TierControlSums } from '@/lib/metrics/controls/sums'
import { toDistribution } from '@/lib/metrics/document/distribution'
import { emptySpanRollUp, type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { toDetails, type DetailsInput } from '@/lib/metrics/readings/to-details'
import { toReadings } from '@/lib/metrics/readings/to-blocks'
import { emptyThroughput, type WeekThroughput } from '@/lib/metrics/capacity/throughput'

const asOf = new Date('2026-11-16T00:00:00Z')
const before = (hours: number) => asOf.getTime() - hours * HOUR
const PEOPLE = ['ana', 'bo', 'cy', 'dee', 'eli', 'fay']

function read(change: (rollUp: SpanRollUp) => void = () => {}, given: Partial<DetailsInput> = {}): ScopeDetails {
  const details = toDetails(makeInput(change, given))
  if (!details) throw new Error('withheld')
  return details
}

function makeInput(change: (rollUp: SpanRollUp) => void, given: Partial<DetailsInput> = {}): DetailsInput {
  const rollUp = emptySpanRollUp()
  rollUp.contributors = { T1: PEOPLE, T2: PEOPLE, T3: PEOPLE }
  change(rollUp)
  return { asOf, rollUp, earlierDefects: [], weeks: [], weeksEnd: asOf, queue: [], eligibleReviewerIds: [], isWithheld: false, ...given }
}

function makeWeek(change: Partial<WeekThroughput>): WeekThroughput {
  return { ...emptyThroughput(), ...change }
}

function makeControls(change: Partial<TierControlSums>): TierControlSums {
  return { ...tierControlSums([]), ...change }
}

describe('a scope', () => {
  it('that is withheld has no details at all', () => {
    expect(toDetails(makeInput(() => {}, { isWithheld: true }))).toBeNull()
  })

  it('without anything has empty distributions and no estimate', () => {
    const details = read()
    expect(details.capacity).toMatchObject({ weeks: [], reviewShares: [], littlesLaw: null, fastApprovals: { approvals: 0, flagged: 0 } })
    expect(details.confidence).toMatchObject({ curve: [], idleN: 0 })
    expect(details.defects.sensitivity90).toEqual({
      matured: 0,
      escapedStrict: 0,
      escapedBroad: 0,
      escapesPer100: { value: null, low: null, high: null },
    })
    expect(details.ai.independentEvaluation.share.value).toBeNull()
    expect(details.trail.risky).toEqual({ eligible: 0, covered: 0, share: { value: null, low: null, high: null } })
    expect(details.tiers).toMatchObject({ byTier: {}, unclassified: [], unclassifiedMerges: 0 })
  })
})

describe('a distribution', () => {
  it('holds each bound in the step it opens, and everything beyond the last in it', () => {
    expect(toDistribution([0, 3.9, 4, 7, 8, 1000], [0, 4, 8])).toEqual({ bounds: [0, 4, 8], counts: [2, 2, 2] })
  })
})

describe('capacity', () => {
  it('dates its weeks back from their end, and marks those that never ran out of work', () => {
    const { weeks } = read(() => {}, {
      weeks: [makeWeek({ opened: 3 }), makeWeek({ opened: 5, completed: 4, waiting: [1, 1, 2, 1, 1, 1] })],
      weeksEnd: new Date('2026-11-16'),
    }).capacity
    expect(weeks).toEqual([
      { weekOn: '2026-11-02', opened: 3, completed: 0, isSaturated: false },
      { weekOn: '2026-11-09', opened: 5, completed: 4, isSaturated: true },
    ])
  })

  it('shows how reviews spread, zeros of those who could have included, and says nobody’s name', () => {
    const { reviewShares } = read((rollUp) => void (rollUp.reviews = { ana: 6, guest: 3, bo: 1 }), {
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
    const { waits, ages } = read((rollUp) => void (rollUp.contributors.T0 = ['ana', 'bo']), { queue }).capacity.queue
    // T0 has two people; with it goes the next smallest (T1, which has nothing in the queue, so T2 as well).
    expect(waits).toEqual([{ hours: 300, tier: 'T3' }])
    expect(ages.counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  })

  it('draws no more than the 200 longest waits', () => {
    const queue = Array.from({ length: 250 }, (_, index) => ({ since: before(250 - index), tier: 'T2' as const }))
    const { waits } = read(() => {}, { queue }).capacity.queue
    expect([waits.length, waits[0]?.hours, waits.at(-1)?.hours]).toEqual([200, 51, 250])
  })

  it('checks the data by Little’s law over the trailing weeks', () => {
    // Ten a week that wait 84 hours each: five wait at any time.
    const steady = makeWeek({ opened: 10, ended: 10, endedWait: 840 * HOUR, presence: 840 * HOUR })
    expect(read(() => {}, { weeks: [steady, steady, steady, steady] }).capacity.littlesLaw).toEqual({
      waiting: 5,
      expected: 5,
      ratio: 1,
      isWarning: false,
    })
    // Twice as many wait as the answered ones explain: something was abandoned.
    const abandoned = { ...steady, presence: 1680 * HOUR }
    expect(read(() => {}, { weeks: [abandoned, abandoned, abandoned, abandoned] }).capacity.littlesLaw).toMatchObject({
      ratio: 2,
      isWarning: true,
    })
    expect(read(() => {}, { weeks: [steady, steady, steady] }).capacity.littlesLaw).toBeNull()
    const idle = makeWeek({ opened: 1, presence: 168 * HOUR })
    expect(read(() => {}, { weeks: [idle, idle, idle, idle] }).capacity.littlesLaw).toBeNull()
  })
})

describe('the curve of confidence', () => {
  it('is the one that the document’s median and p75 are read from', () => {
    const change = ({ confidence }: SpanRollUp) => {
      confidence.confidentHours = [2, 5, 8, 20, 26, 30, 50, 75]
      confidence.withoutConfidenceSince = [330, 320, 310, 300].map(before)
      confidence.openSince = [90, 12].map(before)
    }
    const { curve } = read(change).confidence
    const { timeToConfidentMerge } = toReadings(makeInput(change), {
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
    const { curve } = read(({ confidence }) => void (confidence.confidentHours = hours)).confidence
    expect(curve.length).toBeLessThanOrEqual(200)
    expect(curve.map(({ hours: at }) => at)).toEqual(expect.arrayContaining([0, 1, 500, 750, 1000]))
    expect(curve.at(-1)).toMatchObject({ survival: 0, low: null, high: null })
  })
})

describe('defects', () => {
  const change = (rollUp: SpanRollUp) =>
    rollUp.defects.push(
      [before(100 * 24), 1, 1, 0, [[before(50 * 24), 1, 1, 50]], 'T2'],
      [before(95 * 24), 1, 1, 0, [[before(94 * 24), 1, 1, 1]], 'T3'],
      [before(60 * 24), 1, 1, 0, [], 'T3'],
      [before(10 * 24), 1, 1, 0, [], 'T3'],
    )

  it('count escapes of 90 days over merges of 13 weeks earlier, and not over those of the range', () => {
    const earlier = emptySpanRollUp()
    change(earlier)
    expect(read(change).defects.sensitivity90.matured).toBe(0)
    expect(read(() => {}, { earlierDefects: earlier.defects }).defects.sensitivity90).toMatchObject({
      matured: 2,
      escapedStrict: 2,
      escapedBroad: 2,
      escapesPer100: { value: 100 },
    })
  })

  it('by tier keep to 30 days', () => {
    expect(read(change).defects.byTier).toEqual({ T2: { matured: 1, withEscape: 0 }, T3: { matured: 2, withEscape: 1 } })
  })
})

describe('the trail', () => {
  const counts = { eligible: 10, covered: 5, humanEvidenced: 4, elements: { why: 8, risk: 2 } }

  it('counts elements by tier, and T2 and T3 together', () => {
    const { byTier, risky } = read((rollUp) => void (rollUp.trail = { T1: counts, T2: counts, T3: counts })).trail
    expect(byTier.T2).toEqual({
      eligible: 10,
      covered: 5,
      elements: { why: 8, link: 0, alternatives: 0, risk: 2, verification: 0, dialogue: 0 },
    })
    expect(risky).toMatchObject({ eligible: 20, covered: 10, share: { value: 0.5 } })
  })

  it('gives no sum that would tell the one tier that is withheld', () => {
    const few = (rollUp: SpanRollUp) => {
      rollUp.contributors = { T0: ['ana'], T1: PEOPLE, T2: PEOPLE, T3: ['ana', 'bo'] }
      rollUp.trail = { T2: counts, T3: counts }
    }
    const { byTier, risky } = read(few).trail
    expect(byTier.T3).toEqual({ eligible: null, covered: null, elements: null })
    // T0 goes with it in the scope, and has no row here: the total would tell T3.
    expect(byTier.T2?.eligible).toBeNull()
    const withT1 = read((rollUp) => {
      few(rollUp)
      rollUp.contributors.T1 = ['ana', 'bo', 'cy']
      rollUp.trail.T1 = counts
    }).trail
    expect(withT1.byTier).toMatchObject({ T1: { eligible: null }, T2: { eligible: 10 }, T3: { eligible: null } })
    expect(withT1.risky).toEqual({ eligible: null, covered: null, share: { value: null, low: null, high: null } })
    // Both of them together are what the total is.
    expect(risky.eligible).toBe(20)
  })
})

describe('AI', () => {
  it('adds lines of the evidence up to all lines, and closed loops to agent-written merges', () => {
    const { byEvidence, independentEvaluation } = read(({ ai }) => {
      Object.assign(ai, { lines: 1000, line: 0, authored: 400, coAuthored: 100, human: 50, agentWritten: 20, closedLoops: 5 })
      ai.byEvidence = { L3: 20, L2: 4, L1: 2, L0: 30, human: 1 }
    }).ai
    expect(byEvidence.reduce((sum, { lines }) => sum + lines, 0)).toBe(1000)
    expect(byEvidence.find(({ tier }) => tier === 'L0')).toEqual({ tier: 'L0', pullRequests: 30, lines: 450 })
    expect(byEvidence.find(({ tier }) => tier === 'L1')).toEqual({ tier: 'L1', pullRequests: 2, lines: 0 })
    expect(independentEvaluation).toMatchObject({ agentWritten: 20, closedLoops: 5, share: { value: 0.75 } })
  })
})

describe('tiers', () => {
  it('add up, leave the unassessable out of the share, and say of how many a bypass can be told', () => {
    const mergedAt = Array.from({ length: 10 }, (_, index) => before((index + 1) * 24))
    const { T3 } = read((rollUp) => {
      rollUp.controls.T3 = makeControls({
        compliant: 6,
        notCompliant: 2,
        notAssessable: 2,
        missing: { maintainer: 2 },
        bypassed: 1,
        ruleKnown: 7,
        mergedAt,
      })
    }).tiers.byTier
    expect(T3).toMatchObject({
      merged: 10,
      compliant: 6,
      notCompliant: 2,
      notAssessable: 2,
      share: { value: 0.75 },
      bypassed: 1,
      ruleKnown: 7,
    })
  })

  it('count reverts within 30 days of merges that are as old, as of now', () => {
    const old = asOf.getTime() - 40 * DAY
    const { T2 } = read((rollUp) => {
      rollUp.controls.T2 = makeControls({
        mergedAt: [old, old + HOUR, old + 2 * HOUR, asOf.getTime() - 5 * DAY],
        reverted: [
          [old, old + 10 * HOUR],
          [old + HOUR, old + 35 * DAY],
          [asOf.getTime() - 5 * DAY, asOf.getTime() - 4 * DAY],
        ],
      })
    }).tiers.byTier
    expect(T2?.reverts).toMatchObject({ matured: 3, reverted: 1, rate: { value: 1 / 3 }, medianHours: 10 })
  })

  it('give a tier of few people away by no count', () => {
    const { byTier } = read((rollUp) => {
      rollUp.contributors = { T1: PEOPLE, T2: [...PEOPLE, 'gil'], T3: ['ana', 'bo'] }
      rollUp.controls = { T1: makeControls({ compliant: 3 }), T2: makeControls({ compliant: 3 }), T3: makeControls({ compliant: 1 }) }
    }).tiers
    expect(byTier.T3).toEqual({
      merged: null,
      compliant: null,
      notCompliant: null,
      notAssessable: null,
      share: { value: null, low: null, high: null },
      missing: null,
      bypassed: null,
      ruleKnown: null,
      reverts: { matured: null, reverted: null, rate: { value: null, low: null, high: null }, medianHours: null },
    })
    expect(byTier.T1?.compliant).toBeNull()
    expect(byTier.T2?.compliant).toBe(3)
  })

  it('list unclassified directories by how many merges touch them', () => {
    const { unclassified, unclassifiedMerges } = read((rollUp) => {
      rollUp.unclassified = { merges: 5, directories: { tools: 1, 'services/billing': 4, attic: 1 } }
    }).tiers
    expect(unclassified.map(({ directory }) => directory)).toEqual(['services/billing', 'attic', 'tools'])
    expect(unclassifiedMerges).toBe(5)
  })

  it('count dependency manifests apart', () => {
    const { manifests } = read((rollUp) => void (rollUp.manifests = { reviewed: 3, notReviewed: 2, notAssessable: 1, byBots: 4 })).tiers
    expect(manifests).toEqual({ merged: 6, reviewed: 3, notReviewed: 2, notAssessable: 1, byBots: 4 })
  })
})
