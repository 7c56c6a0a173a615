import { toAiDetails } from '@/lib/metrics/ai/to-details'
import { toCapacityDetails } from '@/lib/metrics/capacity/to-details'
import { toConfidenceDetails } from '@/lib/metrics/confidence/to-details'
import { toTierDetails } from '@/lib/metrics/controls/to-details'
import type { DefectRow } from '@/lib/metrics/defects/sums'
import { toDefectDetails } from '@/lib/metrics/defects/to-details'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { toTrailDetails } from '@/lib/metrics/trail/to-details'
import type { ReadingsInput } from './to-blocks'

export interface DetailsInput extends ReadingsInput {
  /** The Monday that the range begins on. */
  from: Date
  /** The Monday on which the last of the trailing weeks has ended. */
  weeksEnd: Date
  /** Of the merges 13 weeks earlier, for the line with the longer window. */
  earlierDefects: DefectRow[]
}

/**
 * The distributions behind a document of readings, from the very sums that it is made of; null: withheld.
 * This is to scope-details.ts what to-blocks.ts is to readings.ts.
 */
export function toDetails(input: DetailsInput): ScopeDetails | null {
  if (input.isWithheld) return null
  const { asOf, rollUp, earlierDefects } = input
  return {
    capacity: toCapacityDetails(input),
    confidence: toConfidenceDetails(rollUp.confidence, asOf),
    defects: toDefectDetails(rollUp, earlierDefects, asOf),
    trail: toTrailDetails(rollUp),
    ai: toAiDetails(rollUp.ai),
    tiers: toTierDetails(rollUp, asOf),
  }
}
