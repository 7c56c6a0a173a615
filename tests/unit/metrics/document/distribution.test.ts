import { describe, expect, it } from 'vitest'
import { toDistribution } from '@/lib/metrics/document/distribution'

describe('a distribution', () => {
  it('holds each bound in the step it opens, and everything beyond the last in it', () => {
    expect(toDistribution([0, 3.9, 4, 7, 8, 1000], [0, 4, 8])).toEqual({ bounds: [0, 4, 8], counts: [2, 2, 2] })
  })
})
