import type { AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { addCount, count, countsBy, record } from '@/lib/metrics/statistics/fold'

/** Merged pull requests and their eligible added lines, by evidence of AI. */
export const aiSums = record({
  /** The lines as in AiLineSums. */
  lines: count,
  line: count,
  authored: count,
  coAuthored: count,
  human: count,
  pullRequests: count,
  touched: count,
  agentWritten: count,
  closedLoops: count,
  /** Agent-written merges of which nobody knows whether they are closed loops. */
  loopsUnknown: count,
  /** Pull requests by their strongest evidence. */
  byEvidence: countsBy<AiEvidenceTier>(),
})
export type AiSums = ReturnType<typeof aiSums>

export function addAi(sums: AiSums, { ai }: NarrowEvaluation): void {
  if (!ai) return
  sums.lines += ai.lines
  sums.line += ai.line
  sums.authored += ai.authored
  sums.coAuthored += ai.coAuthored
  sums.human += ai.human
  sums.pullRequests += 1
  if (ai.touched) sums.touched += 1
  if (ai.agentWritten) sums.agentWritten += 1
  if (ai.closedLoop) sums.closedLoops += 1
  if (ai.closedLoop === null) sums.loopsUnknown += 1
  addCount(sums.byEvidence, ai.tier)
}
