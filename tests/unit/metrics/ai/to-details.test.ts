import { describe, expect, it } from 'vitest'
import { readDetails } from '../../../support/make-details'

describe('AI', () => {
  it('adds lines of the evidence up to all lines, and closed loops to agent-written merges', () => {
    const { byEvidence, independentEvaluation } = readDetails(({ ai }) => {
      Object.assign(ai, { lines: 1000, line: 0, authored: 400, coAuthored: 100, human: 50, agentWritten: 20, closedLoops: 5 })
      ai.byEvidence = { L3: 20, L2: 4, L1: 2, L0: 30, human: 1 }
    }).ai
    expect(byEvidence.reduce((sum, { lines }) => sum + lines, 0)).toBe(1000)
    expect(byEvidence.find(({ tier }) => tier === 'L0')).toEqual({ tier: 'L0', pullRequests: 30, lines: 450 })
    expect(byEvidence.find(({ tier }) => tier === 'L1')).toEqual({ tier: 'L1', pullRequests: 2, lines: 0 })
    expect(independentEvaluation).toMatchObject({ agentWritten: 20, closedLoops: 5, share: { value: 0.75 } })
  })
})
