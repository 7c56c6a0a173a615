import { describe, expect, it } from 'vitest'
import {
  listUnqualifiedApprovals,
  listUnqualifiedWords,
  NOBODY_ELSEWHERE,
  toQualifiedReviews,
} from '@/lib/metrics/history/qualified-reviews'
import { hour, makeActor, makeComment, makeEvent, makeHistory, makeReview, makeThread, oid } from '../../../support/make-history'

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

describe('what is said in words', () => {
  const COUNTED = { reviewers: NOBODY_ELSEWHERE, isInWordsCounted: true }
  const said = (given: Parameters<typeof makeHistory>[0], rules = COUNTED) =>
    toQualifiedReviews(makeHistory(given), authors, null, hour(20), rules).map(({ reviewerId, state, commitOid }) => [
      reviewerId,
      state,
      commitOid,
    ])
  const ack = (author: string, body = 'ACK a1000000', given = {}) => ({ ...makeComment(author, 12, body), ...given })

  it('approves as GitHub’s button would, and nothing where words are switched off', () => {
    expect(said({ comments: [ack('ben')] })).toEqual([['id-ben', 'APPROVED', oid('a1')]])
    expect(said({ reviews: [makeReview('ben', 12, { state: 'COMMENTED', body: 'LGTM', commitOid: oid('f1') })] })).toEqual([
      ['id-ben', 'APPROVED', oid('f1')],
    ])
    expect(said({ comments: [ack('ben')] }, { ...COUNTED, isInWordsCounted: false })).toEqual([])
  })

  it('leaves a review that says more than a comment as it is', () => {
    const reviews = [makeReview('ben', 12, { state: 'CHANGES_REQUESTED', body: 'LGTM but for the loop' })]
    expect(said({ reviews })).toEqual([['id-ben', 'CHANGES_REQUESTED', oid('a1')]])
  })

  it('is of its thread where it stands in one, but a bot obeys a command there', () => {
    expect(said({ threads: [makeThread('ben', 12, { body: 'ACK' })] })).toEqual([])
    expect(said({ threads: [makeThread('ben', 12, { body: 'bors r+' })] })).toHaveLength(1)
  })

  it('takes push access from the nearest review, else from what GitHub calls the author here', () => {
    const review = (at: number, authorCanPush: boolean) => makeReview('ben', at, { state: 'COMMENTED', authorCanPush })
    const words = (given: Parameters<typeof makeHistory>[0]) => said(given).filter(([, state]) => state === 'APPROVED')
    expect(words({ comments: [ack('ben', 'ACK', { authorAssociation: 'CONTRIBUTOR' })] })).toEqual([])
    expect(words({ comments: [ack('ben', 'ACK', { authorAssociation: 'CONTRIBUTOR' })], reviews: [review(9, true)] })).toHaveLength(1)
    expect(words({ comments: [ack('ben')], reviews: [review(9, true), review(11, false)] })).toEqual([])
    const elsewhere = { ...COUNTED, reviewers: { knownSince: new Map(), canPush: new Map([['comment-12', false]]) } }
    expect(said({ comments: [ack('ben')] }, elsewhere)).toEqual([])
  })

  it('of somebody known counts without push access, from then on', () => {
    const known = (since: number) => ({ ...COUNTED, reviewers: { canPush: new Map(), knownSince: new Map([['id-ben', hour(since)]]) } })
    const comments = [ack('ben', 'ACK', { authorAssociation: 'NONE' })]
    expect(said({ comments }, known(11))).toHaveLength(1)
    expect(said({ comments }, known(12))).toEqual([])
  })

  it('counts for nothing of a deleted account, an author, or one whose standing was never read, and says so', () => {
    const comments = [
      ack('ghost', 'ACK', { author: makeActor('ghost', 'Ghost') }),
      ack('ana', 'bors r+'),
      ack('ben', 'LGTM', { authorAssociation: null }),
      ack('dee', 'LGTM', { authorAssociation: 'NONE' }),
      ack('helper', 'LGTM', { author: makeActor('helper', 'Bot') }),
    ]
    expect(said({ comments })).toEqual([])
    const unqualified = listUnqualifiedWords(makeHistory({ comments }), authors, null, hour(20), NOBODY_ELSEWHERE)
    expect(unqualified.map(({ reason }) => reason)).toEqual(['deleted', 'author', 'not_read', 'no_push_access'])
  })
})
