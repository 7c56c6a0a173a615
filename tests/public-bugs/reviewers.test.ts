import { afterAll, beforeAll, expect, test } from 'vitest'
import { commit, makeBugWorld, person, review } from '../support/bug-world'
import { readBugWorld, type ReadWorld } from '../support/read-bug-world'

// Answers that were nobody's judgement (devlake#8974, middleware#635, issue-metrics#101, community discussion #213014).

const copilot = person('copilot-pull-request-reviewer', 'Bot')
const agent = person('openai-code-agent', 'Bot')
const byAgent = { author: { name: 'openai-code-agent[bot]', email: null, user: null } }
let read: ReadWorld

beforeAll(async () => {
  read = await readBugWorld(
    makeBugWorld([
      { number: 5, reviews: [review(copilot, 8.03, { state: 'COMMENTED', authorCanPushToRepository: false }), review('ben', 20)] },
      { number: 6, reviews: [review(copilot, 8.03)] },
      { number: 7, reviews: [review('ana', 9, { state: 'COMMENTED' }), review('ben', 20)] },
      { number: 15, author: agent, assignees: [person('ben')], commits: [commit('a1', 7, byAgent)], reviews: [review('ben', 20)] },
      {
        number: 16,
        commits: [commit('a1', 7), commit('a2', 12, { author: { name: 'ben', email: null, user: person('ben') } })],
        reviews: [review('ben', 20, { commitOid: commit('a2', 12).oid })],
      },
    ]),
  )
})
afterAll(() => read.drop())

test('B05 the bot answers first: the wait ends with the first person', async () => {
  expect(await read.judge(5)).toMatchObject({
    confidence: 'confident',
    firstWait: 12,
    cycles: [[8, 20, 'reviewed']],
    contributors: ['ana', 'ben'],
  })
})

test('B06 only a bot approves: no wait of two minutes, no confidence, and it says why', async () => {
  const judged = await read.judge(6)
  expect(judged).toMatchObject({
    confidence: 'merged_without_confidence',
    reasons: ['no_qualified_approval'],
    firstWait: null,
    cycles: [[8, 30, 'merged_unreviewed']],
    contributors: ['ana'],
  })
  expect(judged.explanation).toContain('1 approval did not count: by an account that is no person.')
})

test('B07 own words are no review', async () => {
  expect(await read.judge(7)).toMatchObject({ firstWait: 12, cycles: [[8, 20, 'reviewed']], contributors: ['ana', 'ben'] })
})

test("B15 the requester approves the agent's work: that is no second opinion", async () => {
  const judged = await read.judge(15)
  expect(judged).toMatchObject({
    confidence: 'merged_without_confidence',
    reasons: ['no_qualified_approval'],
    requester: 'ben',
    aiTier: 'L3',
  })
  expect(judged.explanation).toContain('1 approval did not count: by the person who asked an agent for it.')
})

test('B15 who wrote one of its commits approves: that is none either', async () => {
  const judged = await read.judge(16)
  expect(judged).toMatchObject({ confidence: 'merged_without_confidence', reasons: ['no_qualified_approval'], firstWait: null })
  expect(judged.explanation).toContain('1 approval did not count: by an author of a commit.')
})
