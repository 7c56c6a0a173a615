import { wilson, type ValueInterval } from './statistics'

export interface AgentMerge {
  /** At least one qualified review by a person before the merge. */
  hasQualifiedReview: boolean
  /** null: GitHub does not say who merged. */
  mergedById: string | null
  isMergedByBot: boolean
  /** Who asked the agent; null: not known. The stand-in for a team, the merger, is not meant. */
  requesterId: string | null
}

export interface ClosedLoop {
  agentMerges: number
  closedLoops: number
  /** Share of agent-written merges that are no closed loop; null without any. */
  independentEvaluation: ValueInterval | null
}

/**
 * A closed loop (METRICS section 7): written by an agent, not reviewed by a qualified person, and merged by whoever asked
 * for it or by a bot, so that nobody else's judgement entered. Population: merged agent-written pull requests.
 */
export function computeClosedLoop(merges: readonly AgentMerge[]): ClosedLoop {
  const closedLoops = merges.filter(isClosedLoop).length
  return {
    agentMerges: merges.length,
    closedLoops,
    independentEvaluation: wilson(merges.length - closedLoops, merges.length),
  }
}

export function isClosedLoop({ hasQualifiedReview, mergedById, isMergedByBot, requesterId }: AgentMerge): boolean {
  if (hasQualifiedReview) return false
  return isMergedByBot || (mergedById !== null && mergedById === requesterId)
}
