import type { NarrowEvaluation, TrailElement } from '@/lib/metrics/history/pull-request-evaluation'
import { addCount, byTier, count, countsBy, record } from '@/lib/metrics/statistics/fold'

// Of the whys those that are prose: of weeks summed before they were told apart there are none, and all are cued.
const tierSums = record({ eligible: count, covered: count, humanEvidenced: count, elements: countsBy<TrailElement>(), whyProse: count })

/** Merges that are eligible for the reasoning trail, by what they meet of it. */
export const trailSums = byTier(tierSums)
export type TrailSums = ReturnType<typeof trailSums>

export function addTrail(sums: TrailSums, { trail, tier }: NarrowEvaluation): void {
  if (!trail) return
  const counts = (sums[tier] ??= tierSums([]))
  counts.eligible += 1
  if (trail.covered) counts.covered += 1
  if (trail.humanEvidenced) counts.humanEvidenced += 1
  for (const element of trail.met) addCount(counts.elements, element)
  if (trail.why === 'prose') counts.whyProse += 1
}
