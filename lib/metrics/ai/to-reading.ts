import type { AiShareReading } from '@/lib/metrics/document/readings'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { computeAiShare } from './share'
import type { AiSums } from './sums'

export function toAiShare(ai: AiSums): AiShareReading {
  const share = computeAiShare(ai)
  return {
    status: ai.pullRequests > 0 ? 'ok' : 'insufficient',
    display: share.display,
    lower: share.lower,
    assistedAtLeast: share.assistedAtLeast,
    upper: share.upper,
    evidenceCoverage: share.evidenceCoverage,
    pullRequestsTouched: toEstimate(wilson(ai.touched, ai.pullRequests)),
  }
}
