import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { at, makeBugWorld, makeUsual, person, review } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'

// One row that became many, or none (devlake#4268, #6264; augur#2526; idd-skill#2445).

const A = ['abe', 'ada', 'alf', 'amy']
const B = ['bea', 'bob', 'bud', 'bix']
const WEEK = 'metrics?from=2026-03-02&to=2026-03-09'
let read: ReadWorld

beforeAll(async () => {
  read = await readBugWorld(
    makeBugWorld(
      [
        {
          number: 25,
          reviews: [review('ben', 20), review('dee', 21)],
          labels: ['one', 'two', 'three'].map((name) => ({ __typename: 'Label', id: `LA_${name}`, name })),
          assignees: ['ana', 'ben', 'dee', 'abe'].map((login) => person(login)),
        },
        {
          number: 27,
          author: 'abe',
          reviews: [review('ben', 20)],
          closingIssues: [
            {
              __typename: 'Issue',
              id: 'I_27',
              databaseId: 27,
              number: 270,
              title: 'Basket',
              body: Array.from({ length: 25 }, (_, index) => `word${index}`).join(' '),
              state: 'CLOSED',
              createdAt: at(-100),
              author: person('dee'),
              labels: [],
            },
          ],
        },
        ...makeUsual([...A, ...B]),
      ],
      { teams: { a: ['ana', ...A], b: ['ana', ...B] } },
    ),
  )
})
afterAll(() => read.drop())

test('B25 joined twice: who is in two teams is counted once in each and once in the organisation', async () => {
  const [all, a, b] = await Promise.all([`organization/${WEEK}`, `teams/a/${WEEK}`, `teams/b/${WEEK}`].map((path) => read.ask(path)))
  expect(all).toMatchObject({ pullRequests: { ready: 10, merged: 10 } })
  expect(a).toMatchObject({ pullRequests: { ready: 6, merged: 6 } })
  expect(b).toMatchObject({ pullRequests: { ready: 5, merged: 5 } })
})

test('B25 nor do labels and assignees make more reviews of two', async () => {
  const row = await read.clone.database.pullRequestMetrics.findFirstOrThrow({ where: { number: 25 } })
  expect(row.teamIds).toEqual(['T_a', 'T_b'])
  expect(row.review).toMatchObject({ reviews: [{ reviewerId: 'User_ben' }, { reviewerId: 'User_dee' }] })
  const rollUps = await read.clone.database.teamWeekRollup.findMany({ where: { weekOn: new Date('2026-03-02') } })
  const reviews = new Map(rollUps.map(({ scope, rollUp }) => [scope, countReviews(rollUp)]))
  // Nine and four of others beside its two.
  expect([reviews.get('organization'), reviews.get('team:T_a'), reviews.get('team:T_b')]).toEqual([11, 7, 6])
})

test('B27 a closing reference to an issue that is closed already is there, and says why', async () => {
  expect((await read.judge(27)).trail).toEqual(['why', 'link'])
})

const rollUpSchema = z.object({ reviews: z.record(z.string(), z.number()) })

function countReviews(rollUp: unknown): number {
  return Object.values(rollUpSchema.parse(rollUp).reviews).reduce((total, count) => total + count, 0)
}
