import { describe, expect, it } from 'vitest'
import { computeLittlesLaw } from '@/lib/metrics/capacity/littles-law'

describe("Little's law", () => {
  it('is consistent up to both ends of its band', () => {
    // λ·W/168 = 6.
    expect(computeLittlesLaw(4, 28, 36)).toMatchObject({ expectedWaiting: 6, isConsistent: true })
    expect(computeLittlesLaw(9, 28, 36).isConsistent).toBe(true)
    expect(computeLittlesLaw(3.99, 28, 36).isConsistent).toBe(false)
    expect(computeLittlesLaw(9.01, 28, 36).isConsistent).toBe(false)
  })

  it('has no ratio to nothing', () => {
    expect(computeLittlesLaw(0, 0, 0)).toEqual({ expectedWaiting: 0, ratio: null, isConsistent: true })
    expect(computeLittlesLaw(3, 0, 12)).toEqual({ expectedWaiting: 0, ratio: null, isConsistent: false })
  })
})
