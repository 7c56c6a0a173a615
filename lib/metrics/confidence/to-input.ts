import type { Head } from './approval-standing'
import { toForgotten, type StandingReview } from '@/lib/metrics/history/qualified-reviews'
import { ruleAt } from './branch-rule'
import type { ConfidenceInput } from './confident-merge'
import type { PullRequestHistory } from '@/lib/facts/pull-request-history'
import { isMergeOfBase } from '@/lib/attribution/merge-commits'

/**
 * From GitHub's facts to the input of time to confident merge. GitHub keeps no list of heads, so it is put together:
 *
 * - every commit of the present list was a head or part of one. A later commit that is no merge of the base is a change,
 *   so each has a patch of its own: an approval of an earlier one is stale for certain;
 * - a commit that a review or an approval in words names but the list lacks was pushed away; its patch cannot be compared
 *   with what came after. What a force push brought (all up to its `afterOid`; everything, if no event tells) therefore
 *   leaves it unknown, and only an ordinary commit on top makes it stale. Where no event tells of the push, a commit is
 *   known to lie on top only if it is younger than a later review that names a commit below it.
 */
export function toConfidenceInput(
  history: PullRequestHistory,
  clockStartAt: Date | null,
  qualifiedReviews: StandingReview[],
  bases: readonly string[],
): ConfidenceInput {
  const heads = toHeads(history, bases, listNamed(qualifiedReviews))
  const { rule, isAssumed } = ruleAt(history.branchRules, history.mergedAt ?? new Date(8.64e15))
  return {
    clockStartAt,
    mergedAt: history.mergedAt,
    closedAt: history.closedAt,
    heads,
    reviews: qualifiedReviews.map((review) => toResolved(review, heads)),
    requiredChecks: rule?.contexts ?? null,
    isRuleAssumed: isAssumed,
    checks: history.checks,
    areChecksReadable: history.checksState !== 'unreadable',
    threads: history.threads.map((thread) => ({
      createdAt: thread.comments[0]?.createdAt ?? null,
      isResolved: thread.isResolved,
      resolvedAt: thread.resolvedAt,
    })),
  }
}

/** An approval in words that names no commit is of the head of its instant. */
function toResolved(review: StandingReview, heads: readonly Head[]): StandingReview {
  if (!review.said?.isOfHeadThen) return review
  return { ...review, commitOid: heads.findLast(({ at }) => at <= review.submittedAt)?.oid ?? toForgotten(review.submittedAt) }
}

/** When somebody named a commit as what they had looked at. */
interface Mention {
  commitOid: string | null
  at: Date
}

function listNamed(qualifiedReviews: StandingReview[]): Mention[] {
  return qualifiedReviews.filter(({ said }) => said?.isNamed).map(({ commitOid, submittedAt: at }) => ({ commitOid, at }))
}

export function toHeads(history: PullRequestHistory, bases: readonly string[], named: Mention[] = []): Head[] {
  const oids = history.commits.map(({ oid }) => oid)
  if (oids.at(-1) !== history.headRefOid) oids.push(history.headRefOid)
  const mentions = [...history.reviews.map(({ commitOid, submittedAt: at }) => ({ commitOid, at })), ...named]
  const unseen = listUnseen(history, oids, mentions)
  const rewrite = findRewrite(history, oids, unseen, mentions)
  const commits = new Map(history.commits.map((commit) => [commit.oid, commit]))
  let before = history.createdAt
  const heads = oids.map((oid, index): Head => {
    const commit = commits.get(oid)
    const committedAt = commit?.committedAt ?? before
    const isRewritten = index <= rewrite.lastIndex
    // A commit's name holds its date: nobody saw it earlier, though GitHub moves old reviews to commits that came after them.
    const seen = later(committedAt, isRewritten ? (earliest(firstNamed(mentions, oid), rewrite.at) ?? committedAt) : committedAt)
    before = later(before, earliest(seen, history.mergedAt) ?? before)
    return {
      oid,
      at: before,
      patchId: oid,
      isForcePush: isRewritten,
      isMergeOfBase: commit !== undefined && isMergeOfBase(commit.message, bases),
    }
  })
  // What was pushed away came before what is there, also where it was reviewed only afterwards: the sort is stable, so of
  // equal instants it comes first and the last head is always the present one.
  const gone = unseen.map((head) => ({ ...head, at: earliest(head.at, before) ?? head.at }))
  return [...gone, ...heads].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Up to which commit of the present list the branch was rewritten, and when at the earliest. */
function findRewrite(history: PullRequestHistory, oids: string[], unseen: Head[], mentions: Mention[]): { lastIndex: number; at: Date } {
  const last = oids.length - 1
  const forced = history.timeline.filter(({ type }) => type === 'HeadRefForcePushedEvent')
  const lastForced = forced.findLast(({ details }) => oids.includes(details.afterOid ?? ''))
  if (lastForced) return { lastIndex: oids.lastIndexOf(lastForced.details.afterOid ?? ''), at: lastForced.createdAt }
  const isYoungerFrom = (from: number, at: Date) => history.commits.slice(from).every(({ committedAt }) => committedAt > at)
  // An event that does not say what it brought: what was committed after it was pushed after it.
  const event = forced.at(-1)?.createdAt
  if (event) {
    const younger = history.commits.findIndex((_, index) => isYoungerFrom(index, event))
    return { lastIndex: younger === -1 ? last : younger - 1, at: event }
  }
  const gone = unseen.at(-1)?.at
  if (!gone) return { lastIndex: -1, at: history.createdAt }
  // No event tells: a rewritten commit has a new date, so that none by its date alone is known to be an ordinary one.
  const seen = mentions.filter(({ at }) => at > gone).map(({ commitOid, at }) => ({ index: oids.indexOf(commitOid ?? ''), at }))
  const below = seen.reduce((best, one) => (one.index > best.index ? one : best), { index: -1, at: gone })
  return { lastIndex: below.index !== -1 && isYoungerFrom(below.index + 1, below.at) ? below.index : last, at: gone }
}

/** Commits that are named and that the present list lacks, dated by when each was named first. */
function listUnseen(history: PullRequestHistory, oids: string[], mentions: Mention[]): Head[] {
  const gone = new Map<string, Date>()
  for (const { commitOid, at } of mentions) {
    const isLate = history.mergedAt !== null && at > history.mergedAt
    if (isLate || (commitOid !== null && oids.includes(commitOid))) continue
    // GitHub forgets the commit of some reviews: it may have been any.
    const oid = commitOid ?? toForgotten(at)
    gone.set(oid, earliest(gone.get(oid) ?? null, at) ?? at)
  }
  return [...gone]
    .map(([oid, at]) => ({ oid, at, patchId: null, isForcePush: false, isMergeOfBase: false }))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

function firstNamed(mentions: Mention[], oid: string): Date | null {
  return earliest(...mentions.filter(({ commitOid }) => commitOid === oid).map(({ at }) => at))
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}

function earliest(...instants: (Date | null)[]): Date | null {
  return instants.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null)
}
