import type { ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import type { StandingReview } from '@/lib/metrics/history/qualified-reviews'

/**
 * Which approvals hold on the final patch (METRICS section 3, a and b).
 *
 * Glossary: a *head* is what the branch pointed at after a push; heads with the same patch id carry the same change.
 * An approval *holds* if its commit is the head, or every later head is a merge of the base, or the patch is known to be
 * the same. It is *unknown* after a force push whose patch cannot be compared, *stale* after any other later head.
 * A later APPROVED or CHANGES_REQUESTED of the same person replaces the earlier one for good; a comment replaces nothing
 * (answering a thread does not take an approval back). A dismissed review is gone from its dismissal on.
 */
export interface Head {
  oid: string
  at: Date
  /** Equal ids: the same change, e.g. after a plain rebase. null: cannot be compared. */
  patchId: string | null
  isForcePush: boolean
  isMergeOfBase: boolean
}

export type ApprovalState = 'holds' | 'stale' | 'unknown'

export interface ApprovalStanding {
  reviewerId: string
  submittedAt: Date
  /** The commit it stands on, as given. */
  commitOid: string | null
  standing: ApprovalState
}

export function judgeApprovals(
  reviews: readonly StandingReview[],
  heads: readonly Head[],
  at: Date,
  approvalsNeeded: number,
): { reasons: ConfidenceReason[]; approvals: ApprovalStanding[] } {
  const standing = listStandingReviews(reviews, at)
  const approvals = standing
    .filter(({ state }) => state === 'APPROVED')
    .map(({ reviewerId, submittedAt, commitOid }) => ({ reviewerId, submittedAt, commitOid, standing: judgePatch(commitOid, heads) }))
  const reasons = explainShortage(approvals, approvalsNeeded)
  if (standing.some(({ state }) => state === 'CHANGES_REQUESTED')) reasons.push('changes_requested')
  return { reasons, approvals }
}

/** Each person's last verdict, unless it has been dismissed. */
function listStandingReviews(reviews: readonly StandingReview[], at: Date): StandingReview[] {
  const last = new Map<string, StandingReview>()
  for (const review of reviews) {
    if (review.submittedAt > at || review.state === 'COMMENTED') continue
    const earlier = last.get(review.reviewerId)
    if (!earlier || earlier.submittedAt <= review.submittedAt) last.set(review.reviewerId, review)
  }
  return [...last.values()].filter(({ dismissedAt }) => dismissedAt === null || dismissedAt > at)
}

function explainShortage(approvals: readonly ApprovalStanding[], needed: number): ConfidenceReason[] {
  const count = (state: ApprovalState) => approvals.filter(({ standing }) => standing === state).length
  const holding = count('holds')
  const possible = holding + count('unknown')
  if (holding >= needed) return []
  if (possible >= needed) return ['patch_unknown']
  const reasons: ConfidenceReason[] = []
  // Even with every stale approval renewed there would be too few.
  if (possible + count('stale') < needed) reasons.push('no_qualified_approval')
  if (count('stale') > 0) reasons.push('stale_approval')
  return reasons
}

function judgePatch(commitOid: string | null, heads: readonly Head[]): ApprovalState {
  const final = heads.at(-1)
  // No head known at all: there was nothing to push past the approval.
  if (!final) return 'holds'
  // A repeated oid (pushed away and back again) counts at its last appearance.
  const approved = heads.findLastIndex(({ oid }) => oid === commitOid)
  if (approved === -1) return judgeUnseenCommit(heads)
  const patches = toPatches(heads)
  const approvedPatch = patches[approved]
  const finalPatch = patches.at(-1)
  if (approved === heads.length - 1 || (approvedPatch !== undefined && approvedPatch === finalPatch)) return 'holds'
  const areComparable = !approvedPatch?.startsWith(UNKNOWN) && !finalPatch?.startsWith(UNKNOWN)
  if (areComparable) return 'stale'
  const lastChange = heads.slice(approved + 1).findLast(({ isMergeOfBase }) => !isMergeOfBase)
  return lastChange?.isForcePush ? 'unknown' : 'stale'
}

/** The approved commit is in no known head: only a force push can have removed it, and its patch is gone with it. */
function judgeUnseenCommit(heads: readonly Head[]): ApprovalState {
  const lastChange = heads.findLast(({ isMergeOfBase }, index) => index > 0 && !isMergeOfBase)
  return lastChange && !lastChange.isForcePush ? 'stale' : 'unknown'
}

const UNKNOWN = 'unknown:'

/** The change that each head carries: a merge of the base carries that of the head before it. */
function toPatches(heads: readonly Head[]): string[] {
  const patches: string[] = []
  heads.forEach(({ isMergeOfBase, patchId }, index) => {
    const before = patches[index - 1]
    if (isMergeOfBase && before !== undefined) patches.push(before)
    else patches.push(patchId === null ? `${UNKNOWN}${index}` : `patch:${patchId}`)
  })
  return patches
}
