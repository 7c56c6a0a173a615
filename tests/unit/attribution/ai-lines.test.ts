import { describe, expect, it } from 'vitest'
import type { AiEvidence } from '@/lib/attribution/ai-evidence'
import { computeAiLines } from '@/lib/attribution/ai-lines'

function makeEvidence(tiers: Record<string, AiEvidence['tier']>, tier: AiEvidence['tier']): AiEvidence {
  const perCommit = Object.entries(tiers).map(([oid, given]) => ({ oid, tier: given }))
  return { tier, evidence: [], perCommit, isAgentWritten: false }
}

const files = [
  { path: 'src/a.ts', additions: 80 },
  { path: '.config/b.ts', additions: 20 },
  { path: 'package-lock.json', additions: 5000 },
  { path: 'web/dist/app.js', additions: 700 },
]

describe('AI lines', () => {
  it("splits eligible lines by the commits' additions and leaves merges out", () => {
    const evidence = makeEvidence({ a: 'L3', b: 'L2', c: 'L0', m: 'L0' }, 'L3')
    const commits = [
      { oid: 'a', message: 'x', additions: 50 },
      { oid: 'b', message: 'x', additions: 30 },
      { oid: 'c', message: 'x', additions: 20 },
      { oid: 'm', message: "Merge branch 'main' into x", additions: 9000 },
    ]
    expect(computeAiLines(evidence, commits, files)).toEqual({
      lines: 100,
      line: 0,
      authored: 50,
      coAuthored: 30,
      human: 0,
      touched: true,
    })
  })

  it.each([
    [
      [
        { oid: 'a', message: 'x', additions: null },
        { oid: 'b', message: 'x', additions: 10 },
      ],
    ],
    [
      [
        { oid: 'a', message: 'x', additions: 0 },
        { oid: 'b', message: 'x', additions: 0 },
      ],
    ],
  ])('counts commits alike where additions say nothing', (commits) => {
    const lines = computeAiLines(makeEvidence({ a: 'human', b: 'L1' }, 'human'), commits, files)
    expect([lines.human, lines.coAuthored, lines.touched]).toEqual([50, 0, false])
  })

  it('takes the tier of the pull request where no commit is known', () => {
    expect(computeAiLines(makeEvidence({}, 'L2'), [], files).coAuthored).toBe(100)
  })
})
