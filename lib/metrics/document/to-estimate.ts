import type { Estimate } from './readings'
import type { ValueInterval } from '@/lib/metrics/statistics/intervals'

/** An interval as the document writes it: nulls where there is none. */
export function toEstimate(interval: ValueInterval | null): Estimate {
  return interval ? { value: interval.value, low: interval.low, high: interval.high } : { value: null, low: null, high: null }
}

/** The same per hundred. */
export function toEstimatePer100(interval: ValueInterval | null): Estimate {
  return toEstimate(interval && { value: interval.value * 100, low: interval.low * 100, high: interval.high * 100 })
}
