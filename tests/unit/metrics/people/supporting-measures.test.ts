import { describe, expect, it } from 'vitest'
import { computeAgreement } from '@/lib/metrics/statistics/agreement'
import { computeAiShare } from '@/lib/metrics/ai/share'
import { computeClosedLoop, type AgentMerge } from '@/lib/metrics/ai/closed-loop'
import { computeEvidenceBalance } from '@/lib/metrics/people/evidence-balance'
import { computeBusFactor, computeFilesAtRisk } from '@/lib/metrics/people/knowledge'
import { computePairing, suggestReviewers } from '@/lib/metrics/people/pairing'
import { computeRevertRate, computeRework } from '@/lib/metrics/controls/stability'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { computeTierCompliance, type TierComplianceInput } from '@/lib/policy/tier-compliance'

describe('AI share', () => {
  const sums = { lines: 100, line: 0, authored: 0, coAuthored: 0, human: 0 }

  it.each([
    [{ human: 80 }, 'range'],
    [{ human: 79 }, 'at_least'],
    [{ coAuthored: 20 }, 'at_least'],
    [{ coAuthored: 19 }, 'insufficient_evidence'],
    // 0.1 + 0.2 of floating point must not fall below the limit.
    [{ authored: 0.1 * 100 + 0.2 * 100, human: 0.5 * 100 }, 'range'],
    [{ lines: 0 }, 'no_lines'],
  ])('%j is %s', (given, display) => {
    expect(computeAiShare({ ...sums, ...given }).display).toBe(display)
  })

  it('counts measured lines as written', () => {
    expect(computeAiShare({ ...sums, line: 10, authored: 20, coAuthored: 30, human: 25 })).toEqual({
      display: 'range',
      lower: 0.3,
      assistedAtLeast: 0.6,
      upper: 0.75,
      evidenceCoverage: 0.85,
    })
  })
})

describe('closed loop', () => {
  const merge: AgentMerge = { hasQualifiedReview: false, mergedById: 'ana', isMergedByBot: false, requesterId: 'ana' }

  it.each([
    [merge, 1],
    [{ ...merge, hasQualifiedReview: true }, 0],
    [{ ...merge, mergedById: 'bo' }, 0],
    [{ ...merge, mergedById: 'bot', isMergedByBot: true }, 1],
    [{ ...merge, mergedById: null, requesterId: null }, 0],
    [{ ...merge, requesterId: null }, 0],
  ])('%j counts %d', (given, closedLoops) => {
    expect(computeClosedLoop([given]).closedLoops).toBe(closedLoops)
  })

  it('is unknown without agent-written merges', () => {
    expect(computeClosedLoop([])).toEqual({ agentMerges: 0, closedLoops: 0, unknown: 0, independentEvaluation: null })
  })

  it('is no evaluation by anybody where nobody knows who asked or who merged', () => {
    const unknown: AgentMerge[] = [
      { ...merge, requesterId: null },
      { ...merge, mergedById: null },
    ]
    expect(computeClosedLoop(unknown)).toEqual({ agentMerges: 2, closedLoops: 0, unknown: 2, independentEvaluation: null })
    const reviewed = { ...merge, requesterId: null, hasQualifiedReview: true }
    const half = computeClosedLoop([...unknown, reviewed, reviewed])
    expect(half).toMatchObject({ closedLoops: 0, unknown: 2, independentEvaluation: { value: 1 } })
    // The low end takes the two for loops.
    expect(half.independentEvaluation?.low).toBeCloseTo(wilson(2, 4)?.low ?? NaN, 12)
    expect(half.independentEvaluation?.high).toBe(1)
  })
})

describe('tier compliance', () => {
  const full: TierComplianceInput = { tier: 'T3', approvals: 2, hasMaintainerApproval: true, hasRollbackNote: true, isConfident: true }

  it.each([
    [full, 'compliant', []],
    [{ ...full, hasMaintainerApproval: null }, 'not_assessable', []],
    [{ ...full, hasMaintainerApproval: null, approvals: 1 }, 'not_compliant', ['approvals']],
    [{ ...full, tier: 'T1', approvals: 1, hasMaintainerApproval: null, hasRollbackNote: false }, 'compliant', []],
    [
      { ...full, isConfident: false, approvals: 0, hasMaintainerApproval: false, hasRollbackNote: false },
      'not_compliant',
      ['confidence', 'approvals', 'maintainer', 'rollback_note'],
    ],
  ] as const)('%j is %s', (input, compliance, missing) => {
    expect(computeTierCompliance(input)).toEqual({ compliance, missing })
  })
})

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

describe('pairing and suggestions', () => {
  it('adds up repeated pairs and ignores reviews of oneself', () => {
    const edges = [
      { reviewer: 'ana', author: 'bo', reviews: 2 },
      { reviewer: 'ana', author: 'bo', reviews: 1 },
      { reviewer: 'bo', author: 'ana', reviews: 1 },
      { reviewer: 'cy', author: 'ana', reviews: 2 },
      { reviewer: 'ana', author: 'ana', reviews: 9 },
      { reviewer: 'cy', author: 'bo', reviews: 0 },
    ]
    expect(computePairing(edges, ['ana', 'bo', 'cy'])).toEqual({ pairCoverage: 0.5, reciprocity: 0.5, topPairShare: 0.5 })
  })

  it('asks nobody who has left, and counts what they know as unknown', () => {
    expect(
      suggestReviewers({
        author: 'ana',
        knowersByFile: new Map([['f', ['bo', 'cy', 'ana']]]),
        openReviews: new Map([
          ['ana', 0],
          ['bo', 0],
          ['cy', 0],
          ['dee', 3],
        ]),
        active: new Set(['ana', 'cy', 'dee']),
      }),
    ).toEqual({ mode: 'spread', atRiskFiles: ['f'], order: ['dee', 'cy'] })
  })
})
