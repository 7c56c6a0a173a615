import { DAY, HOUR } from '@/lib/dates'
import { describe, expect, it } from 'vitest'
import { PEOPLE, asOf, before, makeControls, readDetails } from '../../../support/make-details'

describe('tiers', () => {
  it('add up, leave the unassessable out of the share, and say of how many a bypass can be told', () => {
    const mergedAt = Array.from({ length: 10 }, (_, index) => before((index + 1) * 24))
    const { T3 } = readDetails((rollUp) => {
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
    const { T2 } = readDetails((rollUp) => {
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
    const { byTier } = readDetails((rollUp) => {
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
    const { unclassified, unclassifiedMerges } = readDetails((rollUp) => {
      rollUp.unclassified = { merges: 5, directories: { tools: 1, 'services/billing': 4, attic: 1 } }
    }).tiers
    expect(unclassified.map(({ directory }) => directory)).toEqual(['services/billing', 'attic', 'tools'])
    expect(unclassifiedMerges).toBe(5)
  })

  it('count dependency manifests apart', () => {
    const { manifests } = readDetails(
      (rollUp) => void (rollUp.manifests = { reviewed: 3, notReviewed: 2, notAssessable: 1, byBots: 4 }),
    ).tiers
    expect(manifests).toEqual({ merged: 6, reviewed: 3, notReviewed: 2, notAssessable: 1, byBots: 4 })
  })
})
