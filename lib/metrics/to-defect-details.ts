import { TIERS } from '@/lib/policy/tiers'
import { countDefects } from './count-defects'
import type { SpanRollUp } from './roll-up-week'
import type { DefectDetails } from './scope-details'
import { wilson } from './statistics'
import { toEstimatePer100 } from './to-estimate'

const SENSITIVITY_DAYS = 90

/** The line with a longer window, and escapes by tier over merges at least 30 days old. */
export function toDefectDetails({ defects }: SpanRollUp, asOf: Date, hidden: ReadonlySet<string>): DefectDetails {
  const longer = countDefects(defects, asOf, SENSITIVITY_DAYS)
  const byTier: DefectDetails['byTier'] = {}
  for (const tier of TIERS) {
    const own = defects.filter((row) => row[5] === tier)
    if (own.length === 0) continue
    const { matured, withStrictEscape } = countDefects(own, asOf)
    byTier[tier] = hidden.has(tier) ? { matured: null, withEscape: null } : { matured, withEscape: withStrictEscape }
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
