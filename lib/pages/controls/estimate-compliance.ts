import type { Estimate } from '@/lib/metrics/document/readings'
import type { TierComplianceCounts } from '@/lib/metrics/document/scope-details'
import { wilson } from '@/lib/metrics/statistics/intervals'

export interface Compliance {
  merged: number
  compliant: number
  notCompliant: number
  notAssessable: number
}

/** Sums of tiers whose counts are known; null where any of them is withheld, because the rest would tell it. */
export function sumCompliance(parts: readonly (TierComplianceCounts | undefined)[]): Compliance | null {
  const sum: Compliance = { merged: 0, compliant: 0, notCompliant: 0, notAssessable: 0 }
  for (const part of parts) {
    if (!part) continue
    const { merged, compliant, notCompliant, notAssessable } = part
    if (merged === null || compliant === null || notCompliant === null || notAssessable === null) return null
    sum.merged += merged
    sum.compliant += compliant
    sum.notCompliant += notCompliant
    sum.notAssessable += notAssessable
  }
  return sum
}

/**
 * Compliant merges among those that can be judged, with an interval that covers both answers of those that cannot: Wilson
 * low of compliant/merged to Wilson high of (compliant + not assessable)/merged. Where all can be judged it is the plain
 * Wilson interval. Without it a tier whose maintainers nobody named would look worse than one whose are named, because
 * there a merge can fail for certain and never comply for certain. No value where fewer can be judged than cannot.
 */
export function estimateCompliance({ merged, compliant, notCompliant, notAssessable }: Compliance): Estimate {
  const judged = compliant + notCompliant
  const least = wilson(compliant, merged)
  const most = wilson(compliant + notAssessable, merged)
  if (!least || !most) return { value: null, low: null, high: null }
  return { value: judged > notAssessable ? compliant / judged : null, low: least.low, high: most.high }
}
