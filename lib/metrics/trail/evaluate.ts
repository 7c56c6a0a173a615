import type { AiEvidence } from '@/lib/attribution/ai-evidence'
import { toAgentName, toIdentityKind } from '@/lib/attribution/identity-kind'
import { isMergeOfBase } from '@/lib/attribution/merge-commits'
import type { Tier } from '@/lib/policy/tiers'
import { TRAIL_ELEMENTS, type PullRequestEvaluation, type PullRequestEvidence } from '@/lib/metrics/history/pull-request-evaluation'
import type { Actor, PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import type { Push } from '@/lib/metrics/history/push-times'
import { computeReasoningTrail, type TrailComment } from './reasoning-trail'

export interface TrailEvaluationInput {
  history: PullRequestHistory
  surroundings: PullRequestSurroundings
  tier: Tier
  pushes: Push[]
  /** Logins in lower case: nobody of them is somebody else. */
  authors: ReadonlySet<string>
  /** Who asked an agent for it answers in its place. */
  requesterId: string | null
  bases: readonly string[]
  ai: Pick<AiEvidence, 'isAgentWritten' | 'evidence'>
  /** Ids of accounts of type User that are machines: they say nothing. */
  machineIds: ReadonlySet<string>
}

interface TrailEvaluation {
  row: NonNullable<PullRequestEvaluation['trail']>
  evidence: NonNullable<PullRequestEvidence['trail']>
}

export function evaluateTrail(input: TrailEvaluationInput): TrailEvaluation {
  const { history, surroundings, tier, pushes, requesterId, authors, bases, machineIds } = input
  const isAgentsAccount = toAgentName(history.author) !== null
  const comments = listComments(history, machineIds)
  const coAuthors = comments.filter(({ login }) => authors.has(login)).map(({ authorId }) => authorId)
  const trail = computeReasoningTrail({
    tier,
    body: history.body,
    template: surroundings.pullRequestTemplate,
    files: history.files.map(({ path }) => path),
    comments,
    authorId: history.author.id,
    coAuthorIds: [...coAuthors, ...(requesterId === null ? [] : [requesterId])],
    answererIds: isAgentsAccount ? (requesterId === null ? [] : [requesterId]) : [history.author.id],
    pushes: listAnswers(history, pushes, bases),
    closingIssues: history.closingIssues,
    // No ticket system is asked yet, and a pattern that nobody resolved proves nothing.
    verifiedTickets: [],
    mergedAt: history.mergedAt,
    isBodyEditedByPerson: isPersons(history.editor, machineIds),
    isBodyOfAgent: isBodyOfAgent(input),
  })
  return {
    row: {
      covered: trail.covered,
      humanEvidenced: trail.isHumanEvidenced,
      met: TRAIL_ELEMENTS.filter((element) => trail.elements[element].met),
      why: trail.elements.why.kind,
    },
    evidence: { elements: trail.elements, required: trail.required, covered: trail.covered },
  }
}

/**
 * Of an agent's change, whether its body is the agent's: who last edited it tells, else who opened the pull request, unless
 * the body is signed by an agent. An editor that is not known is an agent.
 */
function isBodyOfAgent({ history, ai, machineIds }: TrailEvaluationInput): boolean {
  if (!ai.isAgentWritten) return false
  if (history.editor !== null) return !isPersons(history.editor, machineIds)
  const isSigned = ai.evidence.some(({ signal, tier }) => signal.startsWith('body:') && tier === 'L2')
  return isSigned || !isPersons(history.author, machineIds)
}

function isPersons(account: Actor | null, machineIds: ReadonlySet<string>): boolean {
  return account !== null && toIdentityKind(account, 'author') === 'human' && !machineIds.has(account.id)
}

type Remark = TrailComment & { login: string }

/** The conversation, what reviews say as a whole, and the review threads. */
function listComments(history: PullRequestHistory, machineIds: ReadonlySet<string>): Remark[] {
  const toRemark = (author: Actor, body: string, at: Date): Remark => ({
    authorId: author.id,
    login: author.login.toLowerCase(),
    isHuman: toIdentityKind(author, 'comment') === 'human' && !machineIds.has(author.id),
    body,
    at,
  })
  const remarks = [
    ...history.comments.map(({ author, body, createdAt }) => toRemark(author, body, createdAt)),
    ...history.threads.flatMap(({ comments }) => comments.map(({ author, body, createdAt }) => toRemark(author, body, createdAt))),
    ...history.reviews.map(({ author, body, submittedAt }) => toRemark(author, body, submittedAt)),
  ]
  return remarks.sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** A commit was pushed no earlier than it was committed, so one committed after a comment answers it; a merge of the base answers nothing. */
function listAnswers(history: PullRequestHistory, pushes: Push[], bases: readonly string[]): Date[] {
  const committed = history.commits.filter(({ message }) => !isMergeOfBase(message, bases))
  return [...pushes.map(({ at }) => at), ...committed.map(({ committedAt }) => committedAt)]
}
