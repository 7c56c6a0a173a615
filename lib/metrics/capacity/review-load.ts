/**
 * How reviews are spread over those who could give them (METRICS section 2).
 *
 * Population: eligible reviewers, zeros included: team members with push access in the window, and anyone who
 * reviewed the team's pull requests. sᵢ is a person's share of the qualified reviews.
 * Effective reviewers N_eff = 1/Σsᵢ², the number of equally busy people who would be as concentrated.
 * Gini = Σ(2i − n − 1)·xᵢ / (n·Σx) over the counts in ascending order: 0 for equal counts, (n − 1)/n at most.
 * Null: nobody reviewed anything.
 */
export interface ReviewLoad {
  effectiveReviewers: number | null
  /** Σsᵢ², the Herfindahl–Hirschman index. */
  concentration: number | null
  topShare: number | null
  gini: number | null
}

export function computeReviewLoad(reviews: readonly number[]): ReviewLoad {
  const total = reviews.reduce((sum, count) => sum + count, 0)
  if (total <= 0) return { effectiveReviewers: null, concentration: null, topShare: null, gini: null }
  const n = reviews.length
  const sorted = [...reviews].sort((a, b) => a - b)
  const concentration = reviews.reduce((sum, count) => sum + (count / total) ** 2, 0)
  const spread = sorted.reduce((sum, count, index) => sum + (2 * (index + 1) - n - 1) * count, 0)
  return {
    effectiveReviewers: 1 / concentration,
    concentration,
    topShare: (sorted.at(-1) ?? 0) / total,
    gini: spread / (n * total),
  }
}
