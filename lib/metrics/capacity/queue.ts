import { HOUR } from '@/lib/dates'
import { minimumSampleSize, quantile, toSorted } from '@/lib/metrics/statistics/intervals'

/**
 * The review queue as of an instant (METRICS section 2): open cycles with their age in elapsed hours.
 * A quantile below its smallest n is null (median 6, p90 36); the oldest age is null in an empty queue.
 */
export interface QueueAges {
  open: number
  p50Hours: number | null
  p90Hours: number | null
  oldestHours: number | null
}

export function computeQueueAges(openSince: readonly Date[], asOf: Date): QueueAges {
  const ages = toSorted(openSince.map((since) => (asOf.getTime() - since.getTime()) / HOUR))
  const at = (p: number) => (ages.length >= minimumSampleSize(p) ? quantile(ages, p) : null)
  return { open: ages.length, p50Hours: at(0.5), p90Hours: at(0.9), oldestHours: ages.at(-1) ?? null }
}
