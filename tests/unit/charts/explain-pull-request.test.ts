import { describe, expect, it } from 'vitest'
import { explainPullRequest } from '@/lib/charts/explain-pull-request'
import type { ExplainedPullRequest } from '@/lib/charts/explain-reasons'

function listed(change: Partial<ExplainedPullRequest> = {}): ExplainedPullRequest {
  const unmet = { met: false, text: null }
  return {
    number: 12,
    repository: 'northwind/api',
    url: 'https://github.com/northwind/api/pull/12',
    title: 'Retry the export',
    author: 'dev-one',
    tier: 'T2',
    readyAt: '2026-11-03T10:00:00Z',
    mergedAt: '2026-11-05T10:00:00Z',
    countedIn: ['timeToConfidentMerge', 'reasoningTrail'],
    excludedBecause: null,
    confidence: { status: 'merged_without_confidence', reasons: ['stale_approval', 'thread_open'], hours: null },
    reviewCycles: [{ outcome: 'reviewed' }, { outcome: 'reviewed' }, { outcome: 'merged_unreviewed' }],
    threads: [],
    escapes: [],
    trail: {
      elements: { why: { met: true, text: 'because it fails' }, link: unmet, alternatives: unmet, risk: unmet, verification: unmet, dialogue: unmet },
      covered: false,
    },
    ai: { tier: 'L0', evidence: [] },
    why: { confidence: ['1 approval, made before the last push'], checks: 'all reported', approvalsNeeded: 1, trailRequired: 'why ∧ verification', tierPath: 'services/**', classText: null, surfaces: [], controls: null, manifest: null },
    ...change,
  }
}
const explain = (change?: Partial<ExplainedPullRequest>) => new Map(explainPullRequest(listed(change), null).reasons.map((reason) => [reason.figure, reason]))

describe('explainPullRequest', () => {
  it('says of every figure whether it counts', () => {
    const reasons = explain()
    expect([...reasons].filter(([, { isCounted }]) => isCounted).map(([figure]) => figure)).toEqual(['confidence', 'trail'])
  })

  it('gives the reasons of a merge without confidence in words', () => {
    const reason = explain().get('confidence')
    expect(reason?.outcome).toBe('merged without confidence: approval older than the final patch, a review thread unresolved')
    expect(reason?.evidence).toEqual(['1 approval, made before the last push'])
  })

  it('says why a pull request is left out', () => {
    const reason = explain({ excludedBecause: 'dependency bot', confidence: { status: null, reasons: [], hours: null } }).get('confidence')
    expect(reason?.outcome).toBe('left out: dependency bot')
  })

  it('tallies review cycles without a person', () => expect(explain().get('capacity')?.outcome).toBe('3\u00a0review cycles: 2 answered, 1 merged unreviewed'))

  it('quotes what the trail found and what the tier asks for', () => {
    const reason = explain().get('trail')
    expect(reason?.outcome).toBe('not covered at T2: why')
    expect(reason?.evidence).toEqual(['T2 asks for why ∧ verification', 'why: “because it fails”'])
  })

  it('never calls a change without evidence human', () => expect(explain().get('ai')?.outcome).toBe('unknown: no evidence'))

  it('puts the asked figure into the line of the list', () => {
    expect(explainPullRequest(listed(), 'ai').summary).toBe('unknown: no evidence')
    expect(explainPullRequest(listed(), null).summary).toContain('merged without confidence')
  })

  it('shows a pull request that was not merged as such', () => expect(explainPullRequest(listed({ mergedAt: null }), null).dates).toContain('not merged'))
})
