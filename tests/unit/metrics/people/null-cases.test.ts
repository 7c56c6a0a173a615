import { describe, expect, it } from 'vitest'
import { computeAgreement } from '@/lib/metrics/statistics/agreement'
import { computeEvidenceBalance } from '@/lib/metrics/people/evidence-balance'
import { computeBusFactor, computeFilesAtRisk } from '@/lib/metrics/people/knowledge'
import { computePairing } from '@/lib/metrics/people/pairing'
import { computeRevertRate, computeRework } from '@/lib/metrics/controls/stability'

describe('null cases', () => {
  const asOf = new Date('2026-11-21T00:00:00Z')

  it('gives no figure without a denominator', () => {
    expect(computeAgreement({ bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 0 })).toEqual({ agreement: null, kappa: null, ac1: null })
    expect(computeAgreement({ bothYes: 5, onlyFirst: 0, onlySecond: 0, bothNo: 0 })).toEqual({ agreement: 1, kappa: null, ac1: 1 })
    expect(computePairing([], ['ana'])).toEqual({ pairCoverage: null, reciprocity: null, topPairShare: null })
    expect(computeFilesAtRisk(new Map(), new Set())).toEqual({ count: 0, files: [], share: null })
    expect(computeBusFactor(new Map())).toEqual({ busFactor: 0, removed: [] })
    expect(computeRevertRate([], asOf).rate).toBeNull()
    expect(computeEvidenceBalance({ evaluation: 0, authorship: 0, counterparts: 5 }).balance).toBeNull()
  })

  it('gives no rework where one line history is missing', () => {
    const mergedAt = new Date('2026-10-01T00:00:00Z')
    const known = { mergedAt, linesAdded: 100, linesRewritten: 10 }
    expect(computeRework([known], asOf).rate).toBe(0.1)
    expect(computeRework([known, { ...known, linesRewritten: null }], asOf)).toEqual({ matured: 2, rate: null })
  })
})
