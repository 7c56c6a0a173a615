import type { ConfidenceMark, ConfidenceReason } from '@/lib/metrics/history/pull-request-evaluation'
import type { SaidApproval, StandingReview } from '@/lib/metrics/history/qualified-reviews'

/**
 * Which approvals hold on the final patch (METRICS section 3, a and b).
 *
 * Glossary: a *head* is what the branch pointed at after a push; heads with the same patch id carry the same change.
 * An approval *holds* if its commit is the head, or every later head is a merge of the base, or the patch is known to be
 * the same. It is *unknown* after a force push whose patch cannot be compared, *stale* after any other later head.
 * An approval in words or by merge command counts like one given with the button, but for the branch rule's own k, which
 * GitHub counts: only the button of somebody with push access meets it.
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
  said?: SaidApproval
  isWithoutPushAccess?: true
}

export interface ApprovalsNeeded {
  /** Of any qualified person, however given: the tier's k. */
  qualified: number
  /** That GitHub counts: the branch rule's own k of the day; 0: none, or not known. */
  byBranchRule: number
}

export function judgeApprovals(
  reviews: readonly StandingReview[],
  heads: readonly Head[],
  at: Date,
  needed: ApprovalsNeeded,
): { reasons: ConfidenceReason[]; approvals: ApprovalStanding[] } {
  const standing = listStandingReviews(reviews, at)
  const byButton = new Map(
    listStandingReviews(
      reviews.filter(({ said }) => said === undefined),
      at,
    ).map((review) => [review.reviewerId, toApproval(review, heads)]),
  )
  // GitHub hears no words: "bors r+" after the button takes nothing of it back, and the button says more.
  const approvals = standing
    .filter(({ state }) => state === 'APPROVED')
    .map((review) => {
      const pressed = byButton.get(review.reviewerId)
      return review.said && pressed?.state === 'APPROVED' && pressed.standing === 'holds' ? pressed : toApproval(review, heads)
    })
    .map(({ state: _, ...approval }): ApprovalStanding => approval)
  const counted = [...byButton.values()].filter((approval) => approval.state === 'APPROVED' && isCountedByGitHub(approval))
  const reasons = new Set([...explainShortage(approvals, needed.qualified), ...explainShortage(counted, needed.byBranchRule)])
  if (standing.some(({ state }) => state === 'CHANGES_REQUESTED')) reasons.add('changes_requested')
  return { reasons: [...reasons], approvals }
}

function toApproval(
  { reviewerId, state, submittedAt, commitOid, said, isWithoutPushAccess }: StandingReview,
  heads: readonly Head[],
): ApprovalStanding & { state: string } {
  return {
    reviewerId,
    state,
    submittedAt,
    commitOid,
    standing: judgePatch(commitOid, heads),
    ...(said && { said }),
    ...(isWithoutPushAccess && { isWithoutPushAccess }),
  }
}

/** Given with the button by somebody with push access: what a rule of a branch counts. */
export function isCountedByGitHub({ said, isWithoutPushAccess }: Pick<ApprovalStanding, 'said' | 'isWithoutPushAccess'>): boolean {
  return said === undefined && isWithoutPushAccess === undefined
}

/**
 * What the verdict leans on: the marks of the approvals that hold, as far as they are needed. Where enough people pressed
 * the button, what others said in words beside it carries nothing, and is not marked.
 */
export function markApprovals(approvals: readonly ApprovalStanding[], { qualified, byBranchRule }: ApprovalsNeeded): ConfidenceMark[] {
  const holding = approvals.filter(({ standing }) => standing === 'holds').toSorted((a, b) => weakness(a) - weakness(b))
  return [...new Set(holding.slice(0, Math.max(qualified, byBranchRule)).flatMap(listMarks))]
}

export function listMarks({ said, isWithoutPushAccess }: Pick<ApprovalStanding, 'said' | 'isWithoutPushAccess'>): ConfidenceMark[] {
  return [...(said ? [said.kind] : []), ...(isWithoutPushAccess ? ['approved_without_push_access' as const] : [])]
}

function weakness(approval: ApprovalStanding): number {
  if (isCountedByGitHub(approval)) return 0
  if (!approval.said) return 1
  return (approval.said.kind === 'merge_command' ? 2 : 3) + (approval.isWithoutPushAccess ? 2 : 0)
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

function explainShortage(approvals: readonly Pick<ApprovalStanding, 'standing'>[], needed: number): ConfidenceReason[] {
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
