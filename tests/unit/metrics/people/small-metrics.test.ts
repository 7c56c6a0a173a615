import { describe, expect, it } from 'vitest'
import { isConfirmed } from '@/lib/metrics/people/confirmed-merge'
import { computeLittlesLaw } from '@/lib/metrics/capacity/littles-law'
import { isProvablyFast } from '@/lib/metrics/capacity/provably-fast'
import { isQualifiedReviewer, toAuthorIds } from '@/lib/metrics/history/qualified-reviewer'
import { computeQueueAges } from '@/lib/metrics/capacity/queue'

const at = (day: number) => new Date(Date.UTC(2026, 2, day))

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

describe('a qualified reviewer', () => {
  const authorship = { authorIds: new Set(['ana', 'bo']), requesterIds: new Set(['cy']) }
  const is = (id: string, more = {}) => isQualifiedReviewer({ id, type: 'User', ...more }, authorship)

  it('is a person with push access who neither wrote it nor asked for it', () => {
    expect(is('dee')).toBe(true)
    expect(is('dee', { canPush: null })).toBe(true)
    expect(is('dee', { canPush: false })).toBe(false)
    expect(is('dee', { isAi: true })).toBe(false)
    expect(is('bo')).toBe(false)
    expect(is('cy')).toBe(false)
    for (const type of ['Bot', 'Mannequin', 'Organization', 'EnterpriseUserAccount', 'Ghost']) expect(is('dee', { type })).toBe(false)
  })

  it('is made no author by a merge of the base or an accepted suggestion', () => {
    const authors = toAuthorIds('ana', [
      { authorIds: ['ana', 'bo'] },
      { authorIds: ['dee'], isMergeOfBase: true },
      { authorIds: ['ana', 'eli'], isAcceptedSuggestion: true },
    ])
    expect([...authors]).toEqual(['ana', 'bo'])
  })
})

describe('the queue', () => {
  it('gives ages where there are enough of them', () => {
    expect(computeQueueAges([], at(9))).toEqual({ open: 0, p50Hours: null, p90Hours: null, oldestHours: null })
    const six = [1, 2, 3, 4, 5, 6].map(at)
    expect(computeQueueAges(six, at(9))).toEqual({ open: 6, p50Hours: 132, p90Hours: null, oldestHours: 192 })
    expect(computeQueueAges(six.slice(1), at(9)).p50Hours).toBeNull()
  })
})

describe('a confirmed merge', () => {
  const merge = { confidence: 'confident' as const, mergedAt: at(1), strictEscapes: 0 }
  it('waits 30 days, and for no strict escape', () => {
    expect(isConfirmed(merge, new Date(Date.UTC(2026, 2, 31)))).toBe(true)
    expect(isConfirmed(merge, at(30))).toBeNull()
    expect(isConfirmed({ ...merge, strictEscapes: 1 }, at(30))).toBe(false)
    expect(isConfirmed({ ...merge, confidence: 'indeterminate' }, at(30))).toBeNull()
  })
})
