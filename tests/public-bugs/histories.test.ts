import { afterAll, beforeAll, expect, test } from 'vitest'
import { oid } from '../support/make-history'
import { at, commit, event, makeBugWorld, makeUsual, review } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'

// Dates that say something else than when (pr-agent#2844, #3407; roadie-backstage-plugins#1814, devlake PR #3019; fourkeys#456).

const toCommit = (start: string) => ({ __typename: 'Commit', oid: oid(start) })
let read: ReadWorld

beforeAll(async () => {
  read = await readBugWorld(
    makeBugWorld([
      {
        number: 12,
        commits: [commit('a1', 7, { replacedAt: at(25) }), commit('b2', 6, { pushedAt: at(25) })],
        reviews: [review('ben', 20)],
        timeline: [event('HeadRefForcePushedEvent', 25, { beforeCommit: toCommit('a1'), afterCommit: toCommit('b2') })],
      },
      { number: 14, commits: [commit('a1', 500, { pushedAt: at(7) })], reviews: [review('ben', 20)] },
      {
        number: 24,
        headRefName: 'gone',
        commits: [commit('c1', 6), commit('c2', 7)],
        reviews: [review('ben', 20, { commitOid: oid('c2') })],
        timeline: [event('HeadRefDeletedEvent', 31, { headRefName: 'gone' })],
      },
      ...makeUsual(['cai', 'eva', 'fay', 'gil', 'hal', 'cai']),
    ]),
  )
})
afterAll(() => read.drop())

test('B12 a force push that keeps its dates: the rebase is seen all the same', async () => {
  expect(await read.judge(12)).toMatchObject({
    confidence: 'indeterminate',
    reasons: ['patch_unknown'],
    cycles: [
      [8, 20, 'reviewed'],
      [25, 30, 'merged_unreviewed'],
    ],
  })
})

test('B14 a commit whose clock is weeks ahead makes nothing negative', async () => {
  expect(await read.judge(14)).toMatchObject({ confidence: 'confident', firstWait: 12, cycles: [[8, 20, 'reviewed']] })
  const evaluation = await read.clone.database.pullRequestMetrics.findFirstOrThrow({ where: { number: 14 } })
  expect(evaluation).toMatchObject({ readyAt: new Date(at(8)), confidentAt: new Date(at(20)), mergedAt: new Date(at(30)) })
})

test('B14 a branch that is deleted after its squash keeps its own commits', async () => {
  const { id } = await read.clone.database.pullRequest.findFirstOrThrow({ where: { number: 24 } })
  const commits = await read.clone.database.commit.findMany({ where: { pullRequestId: id }, orderBy: { position: 'asc' } })
  expect(commits.map((one) => one.oid)).toEqual([oid('c1'), oid('c2')])
  expect(await read.judge(24)).toMatchObject({ confidence: 'confident', firstWait: 12, cycles: [[8, 20, 'reviewed']] })
})

test('B14 no figure of the document is negative', async () => {
  const answer = await read.ask('organization/metrics?from=2026-03-02&to=2026-03-30')
  expect(answer).toMatchObject({ contributors: 7, pullRequests: { merged: 9 } })
  const numbers = listNumbers(answer)
  expect(numbers.length).toBeGreaterThan(40)
  expect(numbers.filter((value) => value < 0)).toEqual([])
})

function listNumbers(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(listNumbers) : []
}
