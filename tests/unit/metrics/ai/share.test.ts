import { describe, expect, it } from 'vitest'
import { computeAiShare } from '@/lib/metrics/ai/share'

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
