import { expect, test } from 'vitest'
import { readBlocks } from '../../../support/make-blocks'

test('a tier of few people is withheld, and with it the next smallest', () => {
  const { reasoningTrail } = readBlocks((rollUp) => {
    rollUp.contributors = { T0: ['ana', 'bo'], T1: ['ana', 'bo', 'cy', 'dee', 'eli'], T2: ['ana', 'bo', 'cy', 'dee', 'eli', 'fay'] }
    const counts = { eligible: 10, covered: 5, humanEvidenced: 4, elements: { why: 8 }, whyProse: 3 }
    rollUp.trail = { T0: counts, T1: counts, T2: counts }
  })
  expect(reasoningTrail).toMatchObject({ eligible: 30, covered: 15, share: 0.5, whyOnlyShare: 0.8, whyCuedShare: 0.5 })
  expect(reasoningTrail.byTier).toEqual({
    T0: { eligible: null, covered: null },
    T1: { eligible: null, covered: null },
    T2: { eligible: 10, covered: 5 },
  })
})
