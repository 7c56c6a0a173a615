import { isMergeOfBase } from '@/lib/attribution/merge-commits'
import type { PushSource } from './pull-request-evaluation'
import type { Commit, PullRequestHistory, Review } from '@/lib/facts/pull-request-history'

/**
 * When was a push? (METRICS section 2.) GraphQL keeps no push times, so the best source that speaks is taken:
 * the webhook; else the force-push event; else, where consecutive reviews name different commits, the committer date of
 * the later commit, clamped between the two reviews; an approval in words that names its commit is one of them. Pushes that only merge the base open no cycle and are left out.
 */
export interface Push {
  at: Date
  source: Exclude<PushSource, 'none'>
  /** The head after it, where known. */
  headOid: string | null
}

/** A review, or an approval in words that names its commit. */
type Look = Pick<Review, 'commitOid' | 'submittedAt'>

export function toPushes(history: PullRequestHistory, bases: readonly string[], inWords: readonly Look[] = []): Push[] {
  const byOid = new Map(history.commits.map((commit) => [commit.oid, commit]))
  const isOnlyMerge = (oid: string | null) => {
    const commit = oid === null ? undefined : byOid.get(oid)
    return commit !== undefined && isMergeOfBase(commit.message, bases)
  }
  if (history.pushes.length > 0) {
    return history.pushes
      .filter((push) => !isOnlyMerge(push.headOid))
      .map((push) => ({ at: push.at, source: 'webhook' as const, headOid: push.headOid }))
      .sort(byInstant)
  }
  const forced = history.timeline
    .filter((event) => event.type === 'HeadRefForcePushedEvent')
    .map((event): Push => ({ at: event.createdAt, source: 'force_push_event', headOid: event.details.afterOid ?? null }))
  return [...forced, ...toPushesBetweenReviews(history, byOid, bases, forced, inWords)].sort(byInstant)
}

function toPushesBetweenReviews(
  history: PullRequestHistory,
  byOid: ReadonlyMap<string, Commit>,
  bases: readonly string[],
  forced: Push[],
  inWords: readonly Look[],
): Push[] {
  const reviews = [...history.reviews, ...inWords]
    .filter((review) => review.commitOid !== null)
    .sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())
  const pushes: Push[] = []
  reviews.slice(1).forEach((review, index) => {
    const before = reviews[index]
    if (!before || before.commitOid === review.commitOid) return
    const isForced = forced.some((push) => push.at >= before.submittedAt && push.at <= review.submittedAt)
    if (isForced) return
    const commit = byOid.get(review.commitOid ?? '')
    // A commit that a later rebase replaced says nothing about when it was pushed.
    if (!commit) return
    const firstNew = history.commits.findIndex(({ oid }) => oid === before.commitOid) + 1
    const lastNew = history.commits.findIndex(({ oid }) => oid === review.commitOid)
    const added = history.commits.slice(firstNew, lastNew + 1)
    // An older commit than the one reviewed before: the reviewer looked back, nothing was pushed.
    if (added.length === 0 || added.every(({ message }) => isMergeOfBase(message, bases))) return
    // A push after a review is later than the review, by however little: at the same instant it would count as reviewed.
    const at = clamp(commit.committedAt, new Date(before.submittedAt.getTime() + 1), review.submittedAt)
    pushes.push({ at, source: 'review_commits', headOid: commit.oid })
  })
  return pushes
}

function clamp(at: Date, low: Date, high: Date): Date {
  return at < low ? low : at > high ? high : at
}

function byInstant(a: Push, b: Push): number {
  return a.at.getTime() - b.at.getTime()
}
