import { describe, expect, it } from 'vitest'
import { computeClosedLoop, type AgentMerge } from '@/lib/metrics/ai/closed-loop'
import { wilson } from '@/lib/metrics/statistics/intervals'

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
