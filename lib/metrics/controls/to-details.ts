import { TIERS } from '@/lib/policy/tiers'
import type { ControlSums, JudgedAsT1Sums, ManifestSums, TierControlSums, UnclassifiedSums } from './sums'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import type { ContributorSums } from '@/lib/metrics/document/contributors'
import { tierComplianceCounts, type TierComplianceCounts, type TierDetails } from '@/lib/metrics/document/scope-details'
import { prepareWithheld } from '@/lib/metrics/document/withhold'
import { computeRevertRate } from './stability'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { toEstimate } from '@/lib/metrics/document/to-estimate'

/** A list to act on; beyond it people write a broader rule. */
const MOST_DIRECTORIES = 50

const withholdCounts = prepareWithheld(tierComplianceCounts)

export interface TierRollUp {
  controls: ControlSums
  manifests: ManifestSums
  unclassified: UnclassifiedSums
  judgedAsT1: JudgedAsT1Sums
  contributors: ContributorSums
}

/** What each tier's merges had of what was asked of them, and what no rule knows (METRICS section 7). */
export function toTierDetails(rollUp: TierRollUp, asOf: Date): TierDetails {
  const { reviewed, notReviewed, notAssessable, byBots } = rollUp.manifests
  const hidden = listHiddenTiers(rollUp, (tier) => (rollUp.controls[tier]?.mergedAt.length ?? 0) > 0)
  const byTier: TierDetails['byTier'] = {}
  for (const tier of TIERS) {
    const sums = rollUp.controls[tier]
    if (sums) byTier[tier] = hidden.has(tier) ? withholdCounts() : toCounts(sums, asOf)
  }
  return {
    byTier,
    manifests: { merged: reviewed + notReviewed + notAssessable, reviewed, notReviewed, notAssessable, byBots },
    unclassified: Object.entries(rollUp.unclassified.directories)
      .map(([directory, merges]) => ({ directory, merges }))
      .sort((a, b) => b.merges - a.merges || (a.directory < b.directory ? -1 : 1))
      .slice(0, MOST_DIRECTORIES),
    unclassifiedMerges: rollUp.unclassified.merges,
    judgedAsT1: Object.entries(rollUp.judgedAsT1).map(([repositoryId, merges]) => ({ repositoryId, merges })),
  }
}

function toCounts(sums: TierControlSums, asOf: Date): TierComplianceCounts {
  const { compliant, notCompliant, notAssessable, missing, bypassed, ruleKnown } = sums
  return {
    merged: sums.mergedAt.length,
    compliant,
    notCompliant,
    notAssessable,
    share: toEstimate(wilson(compliant, compliant + notCompliant)),
    missing,
    bypassed,
    ruleKnown,
    reverts: toReverts(sums, asOf),
  }
}

function toReverts({ mergedAt, reverted }: TierControlSums, asOf: Date): TierComplianceCounts['reverts'] {
  const toRevertedAt = new Map<number, number[]>()
  for (const [at, revertedAt] of reverted) toRevertedAt.set(at, [...(toRevertedAt.get(at) ?? []), revertedAt])
  const merges = mergedAt.map((at) => {
    // Two merges of one instant: each takes one of the instant's reverts.
    const revertedAt = toRevertedAt.get(at)?.shift()
    // What came after the instant is not known yet.
    const isKnown = revertedAt !== undefined && revertedAt <= asOf.getTime()
    return { mergedAt: new Date(at), revertedAt: isKnown ? new Date(revertedAt) : null }
  })
  const { matured, reverted: count, rate, medianHoursToRevert } = computeRevertRate(merges, asOf)
  return { matured, reverted: count, rate: toEstimate(rate), medianHours: medianHoursToRevert }
}
