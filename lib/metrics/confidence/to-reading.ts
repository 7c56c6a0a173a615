import type { BlockStatus, TimeToConfidentMergeReading } from '@/lib/metrics/document/readings'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import { minimumSampleSize, quantileIfEnough, wilson } from '@/lib/metrics/statistics/intervals'
import { computeKaplanMeier } from '@/lib/metrics/statistics/kaplan-meier'
import { toCensoredHours, type ConfidenceSums } from './sums'

export function toTimeToConfidentMerge(sums: ConfidenceSums, asOf: Date): TimeToConfidentMergeReading {
  const { confidentHours, withoutConfidenceSince, openSince, inWords, indeterminate, reasons, idleHours, mergeHours } = sums
  const confident = confidentHours.length
  const withoutConfidence = withoutConfidenceSince.length
  const censored = toCensoredHours(sums, asOf)
  const atRisk = confident + censored.length
  const curve = computeKaplanMeier(confidentHours, censored)
  const p50 = curve.quantile(0.5)
  const p75 = curve.quantile(0.75)
  const p50Status = quantileStatus(p50.value, atRisk, 0.5)
  const p75Status = quantileStatus(p75.value, atRisk, 0.75)
  return {
    status: p50Status,
    n: atRisk + indeterminate,
    confident,
    inWords,
    withoutConfidence,
    indeterminate,
    open: openSince.length,
    p50Hours: p50Status === 'ok' ? p50.value : null,
    p50Low: p50Status === 'insufficient' ? null : p50.low,
    p50High: p50Status === 'insufficient' ? null : p50.high,
    p50Status,
    p75Hours: p75Status === 'ok' ? p75.value : null,
    p75Low: p75Status === 'insufficient' ? null : p75.low,
    p75High: p75Status === 'insufficient' ? null : p75.high,
    p75Status,
    withoutConfidenceShare: toEstimate(wilson(withoutConfidence, confident + withoutConfidence)),
    reasons: sortReasons(reasons),
    idleAfterConfidenceP50Hours: quantileIfEnough(idleHours, 0.5),
    plainTimeToMergeP50Hours: quantileIfEnough(mergeHours, 0.5),
  }
}

function quantileStatus(value: number | null, n: number, p: number): BlockStatus {
  if (n < minimumSampleSize(p)) return 'insufficient'
  return value === null ? 'not_reached' : 'ok'
}

/** Most frequent first, then by name. */
function sortReasons(reasons: Partial<Record<ConfidenceReason, number>>): Partial<Record<ConfidenceReason, number>> {
  return Object.fromEntries(Object.entries(reasons).sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1)))
}
