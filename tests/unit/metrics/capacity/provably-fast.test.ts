import { describe, expect, it } from 'vitest'
import { isProvablyFast } from '@/lib/metrics/capacity/provably-fast'

describe('a provably fast approval', () => {
  const pace = { reviewableLines: 500, elapsedHours: 0.4, comments: 0 }
  it('is faster than 1000 lines an hour, on 50 lines or more, in silence', () => {
    expect(isProvablyFast(pace)).toBe(true)
    expect(isProvablyFast({ ...pace, elapsedHours: 0.5 })).toBe(false)
    expect(isProvablyFast({ ...pace, comments: 1 })).toBe(false)
    expect(isProvablyFast({ reviewableLines: 49, elapsedHours: 0, comments: 0 })).toBe(false)
    expect(isProvablyFast({ reviewableLines: 50, elapsedHours: 0, comments: 0 })).toBe(true)
  })
})
