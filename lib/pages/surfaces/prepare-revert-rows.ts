import type { TierDetails } from '@/lib/metrics/document/scope-details'
import { minimumSampleSize } from '@/lib/metrics/statistics/intervals'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { formatCount, formatHours, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { isLowN } from '@/lib/pages/words/name-missing'
import { prepareShareMark, type ShareMarkView } from '@/lib/pages/controls/share-mark'
import type { Counted, ListHref } from '@/lib/pages/controls/prepare-tier-rows'

export interface RevertRow {
  tier: Tier
  /** Why there are no figures; null where there are. */
  absent: string | null
  matured: string
  reverted: Counted | null
  rate: string | null
  interval: string | null
  isLowN: boolean
  mark: ShareMarkView | null
  /** Median time from the merge to its revert, or why there is none. */
  rollback: string
}

export interface RevertRows {
  rows: RevertRow[]
  ticks: { at: number; label: string }[]
}

const CEILINGS = [0.1, 0.25, 0.5, 1]

/** Of merges at least 30 days old, those reverted within 30 days; one axis for all tiers. */
export function prepareRevertRows(byTier: TierDetails['byTier'], toHref: ListHref): RevertRows {
  const highest = Math.max(0, ...TIERS.map((tier) => byTier[tier]?.reverts.rate.high ?? 0))
  const ceiling = CEILINGS.find((limit) => limit >= highest) ?? 1
  const rows = TIERS.toReversed().flatMap((tier): RevertRow[] => {
    const counts = byTier[tier]
    if (!counts) return []
    const { matured, reverted, rate, medianHours } = counts.reverts
    const nothing = { reverted: null, rate: null, interval: null, isLowN: false, mark: null, rollback: '' }
    if (matured === null || reverted === null) return [{ tier, ...nothing, matured: '', absent: 'withheld' }]
    if (rate.value === null) return [{ tier, ...nothing, matured: '0', absent: 'no merge is 30 days old yet' }]
    return [
      {
        tier,
        absent: null,
        matured: formatCount(matured),
        reverted: { label: 'reverted', count: formatCount(reverted), href: reverted > 0 ? toHref({ tier, reverted: '1' }) : null },
        rate: formatShare(rate.value),
        interval: formatShareRange(rate.low, rate.high),
        isLowN: isLowN(matured),
        mark: prepareShareMark(rate, ceiling),
        rollback: nameRollback(reverted, medianHours),
      },
    ]
  })
  return { rows, ticks: [0, 0.5, 1].map((at) => ({ at, label: formatShare(at * ceiling) })) }
}

/** A median of fewer than six has no interval, so that it is no figure (METRICS section 1). */
function nameRollback(reverted: number, medianHours: number | null): string {
  if (reverted === 0 || medianHours === null) return 'none reverted'
  return reverted < minimumSampleSize(0.5) ? `too few: ${formatCount(reverted)}` : `median ${formatHours(medianHours)}`
}
