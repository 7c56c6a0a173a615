import { describe, expect, it } from 'vitest'
import { listUnqualifiedApprovals, toQualifiedReviews } from '@/lib/metrics/history/qualified-reviews'
import { hour, makeActor, makeEvent, makeHistory, makeReview, oid } from '../../../support/make-history'

const authors = new Set(['ana', 'cy'])
const reviews = [
  makeReview('ben', 12, { state: 'COMMENTED' }),
  makeReview('dee', 10, { commitOid: null }),
  makeReview('Cy', 11),
  makeReview('eve', 11.5),
  makeReview('fay', 13, { authorCanPush: false }),
  makeReview('guy', 14, { authorCanPush: null }),
  makeReview(makeActor('gemini-code-assist', 'Bot'), 15),
  makeReview(makeActor('moved', 'Mannequin'), 16),
  makeReview('ben', 30),
]

describe('qualified reviews', () => {
  it('are those of people who may judge it, in order, up to the instant', () => {
    const found = toQualifiedReviews(makeHistory({ reviews }), authors, 'EVE', hour(20))
    expect(found.map(({ reviewerId, state }) => [reviewerId, state])).toEqual([
      ['id-dee', 'APPROVED'],
      ['id-ben', 'COMMENTED'],
      ['id-guy', 'APPROVED'],
    ])
  })

  it('remember what a dismissed review had said, and from when it is gone', () => {
    const dismissed = [makeReview('ben', 10, { id: 'r1', state: 'DISMISSED' }), makeReview('dee', 11, { id: 'r2', state: 'DISMISSED' })]
    const event = makeEvent('ReviewDismissedEvent', 15, { subjectId: 'r1', details: { previousReviewState: 'CHANGES_REQUESTED' } })
    const history = makeHistory({ reviews: dismissed, timeline: [event] })
    expect(toQualifiedReviews(history, authors, null, hour(20))).toEqual([
      { reviewerId: 'id-ben', state: 'CHANGES_REQUESTED', submittedAt: hour(10), commitOid: oid('a1'), dismissedAt: hour(15) },
      // No event tells what it had said or when it was dismissed: it approved nothing.
      { reviewerId: 'id-dee', state: 'COMMENTED', submittedAt: hour(11), commitOid: oid('a1'), dismissedAt: hour(11) },
    ])
  })
})

describe('approvals that do not count', () => {
  it('each have the reason, once a person', () => {
    const twice = [...reviews, makeReview('fay', 14, { authorCanPush: false })]
    const found = listUnqualifiedApprovals(makeHistory({ reviews: twice }), authors, 'eve', hour(20))
    expect(found).toEqual(['author', 'requester', 'no_push_access', 'bot', 'bot'])
  })

  it('are approvals, and no later than the instant', () => {
    const comment = makeReview('ana', 9, { state: 'COMMENTED' })
    expect(listUnqualifiedApprovals(makeHistory({ reviews: [comment, makeReview('ana', 21)] }), authors, null, hour(20))).toEqual([])
  })
})
