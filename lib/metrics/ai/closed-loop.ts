import { wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'

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
  /** Nobody reviewed them, and who asked or who merged is not known: they may be loops or not. */
  unknown: number
  independentEvaluation: ValueInterval | null
}

/**
 * A closed loop (METRICS section 7): written by an agent, not reviewed by a qualified person, and merged by whoever asked
 * for it or by a bot, so that nobody else's judgement entered. Population: merged agent-written pull requests.
 */
export function computeClosedLoop(merges: readonly AgentMerge[]): ClosedLoop {
  const verdicts = merges.map(isClosedLoop)
  const closedLoops = verdicts.filter((verdict) => verdict === true).length
  const unknown = verdicts.filter((verdict) => verdict === null).length
  return {
    agentMerges: merges.length,
    closedLoops,
    unknown,
    independentEvaluation: computeIndependentEvaluation(merges.length, closedLoops, unknown),
  }
}

/** Null: nobody reviewed it, and GitHub does not tell whether who merged it is who asked for it. */
export function isClosedLoop({ hasQualifiedReview, mergedById, isMergedByBot, requesterId }: AgentMerge): boolean | null {
  if (hasQualifiedReview) return false
  if (isMergedByBot) return true
  return mergedById === null || requesterId === null ? null : mergedById === requesterId
}

/**
 * Share of agent-written merges that are known to be no closed loop, of those of which it is known; null without any.
 * Its interval covers sampling and what is not known: the low end takes every unknown one for a loop, the high end none.
 */
export function computeIndependentEvaluation(agentMerges: number, closedLoops: number, unknown: number): ValueInterval | null {
  const independent = agentMerges - closedLoops - unknown
  const known = wilson(independent, agentMerges - unknown)
  const low = wilson(independent, agentMerges)?.low
  const high = wilson(independent + unknown, agentMerges)?.high
  return known && low !== undefined && high !== undefined
    ? { ...known, low: Math.min(low, known.low), high: Math.max(high, known.high) }
    : null
}
