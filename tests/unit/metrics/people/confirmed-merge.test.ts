import { describe, expect, it } from 'vitest'
import { isConfirmed } from '@/lib/metrics/people/confirmed-merge'

const at = (day: number) => new Date(Date.UTC(2026, 2, day))

describe('a confirmed merge', () => {
  const merge = { confidence: 'confident' as const, mergedAt: at(1), strictEscapes: 0 }
  it('waits 30 days, and for no strict escape', () => {
    expect(isConfirmed(merge, new Date(Date.UTC(2026, 2, 31)))).toBe(true)
    expect(isConfirmed(merge, at(30))).toBeNull()
    expect(isConfirmed({ ...merge, strictEscapes: 1 }, at(30))).toBe(false)
    expect(isConfirmed({ ...merge, confidence: 'indeterminate' }, at(30))).toBeNull()
  })
})
