import { describe, expect, it } from 'vitest'
import { computePairing, suggestReviewers } from '@/lib/metrics/people/pairing'

describe('pairing and suggestions', () => {
  it('adds up repeated pairs and ignores reviews of oneself', () => {
    const edges = [
      { reviewer: 'ana', author: 'bo', reviews: 2 },
      { reviewer: 'ana', author: 'bo', reviews: 1 },
      { reviewer: 'bo', author: 'ana', reviews: 1 },
      { reviewer: 'cy', author: 'ana', reviews: 2 },
      { reviewer: 'ana', author: 'ana', reviews: 9 },
      { reviewer: 'cy', author: 'bo', reviews: 0 },
    ]
    expect(computePairing(edges, ['ana', 'bo', 'cy'])).toEqual({ pairCoverage: 0.5, reciprocity: 0.5, topPairShare: 0.5 })
  })

  it('asks nobody who has left, and counts what they know as unknown', () => {
    expect(
      suggestReviewers({
        author: 'ana',
        knowersByFile: new Map([['f', ['bo', 'cy', 'ana']]]),
        openReviews: new Map([
          ['ana', 0],
          ['bo', 0],
          ['cy', 0],
          ['dee', 3],
        ]),
        active: new Set(['ana', 'cy', 'dee']),
      }),
    ).toEqual({ mode: 'spread', atRiskFiles: ['f'], order: ['dee', 'cy'] })
  })
})
