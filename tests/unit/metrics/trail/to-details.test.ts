import { describe, expect, it } from 'vitest'
import { type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import { PEOPLE, readDetails } from '../../../support/make-details'

describe('the trail', () => {
  const counts = { eligible: 10, covered: 5, humanEvidenced: 4, elements: { why: 8, risk: 2 }, whyProse: 3 }

  it('counts elements by tier, and T2 and T3 together', () => {
    const { byTier, risky } = readDetails((rollUp) => void (rollUp.trail = { T1: counts, T2: counts, T3: counts })).trail
    expect(byTier.T2).toEqual({
      eligible: 10,
      covered: 5,
      whyCued: 5,
      elements: { why: 8, link: 0, alternatives: 0, risk: 2, verification: 0, dialogue: 0 },
    })
    expect(risky).toMatchObject({ eligible: 20, covered: 10, share: { value: 0.5 } })
  })

  it('gives no sum that would tell the one tier that is withheld', () => {
    const few = (rollUp: SpanRollUp) => {
      rollUp.contributors = { T0: ['ana'], T1: PEOPLE, T2: PEOPLE, T3: ['ana', 'bo'] }
      rollUp.trail = { T2: counts, T3: counts }
    }
    const { byTier, risky } = readDetails(few).trail
    expect(byTier.T3).toEqual({ eligible: null, covered: null, elements: null, whyCued: null })
    // T0 goes with it in the scope, and has no row here: the total would tell T3.
    expect(byTier.T2?.eligible).toBeNull()
    const withT1 = readDetails((rollUp) => {
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
