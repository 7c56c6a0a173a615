import { toIdentityKind } from '@/lib/attribution/identity-kind'
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
  /** Who asked an agent for it answers in its place. */
  requesterId: string | null
}

interface TrailEvaluation {
  row: NonNullable<PullRequestEvaluation['trail']>
  evidence: NonNullable<PullRequestEvidence['trail']>
}

export function evaluateTrail({ history, surroundings, tier, pushes, requesterId }: TrailEvaluationInput): TrailEvaluation {
  const { editor } = history
  const trail = computeReasoningTrail({
    tier,
    body: history.body,
    template: surroundings.pullRequestTemplate,
    files: history.files.map(({ path }) => path),
    comments: listComments(history),
    authorIds: [history.author.id, ...(requesterId ? [requesterId] : [])],
    pushes: listAnswers(history, pushes),
    closingIssues: history.closingIssues,
    // No ticket system is asked yet, and a pattern that nobody resolved proves nothing.
    verifiedTickets: [],
    mergedAt: history.mergedAt,
    isBodyEditedByPerson: editor !== null && toIdentityKind(editor, 'author') === 'human',
  })
  return {
    row: {
      covered: trail.covered,
      humanEvidenced: trail.isHumanEvidenced,
      met: TRAIL_ELEMENTS.filter((element) => trail.elements[element].met),
    },
    evidence: { elements: trail.elements, required: trail.required, covered: trail.covered },
  }
}

/** The conversation, what reviews say as a whole, and the review threads. */
function listComments(history: PullRequestHistory): TrailComment[] {
  const remarks = [
    ...history.comments.map(({ author, body, createdAt }) => toComment(author, body, createdAt)),
    ...history.threads.flatMap(({ comments }) => comments.map(({ author, body, createdAt }) => toComment(author, body, createdAt))),
    ...history.reviews.map(({ author, body, submittedAt }) => toComment(author, body, submittedAt)),
  ]
  return remarks.sort((a, b) => a.at.getTime() - b.at.getTime())
}

function toComment(author: Actor, body: string, at: Date): TrailComment {
  return { authorId: author.id, isHuman: toIdentityKind(author, 'comment') === 'human', body, at }
}

/** A commit was pushed no earlier than it was committed, so one committed after a comment answers it. */
function listAnswers(history: PullRequestHistory, pushes: Push[]): Date[] {
  return [...pushes.map(({ at }) => at), ...history.commits.map(({ committedAt }) => committedAt)]
}
