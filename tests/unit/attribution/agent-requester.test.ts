import { describe, expect, it } from 'vitest'
import { toAgentRequester, type AgentRequesterInput } from '@/lib/attribution/agent-requester'
import type { Actor, TimelineEvent } from '@/lib/facts/pull-request-history'
import { makeActor, makeCommit } from './make-evidence-input'

const agent = makeActor('copilot-swe-agent', 'Bot')
const ana = makeActor('ana', 'User', 7)
const bo = makeActor('bo')

function makeInput(given: Partial<AgentRequesterInput> = {}): AgentRequesterInput {
  return { author: agent, body: '', assignees: [], timeline: [], commits: [], mergedBy: null, reviews: [], comments: [], ...given }
}

function makeAssignment(actor: Actor, subject: Actor): TimelineEvent {
  return { type: 'AssignedEvent', createdAt: new Date('2026-03-01T00:00:00Z'), actor, subjectId: subject.id, subject, details: {} }
}

const commitsWith = (email: string) => [
  { ...makeCommit({ message: `x\n\nCo-authored-by: Ana <${email}>` }), committedAt: new Date(0), additions: 1, deletions: 0 },
]

describe("who asked for an agent's pull request", () => {
  it('is nobody where the author is a person', () => {
    expect(toAgentRequester(makeInput({ author: bo, assignees: [ana] }))).toBeNull()
  })

  it.each([
    ['who assigned the agent', makeInput({ assignees: [agent, bo], timeline: [makeAssignment(ana, agent)] }), 'requester'],
    [
      'whom the agent assigned',
      makeInput({ assignees: [bo, ana], timeline: [makeAssignment(bo, bo), makeAssignment(agent, ana)] }),
      'assignee',
    ],
    ['whom the body names', makeInput({ body: 'Requested by: @Ana', assignees: [bo], mergedBy: ana }), 'requester'],
    [
      'whom its commits name',
      makeInput({ commits: commitsWith('7+renamed@users.noreply.github.com'), assignees: [bo], mergedBy: ana }),
      'requester',
    ],
    ['who is assigned', makeInput({ assignees: [agent, ana] }), 'assignee'],
  ] as const)('%s', (_name, input, via) => {
    expect(toAgentRequester(input)).toMatchObject({ actor: ana, via })
  })

  it.each([
    ['a co-author whom the pull request does not know', makeInput({ commits: commitsWith('9+zoe@users.noreply.github.com') })],
    ['a co-author by a private address', makeInput({ commits: commitsWith('ana@example.com'), mergedBy: ana })],
    ['another bot', makeInput({ assignees: [makeActor('renovate', 'Bot')] })],
    ['the merger', makeInput({ mergedBy: ana })],
  ])('is not %s', (_name, input) => {
    expect(toAgentRequester(input)).toBeNull()
  })
})
