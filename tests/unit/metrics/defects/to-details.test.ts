import { describe, expect, it } from 'vitest'
import { emptySpanRollUp, type SpanRollUp } from '@/lib/metrics/readings/span-roll-up'
import { before, readDetails } from '../../../support/make-details'

describe('defects', () => {
  const change = (rollUp: SpanRollUp) =>
    rollUp.defects.push(
      [before(100 * 24), 1, 1, 0, [[before(50 * 24), 1, 1, 50]], 'T2'],
      [before(95 * 24), 1, 1, 0, [[before(94 * 24), 1, 1, 1]], 'T3'],
      [before(60 * 24), 1, 1, 0, [], 'T3'],
      [before(10 * 24), 1, 1, 0, [], 'T3'],
    )

  it('count escapes of 90 days over merges of 13 weeks earlier, and not over those of the range', () => {
    const earlier = emptySpanRollUp()
    change(earlier)
    expect(readDetails(change).defects.sensitivity90.matured).toBe(0)
    expect(readDetails(() => {}, { earlierDefects: earlier.defects }).defects.sensitivity90).toMatchObject({
      matured: 2,
      escapedStrict: 2,
      escapedBroad: 2,
      escapesPer100: { value: 100 },
    })
  })

  it('by tier keep to 30 days', () => {
    expect(readDetails(change).defects.byTier).toEqual({ T2: { matured: 1, withEscape: 0 }, T3: { matured: 2, withEscape: 1 } })
  })
})
