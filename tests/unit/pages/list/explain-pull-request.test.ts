import { describe, expect, it } from 'vitest'
import type { ReviewCycleOutcome } from '@/lib/metrics/history/pull-request-evaluation'
import { explainPullRequest } from '@/lib/pages/list/explain-pull-request'
import type { PullRequestLine } from '@/lib/pages/list/pull-request-line'

const cycle = (outcome: ReviewCycleOutcome) => ({ startedAt: '2026-11-03T10:00:00Z', endedAt: null, outcome })

function listed(change: Partial<PullRequestLine> = {}): PullRequestLine {
  const unmet = { met: false, text: null }
  return {
    number: 12,
    repository: 'northwind/api',
    url: 'https://github.com/northwind/api/pull/12',
    title: 'Retry the export',
    author: 'dev-one',
    teams: ['payments'],
    tier: 'T2',
    tierByDefault: false,
    tiers: 'configured',
    readyAt: '2026-11-03T10:00:00Z',
    mergedAt: '2026-11-05T10:00:00Z',
    via: null,
    countedIn: ['timeToConfidentMerge', 'reasoningTrail'],
    excludedBecause: null,
    confidence: {
      status: 'merged_without_confidence',
      reasons: ['stale_approval', 'thread_open'],
      marks: [],
      confidentAt: null,
      hours: null,
    },
    reviewCycles: [cycle('reviewed'), cycle('reviewed'), cycle('merged_unreviewed')],
    threads: [],
    escapes: [],
    trail: {
      elements: {
        why: { met: true, text: 'because it fails', kind: 'cued' },
        link: unmet,
        alternatives: unmet,
        risk: unmet,
        verification: unmet,
        dialogue: unmet,
      },
      covered: false,
    },
    ai: { tier: 'L0', evidence: [] },
    why: {
      confidence: ['1 approval, made before the last push'],
      approvals: [],
      checks: 'all reported',
      approvalsNeeded: 1,
      trailRequired: 'why ∧ verification',
      tierPath: 'services/**',
      classText: null,
      landing: null,
      surfaces: [],
      controls: null,
      manifest: null,
    },
    ...change,
  }
}
const explain = (change?: Partial<PullRequestLine>) =>
  new Map(explainPullRequest(listed(change), null).reasons.map((reason) => [reason.figure, reason]))

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

  it('tells each approval, what was said and of which commit', () => {
    const approval = { at: 0, text: null, commitOid: 'a1f0c3d000', marks: [], standing: 'stale' as const, why: 'Given.' }
    const said = { ...approval, text: 'ACK a1f0c3d', commitOid: null, standing: 'not_counted' as const, why: 'It does not count.' }
    const evidence = explain({ why: { ...listed().why, confidence: [], approvals: [approval, said] } }).get('confidence')?.evidence
    expect(evidence).toEqual(['Approval on a1f0c3d: the code changed after it. Given.', '“ACK a1f0c3d”: not counted. It does not count.'])
  })

  it('says why a pull request is left out', () => {
    const reason = explain({
      excludedBecause: 'dependency bot',
      confidence: { status: null, reasons: [], marks: [], confidentAt: null, hours: null },
    }).get('confidence')
    expect(reason?.outcome).toBe('left out: dependency bot')
  })

  it('tallies review cycles without a person', () =>
    expect(explain().get('capacity')?.outcome).toBe('3\u00a0review cycles: 2 answered, 1 merged unreviewed'))

  it('quotes what the trail found and what the tier asks for', () => {
    const reason = explain().get('trail')
    expect(reason?.outcome).toBe('Found: why. Missing for T2: verification; link or dialogue.')
    expect(reason?.evidence).toEqual(['T2 asks for why ∧ verification', 'why: “because it fails”'])
  })

  it('never calls a change without evidence human', () => expect(explain().get('ai')?.outcome).toBe('unknown: no evidence'))

  it('puts the asked figure into the line of the list', () => {
    expect(explainPullRequest(listed(), 'ai').summary).toBe('unknown: no evidence')
    expect(explainPullRequest(listed(), null).summary).toContain('merged without confidence')
  })

  it('shows a pull request that was not merged as such', () =>
    expect(explainPullRequest(listed({ mergedAt: null }), null).dates).toContain('not merged'))

  describe('says why it counts or does not', () => {
    const range = { from: '2026-08-24', to: '2026-11-16', asOf: '2026-11-16T09:00:00Z' }
    const because = (change: Partial<PullRequestLine>, figure: string) =>
      explainPullRequest(listed(change), null, range).reasons.find((reason) => reason.figure === figure)?.because

    it.each<[string, Partial<PullRequestLine>, string]>([
      ['trail', {}, 'it was merged in the range'],
      ['confidence', {}, 'it became ready in the range'],
      ['capacity', { reviewCycles: [] }, 'it never waited for a review that counts'],
      ['capacity', {}, 'none of its waits for a review began in the range'],
      ['catch', {}, 'it was merged less than 30 days ago'],
      ['catch', { mergedAt: '2026-09-01T00:00:00Z', excludedBecause: 'dependencyBot' }, 'it is left out: dependency bot'],
      ['catch', { countedIn: ['defectCatchRate'] }, 'it was merged in the range, at least 30 days ago'],
      ['trail', { countedIn: [], mergedAt: null }, 'it is not merged'],
      ['ai', { countedIn: [], mergedAt: '2026-11-16T00:00:00Z' }, 'it was merged outside the range'],
      ['confidence', { countedIn: [], readyAt: '2026-08-23T23:59:59Z' }, 'it became ready outside the range'],
      [
        'confidence',
        { countedIn: [], confidence: { status: 'excluded_closed_unmerged', reasons: [], marks: [], confidentAt: null, hours: null } },
        'it was closed unmerged',
      ],
      [
        'confidence',
        {
          countedIn: [],
          excludedBecause: 'otherBase',
          confidence: { status: null, reasons: [], marks: [], confidentAt: null, hours: null },
        },
        'it is left out: its base is no protected branch',
      ],
      ['controls', { mergedAt: null }, 'it is not merged'],
    ])('%s, %o: %s', (figure, change, said) => expect(because(change, figure)).toBe(said))
  })

  it('counts controls and manifest of a merge of the range only, and tells them of any', () => {
    const range = { from: '2026-08-24', to: '2026-11-16', asOf: '2026-11-16T09:00:00Z' }
    const why = {
      ...listed().why,
      controls: { status: 'compliant' as const, missing: [], explanation: [], bypassed: null },
      manifest: { review: 'reviewed' as const, paths: ['package.json'] },
    }
    const told = (mergedAt: string) =>
      explainPullRequest(listed({ why, mergedAt }), null, range).reasons.flatMap(({ figure, isCounted, because }) =>
        figure === 'controls' || figure === 'manifest' ? [[figure, isCounted, because]] : [],
      )
    expect(told('2026-11-05T10:00:00Z')).toEqual([
      ['controls', true, 'it was merged in the range, and its class is asked'],
      ['manifest', true, 'it was merged in the range and changes one'],
    ])
    expect(told('2026-08-23T23:59:59Z')).toEqual([
      ['controls', false, 'it was merged outside the range'],
      ['manifest', false, 'it was merged outside the range'],
    ])
  })

  it('tells what its tier asked of the merge, and of its dependency manifest', () => {
    const why = {
      ...listed().why,
      controls: {
        status: 'not_compliant' as const,
        missing: ['maintainer' as const],
        explanation: ['T2 asks for 1 qualified approval.'],
        bypassed: true,
      },
      manifest: { review: 'not_reviewed' as const, paths: ['package.json'] },
      surfaces: ['', 'sign-in'],
    }
    const reasons = explain({ why })
    expect(reasons.get('controls')).toMatchObject({
      isCounted: true,
      outcome: 'not met: a maintainer’s approval missing; the branch’s rule was bypassed',
      evidence: ['T2 because of services/**', 'T2 asks for 1 qualified approval.'],
    })
    expect(reasons.get('manifest')).toMatchObject({ isCounted: true, outcome: 'no maintainer approved it', evidence: ['package.json'] })
    expect(explain().has('manifest')).toBe(false)
    expect(explainPullRequest(listed({ why }), null).surfaces).toBe('sign-in')
  })

  it('says first whose words make a merge of what GitHub shows as closed', () => {
    const why = { ...listed().why, landing: { by: 'mathlib-bors', text: 'Pull request successfully merged into master.' } }
    const { dates, reasons } = explainPullRequest(listed({ via: 'merge_bot', why }), null)
    expect(dates).toBe('ready 3\u00a0Nov, merged 5\u00a0Nov, closed on GitHub')
    expect(reasons.find(({ figure }) => figure === 'confidence')?.evidence[0]).toBe(
      'merged though GitHub shows it as closed (landed by a merge bot): mathlib-bors wrote “Pull request successfully merged into master.”',
    )
  })
})
