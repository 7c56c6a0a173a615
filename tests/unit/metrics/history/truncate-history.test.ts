import { describe, expect, it } from 'vitest'
import { toReadyAt } from '@/lib/metrics/history/population'
import { truncateHistory, truncateSurroundings } from '@/lib/metrics/history/truncate-history'
import {
  hour,
  makeComment,
  makeCommit,
  makeEvent,
  makeHistory,
  makeRepair,
  makeReview,
  makeSurroundings,
  makeThread,
  oid,
} from '../../../support/make-history'

const whole = makeHistory({
  mergedAt: hour(40),
  commits: [makeCommit('a1', 7), makeCommit('a2', 25)],
  reviews: [makeReview('ben', 10), makeReview('ben', 30)],
  comments: [makeComment('ben', 11), makeComment('ben', 31)],
  threads: [
    makeThread('ben', 12, { comments: [makeComment('ben', 12), makeComment('ana', 32)], resolvedAt: hour(33) }),
    makeThread('ben', 34),
  ],
  timeline: [makeEvent('ReadyForReviewEvent', 9), makeEvent('ConvertToDraftEvent', 35)],
  checks: [
    { name: 'ci', commitOid: oid('a1'), conclusion: 'SUCCESS', completedAt: hour(13) },
    { name: 'ci', commitOid: oid('a2'), conclusion: 'SUCCESS', completedAt: hour(26) },
    { name: 'old', commitOid: oid('a1'), conclusion: 'SUCCESS', completedAt: null },
  ],
  pushes: [
    { at: hour(9), headOid: oid('a1') },
    { at: hour(25), headOid: oid('a2') },
  ],
})

describe('a history as of an instant', () => {
  it('is itself once everything has happened, and copies nothing', () => {
    expect(truncateHistory(whole, hour(40))).toBe(whole)
    expect(truncateHistory(whole, hour(39))).not.toBe(whole)
  })

  it('leaves out what is dated later, and is open before its merge', () => {
    const early = truncateHistory(whole, hour(20))
    expect(early).toMatchObject({ mergedAt: null, closedAt: null, mergedBy: null, headRefOid: oid('a1') })
    expect(early.commits).toHaveLength(1)
    expect(early.reviews).toHaveLength(1)
    expect(early.comments).toHaveLength(1)
    expect(early.timeline).toHaveLength(1)
    expect(early.pushes).toHaveLength(1)
    expect(early.checks.map(({ completedAt }) => completedAt)).toEqual([hour(13), null])
  })

  it('opens a thread again that was resolved later, and knows none that began later', () => {
    const [thread, ...others] = truncateHistory(whole, hour(20)).threads
    expect(others).toEqual([])
    expect(thread).toMatchObject({ isResolved: false, resolvedAt: null })
    expect(thread?.comments).toHaveLength(1)
    expect(truncateHistory(whole, hour(33)).threads[0]).toMatchObject({ isResolved: true, resolvedAt: hour(33) })
    // Without a date it counts as last read.
    const undated = makeHistory({ mergedAt: hour(40), threads: [makeThread('ben', 12)] })
    expect(truncateHistory(undated, hour(20)).threads[0]?.isResolved).toBe(true)
  })

  it('keeps the instant itself', () => {
    expect(truncateHistory(whole, hour(10)).reviews).toHaveLength(1)
    expect(truncateHistory(whole, hour(9.99)).reviews).toHaveLength(0)
  })

  it('was no draft before it was made one', () => {
    const later = makeHistory({ isDraft: true, timeline: [makeEvent('ConvertToDraftEvent', 30)] })
    expect(truncateHistory(later, hour(20)).isDraft).toBe(false)
    expect(toReadyAt(truncateHistory(later, hour(20)))).toEqual(hour(8))
  })

  it('was a draft before it became ready', () => {
    const later = makeHistory({ timeline: [makeEvent('ReadyForReviewEvent', 30)] })
    expect(toReadyAt(truncateHistory(later, hour(20)))).toBeNull()
  })

  it('stood on the base it had then', () => {
    const details = { previousRefName: 'step-1', currentRefName: 'main' }
    const retargeted = makeHistory({ baseRefName: 'main', timeline: [makeEvent('BaseRefChangedEvent', 30, { details })] })
    expect(truncateHistory(retargeted, hour(20)).baseRefName).toBe('step-1')
    expect(truncateHistory(retargeted, hour(30)).baseRefName).toBe('main')
  })

  it('does not modify what it was given', () => {
    const before = structuredClone(whole)
    truncateHistory(whole, hour(20))
    expect(whole).toEqual(before)
  })
})

describe('surroundings as of an instant', () => {
  it('know neither later pull requests nor later repairs', () => {
    const parent = (number: number, at: number) => ({ number, headRefName: `step-${number}`, createdAt: hour(at), endedAt: null })
    const surroundings = makeSurroundings({
      parents: [parent(1, 5), parent(2, 25)],
      repairs: [makeRepair(15), makeRepair(25, { number: 91 })],
    })
    const early = truncateSurroundings(surroundings, hour(20))
    expect(early.parents.map(({ number }) => number)).toEqual([1])
    expect(early.repairs.map(({ number }) => number)).toEqual([90])
  })
})
