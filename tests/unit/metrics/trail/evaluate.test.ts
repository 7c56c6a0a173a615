import { describe, expect, it } from 'vitest'
import { evaluateTrail, type TrailEvaluationInput } from '@/lib/metrics/trail/evaluate'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import {
  hour,
  makeActor,
  makeComment,
  makeCommit,
  makeFile,
  makeHistory,
  makeReview,
  makeSurroundings,
  makeThread,
} from '../../../support/make-history'

const question = 'Why does this lock stay open across the network call here?'

function evaluate(
  given: Partial<PullRequestHistory>,
  {
    requesterId = null,
    template = null,
    ...more
  }: { requesterId?: string | null; template?: string | null } & Partial<TrailEvaluationInput> = {},
) {
  const history = makeHistory({ mergedAt: hour(30), ...given })
  return evaluateTrail({
    history,
    surroundings: makeSurroundings({ pullRequestTemplate: template }),
    tier: 'T1',
    pushes: [],
    authors: new Set([history.author.login.toLowerCase()]),
    requesterId,
    bases: ['main'],
    ai: { isAgentWritten: history.author.type === 'Bot', evidence: [] },
    machineIds: new Set(),
    ...more,
  })
}
const dialogueOf = (...args: Parameters<typeof evaluate>) => evaluate(...args).evidence.elements.dialogue

describe('dialogue in a history', () => {
  it.each([
    ['in the conversation', { comments: [makeComment('ben', 10, question), makeComment('ana', 11, 'ok')] }],
    ['in a review', { reviews: [makeReview('ben', 10, { body: question })], comments: [makeComment('ana', 11, 'ok')] }],
    ['in a thread', { threads: [makeThread('ben', 10, { comments: [makeComment('ben', 10, question), makeComment('ana', 11, 'ok')] })] }],
    ['answered by a commit', { comments: [makeComment('ben', 10, question)], commits: [makeCommit('a1', 7), makeCommit('a2', 12)] }],
  ])('%s', (_name, given) => {
    expect(dialogueOf(given)).toEqual({ met: true, text: question })
  })

  it.each([
    ['with a bot', { comments: [makeComment(makeActor('coderabbitai', 'Bot'), 10, question), makeComment('ana', 11, 'ok')] }],
    ['that a bot answered', { comments: [makeComment('ben', 10, question), makeComment(makeActor('codecov', 'Bot'), 11, 'ok')] }],
    ['unanswered', { comments: [makeComment('ben', 10, question)] }],
    ['after the merge', { comments: [makeComment('ben', 31, question), makeComment('ana', 32, 'ok')] }],
  ])('is none %s', (_name, given) => {
    expect(dialogueOf(given).met).toBe(false)
  })

  it("has who asked an agent on the agent's side", () => {
    const author = makeActor('devin-ai-integration', 'Bot')
    const comments = [
      makeComment('ana', 10, question),
      makeComment(author, 11, 'ok'),
      makeComment('ben', 12, question),
      makeComment('ana', 13, 'ok'),
    ]
    expect(dialogueOf({ author, comments: comments.slice(0, 2) }, { requesterId: 'id-ana' }).met).toBe(false)
    expect(dialogueOf({ author, comments: comments.slice(2) }, { requesterId: 'id-ana' }).met).toBe(true)
  })
})

describe('who says it', () => {
  const body =
    'The model of a wallet is set where it is made, and every view takes it from there, which is one place less to look at when it is missing or old.'
  const agent = makeActor('devin-ai-integration', 'Bot')
  const kindOf = (...args: Parameters<typeof evaluate>) => evaluate(...args).row.why
  const wroteAll = { isAgentWritten: true, evidence: [] }

  it('lets prose count where a person wrote or last edited it', () => {
    expect(kindOf({ body })).toBe('prose')
    expect(kindOf({ body, author: agent })).toBeNull()
    expect(kindOf({ body, author: agent, editor: makeActor('ben') })).toBe('prose')
    expect(kindOf({ body, author: agent, editor: agent })).toBeNull()
    expect(kindOf({ body, author: agent, editor: makeActor('drahtbot') }, { machineIds: new Set(['id-drahtbot']) })).toBeNull()
  })

  it('takes the body of an agent’s commits for that of who opened it, unless an agent signed it', () => {
    expect(kindOf({ body }, { ai: wroteAll })).toBe('prose')
    const signed = { signal: 'body: generated with Claude Code', text: 'generated', tier: 'L2' as const }
    expect(kindOf({ body }, { ai: { ...wroteAll, evidence: [signed] } })).toBeNull()
    expect(kindOf({ body, editor: makeActor('ana') }, { ai: { ...wroteAll, evidence: [signed] } })).toBe('prose')
    expect(kindOf({ body }, { ai: { isAgentWritten: false, evidence: [signed] } })).toBe('prose')
  })

  it('hears no machine', () => {
    const comments = [makeComment('drahtbot', 10, `${question} Tested on Ubuntu.`), makeComment('ana', 11, 'ok')]
    expect(evaluate({ comments }).row.met).toEqual(['verification', 'dialogue'])
    expect(evaluate({ comments }, { machineIds: new Set(['id-drahtbot']) }).row.met).toEqual([])
  })

  it('hears no co-author, and no merge of the base, as somebody else', () => {
    const comments = [makeComment('cy', 10, question), makeComment('ana', 11, 'ok')]
    expect(dialogueOf({ comments }).met).toBe(true)
    expect(dialogueOf({ comments }, { authors: new Set(['ana', 'cy']) }).met).toBe(false)
    const merge = makeCommit('b1', 12, { message: "Merge branch 'main' into cart" })
    expect(dialogueOf({ comments: comments.slice(0, 1), commits: [makeCommit('a1', 7), merge] }).met).toBe(false)
  })

  it('lets only who asked answer for an agent', () => {
    const comments = [makeComment('ben', 10, question), makeComment(agent, 11, 'Done, it is closed now.')]
    expect(dialogueOf({ author: agent, comments }).met).toBe(false)
    expect(dialogueOf({ author: agent, comments: [...comments, makeComment('ana', 12, 'ok')] }, { requesterId: 'id-ana' }).met).toBe(true)
    expect(dialogueOf({ author: agent, comments, commits: [makeCommit('a1', 7), makeCommit('a2', 12)] }).met).toBe(true)
  })
})

describe('the row and its evidence', () => {
  const given = { body: '## Why\nTwo workers claimed one job, so refunds went out twice.', files: [makeFile('src/a.test.ts')] }

  it('say the same', () => {
    const { row, evidence } = evaluate(given)
    expect(row).toEqual({ covered: true, humanEvidenced: false, met: ['why', 'verification'], why: 'cued' })
    expect(evidence.covered).toBe(true)
    expect(evidence.elements.verification.text).toBe('src/a.test.ts')
    expect(evaluate({ files: given.files }).row).toEqual({ covered: false, humanEvidenced: false, met: ['verification'], why: null })
  })

  it("do not take the template for the author's words", () => {
    expect(evaluate(given, { template: given.body }).row.met).not.toContain('why')
  })

  it("see a person behind a body that a person edited, not behind an agent's", () => {
    expect(evaluate({ editor: makeActor('ana') }).row.humanEvidenced).toBe(true)
    expect(evaluate({ editor: makeActor('devin-ai-integration', 'Bot') }).row.humanEvidenced).toBe(false)
    expect(evaluate({ editor: null }).row.humanEvidenced).toBe(false)
  })
})
