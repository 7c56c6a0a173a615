import type { DefectCatchRateReading } from '@/lib/metrics/document/readings'
import { toEstimate, toEstimatePer100 } from '@/lib/metrics/document/to-estimate'
import { wilson } from '@/lib/metrics/statistics/intervals'
import { computeCatchRate } from './catch-rate'
import { countDefects } from './count'
import type { DefectRow } from './sums'

export function toDefectCatchRate(rows: readonly DefectRow[], asOf: Date): DefectCatchRateReading {
  const { matured, withStrictEscape, ...counts } = countDefects(rows, asOf)
  const catchRate = computeCatchRate(counts)
  const isShown = catchRate.status === 'ok'
  return {
    status: matured === 0 ? 'insufficient' : catchRate.status,
    matured,
    ...counts,
    rate: isShown ? catchRate.rate : null,
    low: isShown ? (catchRate.interval?.low ?? null) : null,
    high: isShown ? (catchRate.interval?.high ?? null) : null,
    // An audit comes and goes without a sync: it is put beside the rate when the document is asked for.
    audit: 'not_yet_audited',
    precision: toEstimate(null),
    escapesPer100: toEstimatePer100(wilson(withStrictEscape, matured)),
  }
}
