import { z } from 'zod'
import type { Head } from '@/lib/metrics/confidence/approval-standing'
import type { ConfidenceInput } from '@/lib/metrics/confidence/confident-merge'
import { readApproval, type SpokenApproval } from '@/lib/metrics/history/approval-words'
import { isQualifiedReviewer, toAuthorIds, type Reviewer } from '@/lib/metrics/history/qualified-reviewer'
import { toNamedCommit, type StandingReview } from '@/lib/metrics/history/qualified-reviews'
import { THRESHOLDS } from '@/lib/policy/defaults'
import type { ReviewCycleInput } from '@/lib/metrics/capacity/review-cycles'

/** The pull requests of the worked examples, brought to the inputs of lib/metrics. Everything in them is optional. */

export const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const instantOrNull = instant.nullish().transform((at) => at ?? null)
const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false)

const event = z.object({ type: z.string(), createdAt: instant, actor: z.string().nullish(), mergeOfBase: flag })
const head = z.object({ oid: z.string(), at: instant, patchId: z.string().nullish(), mergeOfBase: flag, forcePush: flag })
const commit = z.object({
  authors: z.array(z.string()).default([]),
  pushedAt: instantOrNull,
  hunks: z.array(z.object({ path: z.string(), start: z.number(), end: z.number() })).default([]),
  mergeOfBase: flag,
  acceptedSuggestion: flag,
})
const review = z.object({
  author: z.string().nullable(),
  authorType: z.string().default('User'),
  state: z.string(),
  submittedAt: instantOrNull,
  commitOid: z.string().nullish(),
  dismissedAt: instantOrNull,
  canPush: z.boolean().nullish(),
  authorCanPushToRepository: z.boolean().nullish(),
  body: z.string().nullish(),
  earlierReviewsHere: z.number().nullish(),
})
const comment = z.object({
  author: z.string().nullable(),
  authorType: z.string().default('User'),
  isMachine: flag,
  body: z.string(),
  createdAt: instantOrNull,
  canPush: z.boolean().nullish(),
  earlierReviewsHere: z.number().nullish(),
})
const check = z.object({
  oid: z.string(),
  name: z.string(),
  conclusion: z
    .string()
    .nullish()
    .transform((conclusion) => conclusion ?? null),
  completedAt: instantOrNull,
})
const thread = z.object({
  id: z.string().optional(),
  createdAt: instantOrNull,
  isResolved: z
    .boolean()
    .nullish()
    .transform((value) => value ?? null),
  resolvedAt: instantOrNull,
})

export const pullRequest = z.object({
  author: z.string(),
  authorType: z.string().default('User'),
  agentRequester: z.string().nullish(),
  createdAt: instant.default(new Date(0)),
  createdAsDraft: z.boolean().optional(),
  mergedAt: instantOrNull,
  closedAt: instantOrNull,
  timeline: z.array(event).default([]),
  heads: z.array(head).default([]),
  commits: z.array(commit).default([]),
  reviews: z.array(review).default([]),
  comments: z.array(comment).default([]),
  requiredChecks: z.array(z.string()).nullish(),
  checks: z.array(check).nullish(),
  checksExpired: flag,
  // Absent: none were opened. null: they could not be read.
  threads: z.array(thread).nullable().default([]),
})
export type ExamplePullRequest = z.infer<typeof pullRequest>

export function listAuthorIds(example: ExamplePullRequest): Set<string> {
  const commits = example.commits.map((one) => ({
    authorIds: one.authors,
    isMergeOfBase: one.mergeOfBase,
    isAcceptedSuggestion: one.acceptedSuggestion,
  }))
  return toAuthorIds(example.author, commits)
}

type ExampleReview = StandingReview & { isOfHeadThen: boolean }

/** GitHub's own reviews and what is said in words, of people who qualify. */
function listQualifiedReviews(example: ExamplePullRequest): ExampleReview[] {
  const authorship = {
    authorIds: listAuthorIds(example),
    requesterIds: new Set(example.agentRequester ? [example.agentRequester] : []),
  }
  const knownCommits = [...example.heads.map(({ oid }) => oid), ...example.reviews.flatMap(({ commitOid }) => commitOid ?? [])]
  const toSaid = (spoken: SpokenApproval, commentId: string | null, isNamed: boolean) => ({
    said: { kind: spoken.kind, text: spoken.text, isDelegation: spoken.isDelegation, isNamed, isOfHeadThen: !isNamed, commentId },
  })
  const reviews = example.reviews.flatMap((one): { reviewer: Reviewer; standing: ExampleReview }[] => {
    if (one.author === null || one.submittedAt === null || one.state === 'PENDING') return []
    const spoken = one.state === 'COMMENTED' ? readApproval(one.body ?? '') : null
    const named = spoken && toNamedCommit(spoken, knownCommits)
    const standing = {
      reviewerId: one.author,
      state: spoken ? 'APPROVED' : one.state,
      submittedAt: one.submittedAt,
      // Examples that leave the commit out mean the head of that time; null means that GitHub has forgotten it.
      commitOid: named ?? one.commitOid ?? null,
      isOfHeadThen: named === null && one.commitOid === undefined,
      // GitHub's own row of a dismissed review says only that: without a date it was never there to count.
      dismissedAt: one.dismissedAt ?? (one.state === 'DISMISSED' ? one.submittedAt : null),
      ...(spoken && toSaid(spoken, null, named !== null)),
    }
    return [{ reviewer: toReviewer({ ...one, author: one.author, canPush: one.canPush ?? one.authorCanPushToRepository }), standing }]
  })
  const comments = example.comments.flatMap((one): { reviewer: Reviewer; standing: ExampleReview }[] => {
    const spoken = one.author === null || one.isMachine ? null : readApproval(one.body)
    if (spoken === null || one.author === null || one.createdAt === null) return []
    const named = toNamedCommit(spoken, knownCommits)
    const standing = {
      reviewerId: one.author,
      state: 'APPROVED',
      submittedAt: one.createdAt,
      commitOid: named,
      isOfHeadThen: named === null,
      dismissedAt: null,
      ...toSaid(spoken, 'comment', named !== null),
    }
    return [{ reviewer: toReviewer({ ...one, author: one.author }), standing }]
  })
  return [...reviews, ...comments]
    .filter(({ reviewer }) => isQualifiedReviewer(reviewer, authorship))
    .map(({ reviewer, standing }) => (reviewer.canPush === false ? { ...standing, isWithoutPushAccess: true as const } : standing))
}

interface ExamplePerson {
  author: string
  authorType: string
  canPush?: boolean | null | undefined
  earlierReviewsHere?: number | null | undefined
}

function toReviewer({ author, authorType, canPush, earlierReviewsHere }: ExamplePerson): Reviewer {
  return {
    id: author,
    type: authorType,
    canPush: canPush ?? null,
    isKnown: (earlierReviewsHere ?? 0) >= THRESHOLDS.knownReviewerPullRequests,
  }
}

const DRAFT_TOGGLES = ['ReadyForReviewEvent', 'ConvertToDraftEvent']
const PUSHES = ['PushEvent', 'HeadRefForcePushedEvent']

function isCreatedAsDraft({ createdAsDraft, timeline }: ExamplePullRequest): boolean {
  if (createdAsDraft !== undefined) return createdAsDraft
  return timeline.find(({ type }) => DRAFT_TOGGLES.includes(type))?.type === 'ReadyForReviewEvent'
}

function listInOrder(example: ExamplePullRequest): ExamplePullRequest {
  return {
    ...example,
    timeline: example.timeline.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
    heads: example.heads.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
  }
}

export function toReviewCycleInput(unordered: ExamplePullRequest): ReviewCycleInput {
  const example = listInOrder(unordered)
  const of = (type: string) => example.timeline.filter((one) => one.type === type)
  const later = example.heads.slice(1).filter(({ mergeOfBase }) => !mergeOfBase)
  const closings = of('ClosedEvent').map(({ createdAt }) => createdAt)
  if (!example.mergedAt && example.closedAt && closings.length === 0) closings.push(example.closedAt)
  return {
    createdAt: example.createdAt,
    isCreatedAsDraft: isCreatedAsDraft(example),
    transitions: [
      ...of('ReadyForReviewEvent').map(({ createdAt: at }) => ({ type: 'ready' as const, at })),
      ...of('ConvertToDraftEvent').map(({ createdAt: at }) => ({ type: 'draft' as const, at })),
      ...of('ReopenedEvent').map(({ createdAt: at }) => ({ type: 'reopened' as const, at })),
      ...closings.filter((at) => !example.mergedAt || at < example.mergedAt).map((at) => ({ type: 'closed' as const, at })),
    ],
    pushes: [
      ...example.timeline.filter((one) => PUSHES.includes(one.type) && !one.mergeOfBase).map(({ createdAt }) => createdAt),
      ...later.map(({ at }) => at),
    ],
    requests: of('ReviewRequestedEvent').map(({ createdAt }) => createdAt),
    reviews: listQualifiedReviews(example),
    mergedAt: example.mergedAt,
  }
}

export function toConfidenceInput(unordered: ExamplePullRequest): ConfidenceInput {
  const example = listInOrder(unordered)
  const ready = example.timeline.find(({ type }) => type === 'ReadyForReviewEvent')?.createdAt ?? null
  const heads = toHeads(example)
  const oidAt = (at: Date) => heads.findLast((one) => one.at <= at)?.oid ?? heads[0]?.oid ?? null
  return {
    clockStartAt: isCreatedAsDraft(example) ? ready : example.createdAt,
    mergedAt: example.mergedAt,
    closedAt: example.closedAt,
    heads,
    reviews: listQualifiedReviews(example).map(({ isOfHeadThen, ...one }) => ({
      ...one,
      commitOid: isOfHeadThen ? oidAt(one.submittedAt) : one.commitOid,
    })),
    requiredChecks: example.requiredChecks ?? null,
    checks: (example.checks ?? []).map(({ oid, ...one }) => ({ ...one, commitOid: oid })),
    areChecksReadable: !example.checksExpired && example.checks !== null,
    threads: example.threads,
  }
}

/**
 * In the examples a head without a patch id, where others have one, cannot be compared. Where none has one, a later head is
 * an ordinary push, unless the commit of an approval is gone from the list: then nobody knows what brought the others.
 */
function toHeads(example: ExamplePullRequest): Head[] {
  const { heads, timeline, createdAt } = example
  if (heads.length > 0) {
    const isKnown = (oid: string | null) => oid === null || heads.some((head) => head.oid === oid)
    const isOneGone = listQualifiedReviews(example).some(({ commitOid }) => !isKnown(commitOid))
    const areComparable = heads.some(({ patchId }) => (patchId ?? null) !== null)
    const forced = new Set(timeline.filter(({ type }) => type === 'HeadRefForcePushedEvent').map((one) => one.createdAt.getTime()))
    return heads.map((one) => ({
      oid: one.oid,
      at: one.at,
      patchId: one.patchId ?? null,
      isForcePush:
        one.forcePush ||
        forced.has(one.at.getTime()) ||
        one.patchId === null ||
        (one.patchId === undefined && (areComparable || isOneGone)),
      isMergeOfBase: one.mergeOfBase,
    }))
  }
  const pushes = timeline.filter(({ type }) => PUSHES.includes(type))
  const first: Head = { oid: 'head-0', at: createdAt, patchId: null, isForcePush: false, isMergeOfBase: false }
  return [
    first,
    ...pushes.map((one, index) => ({
      oid: `head-${index + 1}`,
      at: one.createdAt,
      patchId: null,
      isForcePush: one.type === 'HeadRefForcePushedEvent',
      isMergeOfBase: one.mergeOfBase,
    })),
  ]
}
