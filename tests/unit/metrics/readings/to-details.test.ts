import { describe, expect, it } from 'vitest'
import { toDetails } from '@/lib/metrics/readings/to-details'
import { makeDetailsInput, readDetails } from '../../../support/make-details'

describe('a scope', () => {
  it('that is withheld has no details at all', () => {
    expect(toDetails(makeDetailsInput(() => {}, { isWithheld: true }))).toBeNull()
  })

  it('without anything has empty distributions and no estimate', () => {
    const details = readDetails()
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
