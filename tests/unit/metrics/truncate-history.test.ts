import { expect, test } from 'vitest'
import type { PullRequestHistory, TimelineEvent } from '@/lib/metrics/pull-request-history'
import { toReadyAt } from '@/lib/metrics/population'
import { truncateHistory } from '@/lib/metrics/truncate-history'

const at = (day: number) => new Date(Date.UTC(2026, 6, day))
const author = { id: 'U_1', login: 'person', type: 'User' as const, databaseId: 1 }
const event = (type: string, day: number, details: TimelineEvent['details'] = {}): TimelineEvent => ({
  type,
  createdAt: at(day),
  actor: author,
  subjectId: null,
  subject: null,
  details,
})

function history(changes: Partial<PullRequestHistory>): PullRequestHistory {
  return {
    id: 'PR_1',
    repositoryId: 'R_1',
    repository: 'acme/shop',
    number: 1,
    url: 'https://github.com/acme/shop/pull/1',
    title: 'Title',
    body: '',
    author,
    editor: null,
    createdAt: at(1),
    mergedAt: at(10),
    closedAt: at(10),
    mergedBy: author,
    mergeCommitOid: null,
    isDraft: false,
    baseRefName: 'main',
    headRefName: 'topic',
    headRefOid: 'b'.repeat(40),
    isCrossRepository: false,
    additions: 1,
    deletions: 0,
    labels: [],
    assignees: [],
    reviews: [],
    threads: [],
    comments: [],
    commits: [],
    files: [],
    timeline: [],
    checks: [],
    checksState: 'none',
    closingIssues: [],
    branchRule: null,
    pushes: [],
    ...changes,
  }
}

test('nothing is copied where nothing came later', () => {
  const whole = history({})
  expect(truncateHistory(whole, at(10))).toBe(whole)
})

test('a later merge has not happened, and the original keeps it', () => {
  const whole = history({})
  expect(truncateHistory(whole, at(9))).toMatchObject({ mergedAt: null, closedAt: null, mergedBy: null })
  expect(whole.mergedAt).toEqual(at(10))
})

test('a draft that became ready later was a draft then', () => {
  const whole = history({ timeline: [event('ReadyForReviewEvent', 5)] })
  expect(toReadyAt(truncateHistory(whole, at(4)))).toBeNull()
  expect(toReadyAt(truncateHistory(whole, at(5)))).toEqual(at(5))
})

test('one that was ready before it went back to draft was ready then', () => {
  const whole = history({ isDraft: true, mergedAt: null, closedAt: null, timeline: [event('ConvertToDraftEvent', 5)] })
  expect(truncateHistory(whole, at(4)).isDraft).toBe(false)
  expect(truncateHistory(whole, at(5)).isDraft).toBe(true)
})

test('a base that changed later was the one before the first change', () => {
  const timeline = [
    event('BaseRefChangedEvent', 4, { previousRefName: 'topic-a', currentRefName: 'topic-b' }),
    event('AutomaticBaseChangeSucceededEvent', 6, { previousRefName: 'topic-b', currentRefName: 'main' }),
  ]
  const whole = history({ timeline })
  expect([3, 4, 5, 6].map((day) => truncateHistory(whole, at(day)).baseRefName)).toEqual(['topic-a', 'topic-b', 'topic-b', 'main'])
})
