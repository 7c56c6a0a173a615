import type { ContributorSums } from '@/lib/metrics/document/contributors'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import type { TrailDetails } from '@/lib/metrics/document/scope-details'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import { TRAIL_ELEMENTS, type TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import type { TrailSums } from './sums'

export function toTrailDetails({ trail, contributors }: { trail: TrailSums; contributors: ContributorSums }): TrailDetails {
  const hasRows = (tier: Tier) => (trail[tier]?.eligible ?? 0) > 0
  const hidden = listHiddenTiers({ contributors }, hasRows)
  const byTier: TrailDetails['byTier'] = {}
  let eligible = 0
  let covered = 0
  for (const tier of TIERS) {
    const counts = trail[tier]
    if (!counts) continue
    byTier[tier] = hidden.has(tier)
      ? { eligible: null, covered: null, elements: null, whyCued: null }
      : {
          eligible: counts.eligible,
          covered: counts.covered,
          elements: toElements(counts.elements),
          whyCued: (counts.elements.why ?? 0) - counts.whyProse,
        }
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

function toElements(counts: Partial<Record<TrailElement, number>>): Record<TrailElement, number> {
  return Object.fromEntries(TRAIL_ELEMENTS.map((element) => [element, counts[element] ?? 0])) as Record<TrailElement, number>
}
