import { toAiShare } from '@/lib/metrics/ai/to-reading'
import { toReviewCapacity, type CapacityInput } from '@/lib/metrics/capacity/to-reading'
import { toTimeToConfidentMerge } from '@/lib/metrics/confidence/to-reading'
import { toDefectCatchRate } from '@/lib/metrics/defects/to-reading'
import { listContributors } from '@/lib/metrics/document/contributors'
import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import { withholdReadings } from '@/lib/metrics/document/withhold'
import type { ReadingsSettings } from '@/lib/metrics/organization/context'
import { toReasoningTrail } from '@/lib/metrics/trail/to-reading'
import { toPullRequestCounts } from './ready'
import type { SpanRollUp } from './span-roll-up'

export interface ReadingsInput extends CapacityInput {
  rollUp: SpanRollUp
  isWithheld: boolean
}

/**
 * From sufficient statistics to the document of readings, each block by its own room. This is the only way that a figure
 * of a range is made, whether its roll-up came from stored weeks, from stored evaluations or from histories re-evaluated
 * at an instant.
 */
export function toReadings(input: ReadingsInput, settings: ReadingsSettings): ReadingBlocks {
  const { rollUp, asOf } = input
  const readings: ReadingBlocks = {
    contributors: listContributors(rollUp).length,
    pullRequests: toPullRequestCounts(rollUp.ready),
    reviewCapacity: toReviewCapacity(input, settings),
    timeToConfidentMerge: toTimeToConfidentMerge(rollUp.confidence, asOf),
    defectCatchRate: toDefectCatchRate(rollUp.defects, asOf),
    reasoningTrail: toReasoningTrail(rollUp),
    aiShare: toAiShare(rollUp.ai),
  }
  return input.isWithheld ? withholdReadings(readings) : readings
}
