import type { AiEvidence } from '@/lib/attribution/ai-evidence'
import { computeAiLines } from '@/lib/attribution/ai-lines'
import { toIdentityKind } from '@/lib/attribution/identity-kind'
import type { Actor, PullRequestHistory } from '@/lib/facts/pull-request-history'
import type { PullRequestEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { isClosedLoop, type AgentMerge } from './closed-loop'

export interface AiEvaluationInput {
  history: PullRequestHistory
  evidence: AiEvidence
  /** Who asked an agent for it. */
  requester: Actor | null
  qualified: { submittedAt: Date }[]
}

/** A merge's eligible lines by evidence of AI, and whether anybody judged them but whoever had them written. */
export function evaluateAi({ history, evidence, requester, qualified }: AiEvaluationInput): PullRequestEvaluation['ai'] {
  if (history.mergedAt === null) return null
  return {
    ...computeAiLines(evidence, history.commits, history.files),
    agentWritten: evidence.isAgentWritten,
    closedLoop: evidence.isAgentWritten && isClosedLoop(toAgentMerge(history, requester, qualified)),
    tier: evidence.tier,
  }
}

/** Who merged an agent's work, on whose request, and whether anybody else judged it. */
function toAgentMerge(
  { mergedAt, mergedBy, author }: PullRequestHistory,
  requester: Actor | null,
  qualified: { submittedAt: Date }[],
): AgentMerge {
  const merger = mergedBy ? toIdentityKind(mergedBy, 'merge') : null
  const isAuthorPerson = toIdentityKind(author, 'author') === 'human'
  return {
    hasQualifiedReview: qualified.some(({ submittedAt }) => mergedAt !== null && submittedAt <= mergedAt),
    mergedById: mergedBy?.id ?? null,
    isMergedByBot: merger !== null && merger !== 'human' && merger !== 'ghost',
    // A person whose every commit an agent wrote asked for them.
    requesterId: requester?.id ?? (isAuthorPerson ? author.id : null),
  }
}
