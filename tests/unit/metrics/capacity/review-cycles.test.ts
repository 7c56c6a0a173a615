import { HOUR } from '@/lib/dates'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeReviewCycles, type ReviewCycleInput } from '@/lib/metrics/capacity/review-cycles'

/** Day and hour of an invented month. */
const at = (day: number, hour = 9) => new Date(Date.UTC(2026, 2, day, hour))
const review = (reviewerId: string, state: string, submittedAt: Date) => ({ reviewerId, state, submittedAt })
const NOW = at(28)

function compute(input: Partial<ReviewCycleInput>, asOf = NOW): string[] {
  const whole: ReviewCycleInput = {
    createdAt: at(1),
    isCreatedAsDraft: false,
    transitions: [],
    pushes: [],
    requests: [],
    reviews: [],
    mergedAt: null,
    ...input,
  }
  return computeReviewCycles(whole, asOf).map(
    ({ startedAt, endedAt, outcome }) => `${startedAt.getUTCDate()}–${endedAt?.getUTCDate() ?? ''} ${outcome}`,
  )
}

describe('a review cycle', () => {
  it('opens at creation and stays open as of now', () => {
    expect(compute({})).toEqual(['1– open'])
  })

  it('does not exist for a draft that never asked for review', () => {
    expect(compute({ isCreatedAsDraft: true, pushes: [at(2)], reviews: [review('bo', 'COMMENTED', at(3))] })).toEqual([])
    expect(compute({ isCreatedAsDraft: true, transitions: [{ type: 'closed', at: at(2) }] })).toEqual([])
  })

  it('ends with a comment as well as with a verdict', () => {
    expect(compute({ reviews: [review('bo', 'COMMENTED', at(2)), review('bo', 'APPROVED', at(3))] })).toEqual(['1–2 reviewed'])
  })

  it('opens at ready again once the approval is dismissed, and not while it stands', () => {
    const transitions = [
      { type: 'draft' as const, at: at(4) },
      { type: 'ready' as const, at: at(6) },
    ]
    const approval = review('bo', 'APPROVED', at(2))
    expect(compute({ transitions, reviews: [approval] })).toEqual(['1–2 reviewed'])
    expect(compute({ transitions, reviews: [{ ...approval, dismissedAt: at(5) }] })).toEqual(['1–2 reviewed', '6– open'])
    expect(compute({ transitions, reviews: [{ ...approval, dismissedAt: at(7) }] })).toEqual(['1–2 reviewed'])
  })

  it('is withdrawn by going back to draft and opens anew when ready again', () => {
    const transitions = [
      { type: 'draft' as const, at: at(2) },
      { type: 'ready' as const, at: at(4) },
    ]
    expect(compute({ transitions })).toEqual(['1–2 withdrawn', '4– open'])
    expect(compute({ transitions, reviews: [review('bo', 'COMMENTED', at(1, 12))] })).toEqual(['1–1 reviewed', '4– open'])
  })

  it('opens no other while an approval of the present head stands: it was reviewed before', () => {
    const transitions = [
      { type: 'draft' as const, at: at(2) },
      { type: 'ready' as const, at: at(4) },
      { type: 'closed' as const, at: at(5) },
      { type: 'reopened' as const, at: at(6) },
    ]
    const approved = review('bo', 'APPROVED', at(1, 12))
    expect(compute({ transitions, reviews: [approved] })).toEqual(['1–1 reviewed'])
    expect(compute({ transitions, reviews: [approved], pushes: [at(3)] })).toEqual(['1–1 reviewed', '4–5 closed', '6– open'])
    const turned = [approved, review('bo', 'CHANGES_REQUESTED', at(3)), review('cy', 'COMMENTED', at(3, 5))]
    expect(compute({ transitions, reviews: turned })).toEqual(['1–1 reviewed', '4–5 closed', '6– open'])
    expect(compute({ isCreatedAsDraft: true, transitions: [{ type: 'ready', at: at(4) }], reviews: [approved] })).toEqual([])
  })

  it('does not open twice when ready is said twice', () => {
    expect(compute({ transitions: [{ type: 'ready', at: at(3) }] })).toEqual(['1– open'])
  })

  it('is closed with the pull request and opens anew when that is reopened', () => {
    const transitions = [
      { type: 'closed' as const, at: at(2) },
      { type: 'reopened' as const, at: at(5) },
    ]
    expect(compute({ transitions })).toEqual(['1–2 closed', '5– open'])
    expect(compute({ transitions: [{ type: 'draft', at: at(1, 10) }, ...transitions] })).toEqual(['1–1 withdrawn'])
  })

  it('opens at a push or a re-request after a review, at a push alone after an approval', () => {
    const commented = [review('bo', 'COMMENTED', at(2))]
    const approved = [review('bo', 'APPROVED', at(2))]
    expect(compute({ reviews: commented, requests: [at(3)] })).toEqual(['1–2 reviewed', '3– open'])
    expect(compute({ reviews: commented, pushes: [at(3), at(4)] })).toEqual(['1–2 reviewed', '3– open'])
    expect(compute({ reviews: approved, requests: [at(3)] })).toEqual(['1–2 reviewed'])
    expect(compute({ reviews: approved, requests: [at(3)], pushes: [at(4)] })).toEqual(['1–2 reviewed', '4– open'])
  })

  it('does not open at a push or a request before any review, or while it is a draft', () => {
    expect(compute({ pushes: [at(2)], requests: [at(2)] })).toEqual(['1– open'])
    const transitions = [{ type: 'draft' as const, at: at(3) }]
    expect(compute({ reviews: [review('bo', 'COMMENTED', at(2))], transitions, pushes: [at(4)] })).toEqual(['1–2 reviewed'])
  })

  it('is a missed review if the merge comes first, a pushed-over approval included', () => {
    expect(compute({ mergedAt: at(2) })).toEqual(['1–2 merged_unreviewed'])
    expect(compute({ reviews: [review('bo', 'APPROVED', at(2))], pushes: [at(3)], mergedAt: at(4) })).toEqual([
      '1–2 reviewed',
      '3–4 merged_unreviewed',
    ])
  })

  it('takes an approval in the second of the merge as a review', () => {
    expect(compute({ reviews: [review('bo', 'APPROVED', at(2))], mergedAt: at(2) })).toEqual(['1–2 reviewed'])
  })

  it('takes a review in the second of the closing or the draft as a review, and a push in it as the reason', () => {
    const reviews = [review('bo', 'CHANGES_REQUESTED', at(2))]
    expect(compute({ reviews, transitions: [{ type: 'closed', at: at(2) }] })).toEqual(['1–2 reviewed'])
    expect(compute({ reviews, transitions: [{ type: 'draft', at: at(2) }] })).toEqual(['1–2 reviewed'])
    expect(compute({ reviews, pushes: [at(2)] })).toEqual(['1–2 reviewed'])
  })

  it('ignores what comes after the merge and after the instant', () => {
    const late = [review('bo', 'APPROVED', at(5))]
    expect(compute({ mergedAt: at(4), reviews: late, pushes: [at(6)] })).toEqual(['1–4 merged_unreviewed'])
    expect(compute({ mergedAt: at(6), reviews: late }, at(4))).toEqual(['1– open'])
    expect(compute({}, at(1, 8))).toEqual([])
  })
})

describe('review cycles of any history', () => {
  const hour = fc.integer({ min: 0, max: 600 }).map((hours) => new Date(Date.UTC(2026, 2, 1) + hours * HOUR))
  const input: fc.Arbitrary<ReviewCycleInput> = fc.record({
    createdAt: hour,
    isCreatedAsDraft: fc.boolean(),
    transitions: fc.array(fc.record({ type: fc.constantFrom('ready', 'draft', 'closed', 'reopened'), at: hour }), { maxLength: 8 }),
    pushes: fc.array(hour, { maxLength: 8 }),
    requests: fc.array(hour, { maxLength: 8 }),
    reviews: fc.array(
      fc.record({
        reviewerId: fc.constantFrom('bo', 'cy'),
        state: fc.constantFrom('APPROVED', 'COMMENTED', 'CHANGES_REQUESTED'),
        submittedAt: hour,
      }),
      { maxLength: 8 },
    ),
    mergedAt: fc.option(hour),
  })

  it('never overlap, never run backwards, and only the last can be open', () => {
    fc.assert(
      fc.property(input, hour, (history, asOf) => {
        const cycles = computeReviewCycles(history, asOf)
        cycles.forEach((cycle, index) => {
          const next = cycles[index + 1]
          expect(cycle.endedAt === null).toBe(cycle.outcome === 'open')
          expect(cycle.reviewerId !== null).toBe(cycle.outcome === 'reviewed')
          if (cycle.endedAt) expect(cycle.endedAt >= cycle.startedAt).toBe(true)
          if (next) expect(cycle.endedAt !== null && next.startedAt >= cycle.endedAt).toBe(true)
          expect((cycle.endedAt ?? cycle.startedAt) <= asOf).toBe(true)
        })
      }),
    )
  })

  it('do not depend on the order of the lists', () => {
    fc.assert(
      fc.property(input, hour, (history, asOf) => {
        const pushes = history.pushes.toReversed()
        const requests = history.requests.toReversed()
        expect(computeReviewCycles({ ...history, pushes, requests }, asOf)).toEqual(computeReviewCycles(history, asOf))
      }),
    )
  })
})
