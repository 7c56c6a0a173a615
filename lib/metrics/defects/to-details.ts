import { TIERS } from '@/lib/policy/tiers'
import { countDefects } from './count'
import { listHiddenTiers } from '@/lib/metrics/document/hidden-tiers'
import type { DefectRow } from './sums'
import type { ContributorSums } from '@/lib/metrics/document/contributors'
import type { DefectDetails } from '@/lib/metrics/document/scope-details'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { toEstimatePer100 } from '@/lib/metrics/document/to-estimate'

const SENSITIVITY_DAYS = 90

/**
 * The line with a longer window, over the merges of 13 weeks earlier (of the default range's own none is old enough), and
 * escapes by tier over those of the range that are at least 30 days old.
 */
export function toDefectDetails(
  { defects, contributors }: { defects: DefectRow[]; contributors: ContributorSums },
  earlier: readonly DefectRow[],
  asOf: Date,
): DefectDetails {
  const longer = countDefects(earlier, asOf, SENSITIVITY_DAYS)
  const byTier: DefectDetails['byTier'] = {}
  for (const tier of TIERS) {
    const own = defects.filter((row) => row[5] === tier)
    if (own.length === 0) continue
    const { matured, withStrictEscape } = countDefects(own, asOf)
    byTier[tier] = { matured, withEscape: withStrictEscape }
  }
  for (const tier of listHiddenTiers({ contributors }, (one) => (byTier[one]?.matured ?? 0) > 0)) {
    if (byTier[tier]) byTier[tier] = { matured: null, withEscape: null }
  }
  return {
    sensitivity90: {
      matured: longer.matured,
      escapedStrict: longer.escapedStrict,
      escapedBroad: longer.escapedBroad,
      escapesPer100: toEstimatePer100(wilson(longer.withStrictEscape, longer.matured)),
    },
    byTier,
  }
}
