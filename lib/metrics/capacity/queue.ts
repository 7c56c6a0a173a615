import { HOUR } from '@/lib/dates'
import { quantileIfEnough, toSorted } from '@/lib/metrics/statistics/intervals'

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
  return {
    open: ages.length,
    p50Hours: quantileIfEnough(ages, 0.5),
    p90Hours: quantileIfEnough(ages, 0.9),
    oldestHours: ages.at(-1) ?? null,
  }
}
