import type { DefectCatchRateReading } from '@/lib/metrics/document/readings'
import { formatShare, formatShareRange } from '@/lib/pages/words/format-figures'

/** What stands beside every catch rate, e.g. "audit: 88 % right (70–96 %)"; "not yet audited" is as much of an answer. */
export function nameAudit({ audit, precision }: DefectCatchRateReading): string {
  if (audit !== 'audited' || precision.value === null) return NOT_AUDITED
  return `audit:\u00a0${formatShare(precision.value)} right (${formatShareRange(precision.low, precision.high)})`
}

const NOT_AUDITED = 'not yet audited'
