import type { ContributorSums } from '@/lib/metrics/document/contributors'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import type { ReasoningTrailReading } from '@/lib/metrics/document/readings'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { TIERS } from '@/lib/policy/tiers'
import type { TrailSums } from './sums'

export function toReasoningTrail({ trail, contributors }: { trail: TrailSums; contributors: ContributorSums }): ReasoningTrailReading {
  const hidden = listHiddenTiers({ contributors }, (tier) => (trail[tier]?.eligible ?? 0) > 0)
  const byTier: ReasoningTrailReading['byTier'] = {}
  let eligible = 0
  let covered = 0
  let why = 0
  let whyProse = 0
  let humanEvidenced = 0
  for (const tier of TIERS) {
    const counts = trail[tier]
    if (!counts) continue
    eligible += counts.eligible
    covered += counts.covered
    why += counts.elements.why ?? 0
    whyProse += counts.whyProse
    humanEvidenced += counts.humanEvidenced
    byTier[tier] = hidden.has(tier) ? { eligible: null, covered: null } : { eligible: counts.eligible, covered: counts.covered }
  }
  const share = wilson(covered, eligible)
  return {
    status: share ? 'ok' : 'insufficient',
    eligible,
    covered,
    share: share?.value ?? null,
    low: share?.low ?? null,
    high: share?.high ?? null,
    whyOnlyShare: eligible > 0 ? why / eligible : null,
    whyCuedShare: eligible > 0 ? (why - whyProse) / eligible : null,
    humanEvidencedShare: eligible > 0 ? humanEvidenced / eligible : null,
    byTier,
  }
}
