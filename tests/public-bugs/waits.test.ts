import { afterAll, beforeAll, expect, test } from 'vitest'
import { at, comment, commit, event, makeBugWorld, review } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'

// First waits that came out negative, missing or too long (middleware#634, #661; gitstream#505; issue-metrics#417, #586, #608, #682).

let read: ReadWorld

beforeAll(async () => {
  read = await readBugWorld(
    makeBugWorld([
      {
        number: 31,
        createdAsDraft: true,
        reviews: [review('ben', 9)],
        timeline: [event('ReadyForReviewEvent', 20)],
      },
      {
        number: 32,
        reviews: [review('ben', 10)],
        timeline: [event('ConvertToDraftEvent', 12), event('ReadyForReviewEvent', 20)],
      },
      {
        number: 33,
        reviews: [review('ben', 10)],
        timeline: [event('ClosedEvent', 12), event('ReopenedEvent', 13)],
      },
      { number: 4, commits: [commit('a100000', 7)], comments: [comment('ben', 10, 'ACK a100000')] },
      {
        number: 9,
        reviews: [review('ben', 28)],
        timeline: [
          event('ConvertToDraftEvent', 10),
          event('ReadyForReviewEvent', 20),
          event('ConvertToDraftEvent', 22),
          event('ReadyForReviewEvent', 26),
        ],
      },
      { number: 10, mergedAt: null, closedAt: at(12), timeline: [event('ClosedEvent', 12)] },
    ]),
  )
})
afterAll(() => read.drop())

test('B03 reviewed while still a draft: nobody is waited for, and the merge is not called unanswered', async () => {
  expect(await read.judge(31)).toMatchObject({ confidence: 'confident', firstWait: null, cycles: [] })
})

test.each([
  ['back to draft and ready again', 32],
  ['closed and reopened', 33],
])('B03 approved, then %s: the approval stands, so nothing waits anew', async (_name, number) => {
  expect(await read.judge(number)).toMatchObject({ confidence: 'confident', firstWait: 2, cycles: [[8, 10, 'reviewed']] })
})

test('B04 "ACK" as a comment answers the cycle that it approves', async () => {
  expect(await read.judge(4)).toMatchObject({ confidence: 'confident', firstWait: 2, cycles: [[8, 10, 'reviewed']] })
})

test('B09 the draft clock is cumulative: drafts take their time out of the wait', async () => {
  const { firstWait, cycles } = await read.judge(9)
  expect(cycles).toEqual([
    [8, 10, 'withdrawn'],
    [20, 22, 'withdrawn'],
    [26, 28, 'reviewed'],
  ])
  expect(firstWait).toBe(20)
})

test('B10 closed is not merged', async () => {
  expect(await read.judge(10)).toMatchObject({ confidence: 'excluded_closed_unmerged', cycles: [[8, 12, 'closed']] })
  const rows = await read.clone.database.pullRequestMetrics.findMany({ where: { number: 10 }, select: { mergedAt: true, endedAt: true } })
  expect(rows).toEqual([{ mergedAt: null, endedAt: new Date(at(12)) }])
})
