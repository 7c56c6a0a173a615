import { AI_EVIDENCE_TIERS, type AiEvidenceTier } from '@/lib/attribution/ai-evidence-tier'
import type { AiDetails } from '@/lib/metrics/document/scope-details'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import { computeIndependentEvaluation } from './closed-loop'
import type { AiSums } from './sums'

export function toAiDetails(ai: AiSums): AiDetails {
  const lines: Record<AiEvidenceTier, number> = {
    L4: ai.line,
    L3: ai.authored,
    L2: ai.coAuthored,
    // Weak signs are told per pull request and claim no line.
    L1: 0,
    // Parts of mixed pull requests are fractions: what is left may come out a hair below nought.
    L0: Math.max(0, ai.lines - ai.line - ai.authored - ai.coAuthored - ai.human),
    human: ai.human,
  }
  return {
    byEvidence: AI_EVIDENCE_TIERS.map((tier) => ({ tier, pullRequests: ai.byEvidence[tier] ?? 0, lines: lines[tier] })),
    independentEvaluation: {
      agentWritten: ai.agentWritten,
      closedLoops: ai.closedLoops,
      unknown: ai.loopsUnknown,
      share: toEstimate(computeIndependentEvaluation(ai.agentWritten, ai.closedLoops, ai.loopsUnknown)),
    },
  }
}
