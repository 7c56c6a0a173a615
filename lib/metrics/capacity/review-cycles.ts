import type { ReviewCycleOutcome } from '@/lib/metrics/history/pull-request-evaluation'

/**
 * Review cycles (METRICS section 2), the unit of review capacity: one stretch in which a pull request waits on a reviewer.
 *
 * Opens: first ready; ready again after a draft; reopened (none of the three while a qualified approval of the present
 * head stands: it was reviewed before); a push or a re-request after a qualified review (after an approval only a push).
 * Merges of the base are no pushes here: leave them out of the input.
 * Closes: any submitted qualified review, COMMENTED included, and an approval in words or by merge command (`reviewed`); back to draft (`withdrawn`); closed unmerged
 * (`closed`); merged while waiting (`merged_unreviewed`, a missed review); else it is `open` as of the instant.
 * At most one cycle is open at a time, so cycles never overlap. Facts after `asOf` are ignored.
 */
export interface ReviewCycleInput {
  createdAt: Date
  isCreatedAsDraft: boolean
  /** Ready and draft, closed and reopened; a merge is not a closing. */
  transitions: { type: 'ready' | 'draft' | 'closed' | 'reopened'; at: Date }[]
  /** Pushes that bring something other than the base. */
  pushes: Date[]
  /** Requests of a person's review. */
  requests: Date[]
  /**
   * Qualified reviews with the state they were submitted in, dismissed ones and approvals in words included.
   * `isOfEarlierHead`: it names a commit that was the head no more.
   */
  reviews: { reviewerId: string; state: string; submittedAt: Date; dismissedAt?: Date | null; isOfEarlierHead?: boolean }[]
  mergedAt: Date | null
}

export interface ReviewCycle {
  startedAt: Date
  /** The pull request's becoming ready, ready again or reopened; or a push or request after a review, which reviewing brings about. */
  openedBy: 'ready' | 'review'
  /** null: still open. */
  endedAt: Date | null
  outcome: ReviewCycleOutcome
  /** Whose review ended it. */
  reviewerId: string | null
}

type EventType = 'created' | 'ready' | 'push' | 'request' | 'review' | 'dismissal' | 'draft' | 'closed' | 'reopened' | 'merged'

interface CycleEvent {
  type: EventType
  at: Date
  review?: ReviewCycleInput['reviews'][number]
}

// GitHub's clock ticks in seconds. Of two events in one, the earlier in this list goes first: an approval that merges
// counts as a review before the merge, "close with comment" as a review before the closing.
const ORDER: EventType[] = ['created', 'ready', 'push', 'request', 'review', 'dismissal', 'draft', 'closed', 'reopened', 'merged']

export function computeReviewCycles(input: ReviewCycleInput, asOf: Date): ReviewCycle[] {
  const cycles: ReviewCycle[] = []
  let opened: Pick<ReviewCycle, 'startedAt' | 'openedBy'> | null = null
  let isDraft = input.isCreatedAsDraft
  let isClosed = false
  let lastState: string | null = null
  /** What each reviewer said last of the present head, remarks left out. */
  const verdicts = new Map<string, CycleEvent['review']>()

  const open = (at: Date, openedBy: ReviewCycle['openedBy']) => {
    if (isDraft || isClosed) return
    if (openedBy === 'ready' && [...verdicts.values()].some((verdict) => verdict?.state === 'APPROVED')) return
    opened ??= { startedAt: at, openedBy }
  }
  const close = (at: Date | null, outcome: ReviewCycleOutcome, reviewerId: string | null = null) => {
    if (opened) cycles.push({ ...opened, endedAt: at, outcome, reviewerId })
    opened = null
  }

  for (const { type, at, review } of listEvents(input, asOf)) {
    if (type === 'created') open(at, 'ready')
    if (type === 'ready') {
      isDraft = false
      open(at, 'ready')
    }
    if (type === 'push') {
      verdicts.clear()
      if (lastState !== null) open(at, 'review')
    }
    if (type === 'request' && lastState !== null && lastState !== 'APPROVED') open(at, 'review')
    if (type === 'review' && review) {
      lastState = review.state
      if (review.state !== 'COMMENTED' && !review.isOfEarlierHead) verdicts.set(review.reviewerId, review)
      close(at, 'reviewed', review.reviewerId)
    }
    if (type === 'dismissal' && review && verdicts.get(review.reviewerId) === review) verdicts.delete(review.reviewerId)
    if (type === 'draft') {
      isDraft = true
      close(at, 'withdrawn')
    }
    if (type === 'closed') {
      isClosed = true
      close(at, 'closed')
    }
    if (type === 'reopened') {
      isClosed = false
      open(at, 'ready')
    }
    if (type === 'merged') {
      close(at, 'merged_unreviewed')
      return cycles
    }
  }
  close(null, 'open')
  return cycles
}

/** Everything that happened up to the instant, in order; what came before its creation cannot be and is left out. */
function listEvents(input: ReviewCycleInput, asOf: Date): CycleEvent[] {
  const events: CycleEvent[] = [
    { type: 'created', at: input.createdAt },
    ...input.transitions,
    ...input.pushes.map((at) => ({ type: 'push' as const, at })),
    ...input.requests.map((at) => ({ type: 'request' as const, at })),
    ...input.reviews.map((review) => ({ type: 'review' as const, at: review.submittedAt, review })),
    ...input.reviews.flatMap((review) => (review.dismissedAt ? [{ type: 'dismissal' as const, at: review.dismissedAt, review }] : [])),
    ...(input.mergedAt ? [{ type: 'merged' as const, at: input.mergedAt }] : []),
  ]
  return events
    .filter(({ at }) => at >= input.createdAt && at <= asOf)
    .sort((a, b) => a.at.getTime() - b.at.getTime() || ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
}
