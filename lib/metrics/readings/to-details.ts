import { TIERS, type Tier } from '@/lib/policy/tiers'
import { computeIndependentEvaluation } from '@/lib/metrics/ai/closed-loop'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import type { AiEvidenceTier, TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import type { DefectRow } from './roll-up-week'
import type { AiDetails, ScopeDetails, TrailDetails } from '@/lib/metrics/document/scope-details'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { toCapacityDetails } from '@/lib/metrics/capacity/to-details'
import { toConfidenceDetails } from '@/lib/metrics/confidence/to-details'
import { toDefectDetails } from '@/lib/metrics/defects/to-details'
import { toEstimate } from '@/lib/metrics/statistics/to-estimate'
import type { ReadingsInput } from './to-blocks'
import { toTierDetails } from '@/lib/metrics/controls/to-details'

export interface DetailsInput extends ReadingsInput {
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
  const { asOf, rollUp } = input
  return {
    capacity: toCapacityDetails(input),
    confidence: toConfidenceDetails(rollUp, asOf),
    defects: toDefectDetails(rollUp, input.earlierDefects, asOf),
    trail: toTrailDetails(input),
    ai: toAiDetails(input),
    tiers: toTierDetails(rollUp, asOf),
  }
}

const ELEMENTS = ['why', 'link', 'alternatives', 'risk', 'verification', 'dialogue'] as const satisfies TrailElement[]

function toTrailDetails({ rollUp }: DetailsInput): TrailDetails {
  const hasRows = (tier: Tier) => (rollUp.trail[tier]?.eligible ?? 0) > 0
  const hidden = listHiddenTiers(rollUp, hasRows)
  const byTier: TrailDetails['byTier'] = {}
  let eligible = 0
  let covered = 0
  for (const tier of TIERS) {
    const counts = rollUp.trail[tier]
    if (!counts) continue
    const elements = Object.fromEntries(ELEMENTS.map((element) => [element, counts.elements[element] ?? 0]))
    byTier[tier] = hidden.has(tier)
      ? { eligible: null, covered: null, elements: null }
      : { eligible: counts.eligible, covered: counts.covered, elements: elements as Record<TrailElement, number> }
    if (tier < 'T2') continue
    eligible += counts.eligible
    covered += counts.covered
  }
  // The sum is a second total: one withheld tier on either side of it would follow from it. Two on one side with none on
  // the other follow from nothing that the scope's total does not tell anyway.
  const withheld = TIERS.filter((tier) => hasRows(tier) && hidden.has(tier))
  const risky = withheld.filter((tier) => tier >= 'T2').length
  const isTelling = risky === 1 || (risky > 0 && withheld.length - risky === 1)
  if (isTelling) return { byTier, risky: { eligible: null, covered: null, share: toEstimate(null) } }
  return { byTier, risky: { eligible, covered, share: toEstimate(wilson(covered, eligible)) } }
}

const EVIDENCE: AiEvidenceTier[] = ['L4', 'L3', 'L2', 'L1', 'L0', 'human']

function toAiDetails({ rollUp: { ai } }: DetailsInput): AiDetails {
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
    byEvidence: EVIDENCE.map((tier) => ({ tier, pullRequests: ai.byEvidence[tier] ?? 0, lines: lines[tier] })),
    independentEvaluation: {
      agentWritten: ai.agentWritten,
      closedLoops: ai.closedLoops,
      unknown: ai.loopsUnknown,
      share: toEstimate(computeIndependentEvaluation(ai.agentWritten, ai.closedLoops, ai.loopsUnknown)),
    },
  }
}
