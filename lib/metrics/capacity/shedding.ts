import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'

/** Shown to be skipped (METRICS section 2): from here on load is shed, not carried, and no headroom is called room. */
export const SKIPPED_LIMIT = 0.05

export function isShedding({ unanswered }: Pick<ReviewCapacityReading, 'unanswered'>): boolean {
  return unanswered.low !== null && unanswered.low > SKIPPED_LIMIT
}
