import { isQualifiedActorType } from '@/lib/attribution/identity-kind'
import type { Actor, Comment, PullRequestHistory, Review, ReviewersElsewhere } from '@/lib/facts/pull-request-history'
import { readApproval, type SpokenApproval } from './approval-words'
import { isQualifiedReviewer, type Authorship, type Reviewer } from './qualified-reviewer'

export interface StandingReview {
  reviewerId: string
  /** As submitted: what a dismissed one said before; APPROVED for an approval in words or by command. */
  state: string
  submittedAt: Date
  /** null or a commit that is no head: the branch was force-pushed away from it. */
  commitOid: string | null
  dismissedAt: Date | null
  /** An approval in words or by command, as said; absent: GitHub's own review. */
  said?: SaidApproval
  /** GitHub says that they may not push: they count as a known reviewer. */
  isWithoutPushAccess?: true
}

export interface SaidApproval {
  kind: SpokenApproval['kind']
  text: string
  isDelegation: boolean
  /** It names its commit; else it is of the head of its instant, or of the review's commit. */
  isNamed: boolean
  /** `commitOid` is the head of that instant, whatever it was: whoever knows the heads fills it in. */
  isOfHeadThen: boolean
  /** The comment that says so; null: a COMMENTED review. */
  commentId: string | null
}

/** What the judgement of people rests on besides the pull request's own history. */
export interface QualifyingRules {
  reviewers: ReviewersElsewhere
  /** false: neither words nor commands approve (approvals.inWords of plumbline.yml). */
  isInWordsCounted: boolean
}

export const NOBODY_ELSEWHERE: ReviewersElsewhere = { knownSince: new Map(), canPush: new Map() }
const BUTTON_ALONE: QualifyingRules = { reviewers: NOBODY_ELSEWHERE, isInWordsCounted: false }

/**
 * The submitted reviews of qualified reviewers up to an instant, oldest first, each as it was submitted; with them what
 * they approved in words or by command. It takes the whole history: a later dismissal is what remembers what a review had
 * said.
 */
export function toQualifiedReviews(
  history: PullRequestHistory,
  authorLogins: ReadonlySet<string>,
  /** Who asked an agent for it. */
  requesterLogin: string | null,
  asOf: Date,
  rules: QualifyingRules = BUTTON_ALONE,
): StandingReview[] {
  const authorship = toAuthorship(authorLogins, requesterLogin)
  const qualifies = (reviewer: Reviewer) => isQualifiedReviewer(reviewer, authorship)
  const known = (review: StandingReview, { canPush }: Reviewer): StandingReview =>
    canPush === false ? { ...review, isWithoutPushAccess: true } : review
  const said = rules.isInWordsCounted ? listSaid(history, asOf, rules.reviewers) : []
  const saidInReview = new Map(said.flatMap(({ review, standing }) => (review ? [[review.id, standing]] : [])))
  const reviews = history.reviews
    .filter((review) => review.submittedAt <= asOf)
    .map((review) => ({
      reviewer: toReviewer(review, rules.reviewers),
      standing: saidInReview.get(review.id) ?? toStandingReview(review, history),
    }))
  const comments = said.filter(({ review }) => review === null)
  return [...reviews, ...comments]
    .filter(({ reviewer }) => qualifies(reviewer))
    .map(({ reviewer, standing }) => known(standing, reviewer))
    .sort((a, b) => a.submittedAt.getTime() - b.submittedAt.getTime())
}

/** Why an approval does not count; the first that holds, in this order. */
export type UnqualifiedApproval = 'deleted' | 'bot' | 'author' | 'requester' | 'not_read' | 'no_push_access'

/** One entry a person whose approval up to an instant does not count, GitHub's own button alone. */
export function listUnqualifiedApprovals(
  history: PullRequestHistory,
  authorLogins: ReadonlySet<string>,
  requesterLogin: string | null,
  asOf: Date,
  reviewers: ReviewersElsewhere = NOBODY_ELSEWHERE,
): UnqualifiedApproval[] {
  const authorship = toAuthorship(authorLogins, requesterLogin)
  const reasons = new Map<string, UnqualifiedApproval>()
  for (const review of history.reviews) {
    const reviewer = toReviewer(review, reviewers)
    if (review.state !== 'APPROVED' || review.submittedAt > asOf || isQualifiedReviewer(reviewer, authorship)) continue
    reasons.set(reviewer.id, toReason(reviewer, authorship))
  }
  return [...reasons.values()]
}

/** What people said up to an instant that would approve, if they qualified; machines are not listened to. */
export interface UnqualifiedWords {
  at: Date
  text: string
  reason: UnqualifiedApproval
}

export function listUnqualifiedWords(
  history: PullRequestHistory,
  authorLogins: ReadonlySet<string>,
  requesterLogin: string | null,
  asOf: Date,
  reviewers: ReviewersElsewhere,
): UnqualifiedWords[] {
  const authorship = toAuthorship(authorLogins, requesterLogin)
  return listSaid(history, asOf, reviewers).flatMap(({ reviewer, standing }) => {
    if (isQualifiedReviewer(reviewer, authorship) || standing.said === undefined) return []
    const reason = toReason(reviewer, authorship)
    return reason === 'bot' ? [] : [{ at: standing.submittedAt, text: standing.said.text, reason }]
  })
}

function toReason(
  { id, type, isAi, isUnread }: Reviewer & { isUnread?: boolean },
  { authorIds, requesterIds }: Authorship,
): UnqualifiedApproval {
  if (type === 'Ghost') return 'deleted'
  if (type === 'Bot' || type === 'Mannequin' || isAi) return 'bot'
  if (authorIds.has(id)) return 'author'
  if (requesterIds.has(id)) return 'requester'
  return isUnread ? 'not_read' : 'no_push_access'
}

interface Said {
  reviewer: Reviewer & { isUnread?: boolean }
  standing: StandingReview
  review: Review | null
}

/**
 * Every approval in words or by command up to an instant, qualified or not. In a thread only a command counts, because a
 * bot obeys it there too: words in it are of the point that the thread is about.
 */
function listSaid(history: PullRequestHistory, asOf: Date, reviewers: ReviewersElsewhere): Said[] {
  const known = listKnownCommits(history)
  const inReviews = history.reviews.flatMap((review): Said[] => {
    if (review.state !== 'COMMENTED' || review.submittedAt > asOf) return []
    const spoken = readApproval(review.body)
    if (!spoken) return []
    return [{ reviewer: toReviewer(review, reviewers), standing: toSaidReview(spoken, review, known), review }]
  })
  const comments = [
    ...history.comments.map((comment) => ({ comment, isInThread: false })),
    ...history.threads.flatMap((thread) => thread.comments.map((comment) => ({ comment, isInThread: true }))),
  ]
  const inComments = comments.flatMap(({ comment, isInThread }): Said[] => {
    if (comment.createdAt > asOf) return []
    const spoken = readApproval(comment.body)
    if (!spoken || (isInThread && spoken.kind === 'in_words')) return []
    return [{ reviewer: toCommenter(comment, history.reviews, reviewers), standing: toSaidComment(spoken, comment, known), review: null }]
  })
  return [...inReviews, ...inComments]
}

function toSaidReview(spoken: SpokenApproval, review: Review, known: string[]): StandingReview {
  const named = toNamedCommit(spoken, known)
  return {
    reviewerId: review.author.id,
    state: 'APPROVED',
    submittedAt: review.submittedAt,
    commitOid: named ?? review.commitOid ?? toForgotten(review.submittedAt),
    dismissedAt: null,
    said: { ...toSaidApproval(spoken), isNamed: named !== null, isOfHeadThen: false, commentId: null },
  }
}

function toSaidComment(spoken: SpokenApproval, comment: Comment, known: string[]): StandingReview {
  const named = toNamedCommit(spoken, known)
  return {
    reviewerId: comment.author.id,
    state: 'APPROVED',
    submittedAt: comment.createdAt,
    commitOid: named,
    dismissedAt: null,
    said: { ...toSaidApproval(spoken), isNamed: named !== null, isOfHeadThen: named === null, commentId: comment.id },
  }
}

function toSaidApproval({ kind, text, isDelegation }: SpokenApproval): Pick<SaidApproval, 'kind' | 'text' | 'isDelegation'> {
  return { kind, text, isDelegation }
}

/** The commit that an approval names, whole where the pull request knows it; null: none. */
export function toNamedCommit(
  { named, namedElsewhere }: Pick<SpokenApproval, 'named' | 'namedElsewhere'>,
  known: readonly string[],
): string | null {
  const resolve = (digits: string) => known.find((oid) => oid.startsWith(digits) || digits.startsWith(oid)) ?? null
  const first = (names: string[]) => names.reduce<string | null>((found, digits) => found ?? resolve(digits), null)
  return first(named) ?? named[0] ?? first(namedElsewhere)
}

function listKnownCommits(history: PullRequestHistory): string[] {
  const pushed = history.timeline.flatMap(({ details }) => [details.beforeOid, details.afterOid])
  const named = history.reviews.map(({ commitOid }) => commitOid)
  const all = [history.headRefOid, ...history.commits.map(({ oid }) => oid), ...named, ...pushed]
  return [...new Set(all.filter((oid) => oid !== null && oid !== undefined))]
}

/** GitHub's logins ignore case. */
function toReviewer({ author, authorCanPush, submittedAt }: Review, { knownSince }: ReviewersElsewhere): Reviewer {
  return { ...toPerson(author), canPush: authorCanPush, isKnown: isKnownAt(knownSince.get(author.id), submittedAt) }
}

const INSIDERS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR'])

/** A comment says nothing of push access: its author's nearest review does, else what GitHub calls them here. */
function toCommenter(
  { id, author, authorAssociation, createdAt }: Comment,
  reviews: readonly Review[],
  { knownSince, canPush }: ReviewersElsewhere,
): Said['reviewer'] {
  // Read before its author's association was: it approves nothing until it is read again.
  if (authorAssociation === null) return { ...toPerson(author), canPush: false, isUnread: true }
  const distance = (review: Review) => Math.abs(review.submittedAt.getTime() - createdAt.getTime())
  const own = reviews.filter((review) => review.author.id === author.id && review.authorCanPush !== null)
  const nearest = own.sort((a, b) => distance(a) - distance(b))[0]?.authorCanPush ?? canPush.get(id) ?? null
  return {
    ...toPerson(author),
    canPush: nearest ?? INSIDERS.has(authorAssociation),
    isKnown: isKnownAt(knownSince.get(author.id), createdAt),
  }
}

function toPerson(author: Actor): Reviewer {
  return { id: author.login.toLowerCase(), type: author.type, isAi: !isQualifiedActorType(author) }
}

function isKnownAt(since: Date | undefined, at: Date): boolean {
  return since !== undefined && since < at
}

function toAuthorship(authorIds: ReadonlySet<string>, requesterLogin: string | null): Authorship {
  return { authorIds, requesterIds: new Set(requesterLogin === null ? [] : [requesterLogin.toLowerCase()]) }
}

/** As submitted: a dismissed review's own row forgets what it said, the event of its dismissal remembers. */
function toStandingReview(review: Review, history: PullRequestHistory): StandingReview {
  const dismissal = history.timeline.find((event) => event.type === 'ReviewDismissedEvent' && event.subjectId === review.id)
  return {
    reviewerId: review.author.id,
    state: review.state === 'DISMISSED' ? (dismissal?.details.previousReviewState ?? 'COMMENTED') : review.state,
    submittedAt: review.submittedAt,
    commitOid: review.commitOid ?? toForgotten(review.submittedAt),
    dismissedAt: dismissal?.createdAt ?? (review.state === 'DISMISSED' ? review.submittedAt : null),
  }
}

const FORGOTTEN = 'forgotten:'

/** The name of a commit that nobody knows any more. */
export function toForgotten(submittedAt: Date): string {
  return `${FORGOTTEN}${submittedAt.toISOString()}`
}

export function isForgotten(commitOid: string | null): boolean {
  return commitOid?.startsWith(FORGOTTEN) ?? false
}
