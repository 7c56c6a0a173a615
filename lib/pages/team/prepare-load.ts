import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { formatCount, formatRate, formatShare } from '@/lib/pages/words/format-figures'
import { LEAST_REVIEWERS } from '@/lib/pages/figures/top-share'
import { missing, type Exhibit } from './exhibit'

const MOST_BARS = 40

/** How the reviews spread over those who may give them: shares, the busiest first, nobody named. */
export function prepareLoadExhibit({ effectiveReviewers, gini }: ReviewCapacityReading, shares: readonly number[] | null): Exhibit {
  const title =
    effectiveReviewers === null
      ? 'Load over reviewers: not enough evidence'
      : `Reviews are spread as if ${formatRate(effectiveReviewers)} people shared them evenly`
  if (shares === null || effectiveReviewers === null) return missing('load', title, 'The spread of the load is not known.')
  const active = shares.filter((share) => share > 0).length
  if (active < LEAST_REVIEWERS) {
    return missing(
      'load',
      title,
      `Fewer than ${LEAST_REVIEWERS} people reviewed, so single shares are not shown: they would be as good as names.`,
    )
  }
  const top = shares[0] ?? 0
  const even = 1 / shares.length
  const drawn = shares.slice(0, MOST_BARS)
  const idle = shares.length - active
  return {
    key: 'load',
    title,
    caption: [
      `One bar for each of ${formatCount(shares.length)} who may review, the busiest first and nobody named.`,
      idle > 0 ? `${formatCount(idle)} gave no review.` : '',
      gini === null ? '' : `Gini ${formatRate(gini)}.`,
    ]
      .filter(Boolean)
      .join(' '),
    drawing: {
      kind: 'load',
      view: {
        description: `The busiest carries ${formatShare(top)} of the reviews, ${formatCount(active)} of ${formatCount(shares.length)} gave any.`,
        shares: drawn.map((share, index) => ({ height: top === 0 ? 0 : share / top, label: index === 0 ? formatShare(share) : null })),
        even: { at: top === 0 ? 0 : even / top, label: `even: ${formatShare(even)}` },
      },
    },
    // Shares one by one would let a reader follow a person from week to week; cumulated they answer the question.
    table: {
      columns: ['The busiest …', 'carry together'],
      rows: [1, 2, 3, 5, 10]
        .filter((count) => count < shares.length)
        .map((count) => [formatCount(count), formatShare(shares.slice(0, count).reduce((sum, share) => sum + share, 0))]),
    },
    link: null,
    isPrinted: true,
  }
}
