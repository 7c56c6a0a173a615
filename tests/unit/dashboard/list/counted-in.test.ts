import { expect, test } from 'vitest'
import { toCountedIn } from '@/lib/dashboard/list/counted-in'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'

const range = {
  from: new Date('2026-08-24T00:00:00Z'),
  to: new Date('2026-11-16T00:00:00Z'),
  asOf: new Date('2026-11-18T00:00:00Z'),
  isDefault: false,
}

function evaluation(changes: Partial<NarrowEvaluation>): NarrowEvaluation {
  const readyAt = new Date('2026-09-01T00:00:00Z')
  const mergedAt = new Date('2026-09-03T00:00:00Z')
  return {
    pullRequestId: 'PR_1',
    repositoryId: 'R_1',
    number: 1,
    authorId: 'U_1',
    class: 'authored',
    inPopulation: true,
    isStacked: false,
    tier: 'T2',
    unconfigured: null,
    teamIds: [],
    readyAt,
    mergedAt,
    via: null,
    landedOid: null,
    endedAt: mergedAt,
    confidence: 'confident',
    reasons: [],
    marks: [],
    confidentAt: mergedAt,
    confidentAtExact: true,
    clockStartAt: readyAt,
    review: {
      cycles: [{ startedAt: readyAt.getTime(), endedAt: mergedAt.getTime(), outcome: 'reviewed', weekdayHours: 48 }],
      reviews: [],
      firstReviewWeekdayHours: 48,
      contributorIds: [],
      provablyFastApprovals: 0,
    },
    defects: { caughtStrict: 0, caughtBroad: 0, caughtByAi: 0, escapes: [] },
    trail: { covered: true, humanEvidenced: true, met: ['why'] },
    ai: { lines: 10, line: 0, authored: 0, coAuthored: 0, human: 0, touched: false, agentWritten: false, closedLoop: false, tier: 'L0' },
    surfaces: ['org/app'],
    controls: null,
    manifest: null,
    unclassified: [],
    revertedAt: null,
    ...changes,
  }
}

const all = ['reviewCapacity', 'timeToConfidentMerge', 'defectCatchRate', 'reasoningTrail', 'aiShare']

test('a pull request of the range is counted by every reading', () => {
  expect(toCountedIn(evaluation({}), range)).toEqual(all)
})

test('the range includes its first instant and excludes its last', () => {
  expect(toCountedIn(evaluation({ readyAt: range.from, mergedAt: range.to }), range)).toEqual(['reviewCapacity', 'timeToConfidentMerge'])
  expect(toCountedIn(evaluation({ readyAt: range.to, mergedAt: range.from }), range)).not.toContain('timeToConfidentMerge')
})

test('ready before the range and merged in it counts where merges count', () => {
  const readyAt = new Date('2026-08-01T00:00:00Z')
  const review = { ...evaluation({}).review, cycles: [] }
  expect(toCountedIn(evaluation({ readyAt, review }), range)).toEqual(['defectCatchRate', 'reasoningTrail', 'aiShare'])
})

test('a merge counts for the catch rate once it is 30 days old', () => {
  const mature = evaluation({ mergedAt: new Date('2026-10-19T00:00:00Z') })
  const young = evaluation({ mergedAt: new Date('2026-10-19T00:00:00.001Z') })
  expect(toCountedIn(mature, range)).toContain('defectCatchRate')
  expect(toCountedIn(young, range)).not.toContain('defectCatchRate')
})

test.each([
  ['closed unmerged', { confidence: 'excluded_closed_unmerged', mergedAt: null }],
  ['a revert', { class: 'revert', confidence: null }],
  ['another base', { inPopulation: false }],
  ['never ready', { readyAt: null, clockStartAt: null, confidence: 'excluded_never_ready' }],
] as const)('%s is not counted by time to confident merge', (_, changes) => {
  expect(toCountedIn(evaluation(changes), range)).not.toContain('timeToConfidentMerge')
})

test('indeterminate and open ones are counted, since n has them', () => {
  expect(toCountedIn(evaluation({ confidence: 'indeterminate' }), range)).toContain('timeToConfidentMerge')
  const open = evaluation({ confidence: 'open', mergedAt: null, endedAt: null })
  expect(toCountedIn(open, range)).toEqual(['reviewCapacity', 'timeToConfidentMerge'])
})

test('what a reading does not look at is not counted by it', () => {
  const bare = evaluation({ defects: null, trail: null, ai: null, confidence: null })
  expect(toCountedIn(bare, range)).toEqual(['reviewCapacity'])
})
