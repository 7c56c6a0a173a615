import { HOUR } from '@/lib/dates'
import { expect, test } from 'vitest'
import { baseAsOf, commitsAsOf, headOidAsOf, isDraftAsOf, reviewStateAsOf, stateAsOf, updatedAtAsOf } from '@/lib/demo/stand-in/as-of'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { StoryPullRequest } from '@/lib/demo/stories/pull-request'

const [organization] = makeScaleWorld({ pullRequests: 1 }).organizations
const repository = organization?.repositories[0]
const hour = (hours: number) => Date.parse('2026-05-04T08:00:00Z') + hours * HOUR
const instant = (hours: number) => new Date(hour(hours)).toISOString().replace('.000', '')

function tell(): StoryPullRequest {
  if (!repository) throw new Error('no repository')
  const author = organization?.members[0] ?? null
  const reviewer = organization?.members[1] ?? null
  const git = { name: 'A', email: 'a@x.example', user: author }
  const pullRequest = new StoryPullRequest({
    repository,
    number: 1,
    createdTime: hour(0),
    title: 'A change',
    body: '',
    author,
    headRefName: 'change',
    baseRefName: 'below',
    isDraft: true,
    files: [],
  })
  pullRequest.push(hour(0), git, 'one', { additions: 1, deletions: 0 })
  pullRequest.event('ReadyForReviewEvent', hour(2), author)
  const approval = pullRequest.review(hour(3), reviewer, 'APPROVED', '')
  const thread = pullRequest.thread(hour(3), approval, 'a.ts', 1, 'Wrong.')
  pullRequest.forcePush(hour(4), author)
  pullRequest.dismiss(approval, hour(5), reviewer)
  pullRequest.retarget(hour(6), author, 'main')
  pullRequest.merge(hour(7), author)
  thread.resolvedAt = instant(9)
  pullRequest.finish()
  return pullRequest
}

test('before its end a pull request is open, and before it is ready a draft', () => {
  const pullRequest = tell()
  expect([1, 6, 7].map((hours) => stateAsOf(pullRequest, instant(hours)))).toEqual(['OPEN', 'OPEN', 'MERGED'])
  expect([1, 2].map((hours) => isDraftAsOf(pullRequest, instant(hours)))).toEqual([true, false])
})

test('a force push takes the old commits away from its instant on', () => {
  const pullRequest = tell()
  const before = commitsAsOf(pullRequest, instant(3))
  const after = commitsAsOf(pullRequest, instant(4))
  expect(before.map(({ message }) => message)).toEqual(after.map(({ message }) => message))
  expect(before[0]?.oid).not.toBe(after[0]?.oid)
  expect(headOidAsOf(pullRequest, instant(3))).toBe(before[0]?.oid)
  expect(headOidAsOf(pullRequest, instant(9))).toBe(after[0]?.oid)
})

test('a dismissal and a change of base show from their instant on', () => {
  const pullRequest = tell()
  const [review] = pullRequest.reviews
  if (!review) throw new Error('no review')
  expect([4, 5].map((hours) => reviewStateAsOf(review, instant(hours)))).toEqual(['APPROVED', 'DISMISSED'])
  expect([5, 6].map((hours) => baseAsOf(pullRequest, instant(hours)))).toEqual(['below', 'main'])
})

test('updatedAt is the last thing that happened, and resolving a thread is none', () => {
  const pullRequest = tell()
  expect([1, 2, 3, 20].map((hours) => updatedAtAsOf(pullRequest, instant(hours)))).toEqual([0, 2, 3, 7].map(instant))
})
