import type { StressReading } from '@/lib/metrics/stress/compute'

/** With fewer who review, a share is as good as a name to anyone who knows the team. */
export const LEAST_REVIEWERS = 5

/**
 * The busiest reviewer's share where it is no name: at least five people gave a review. Their number is not in the
 * reading, but effective reviewers (1 ÷ Σ share²) are never more than it: five of them prove it, and fewer leave it open.
 */
export function toShownTopShare({ effectiveReviewers, topShare }: Pick<StressReading, 'effectiveReviewers' | 'topShare'>): number | null {
  return effectiveReviewers !== null && effectiveReviewers >= LEAST_REVIEWERS ? topShare : null
}
