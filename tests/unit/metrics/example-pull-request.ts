import { z } from 'zod'
import type { Head } from '@/lib/metrics/confidence/approval-standing'
import type { ConfidenceInput } from '@/lib/metrics/confidence/confident-merge'
import { isQualifiedReviewer, toAuthorIds } from '@/lib/metrics/history/qualified-reviewer'
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
  authorCanPushToRepository: z.boolean().nullish(),
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

function listQualifiedReviews(example: ExamplePullRequest) {
  const authorIds = listAuthorIds(example)
  const requesterIds = new Set(example.agentRequester ? [example.agentRequester] : [])
  return example.reviews.flatMap((one) => {
    if (one.author === null || one.submittedAt === null || one.state === 'PENDING') return []
    const reviewer = { id: one.author, type: one.authorType, canPush: one.authorCanPushToRepository ?? null }
    if (!isQualifiedReviewer(reviewer, { authorIds, requesterIds })) return []
    // GitHub's own row of a dismissed review says only that: without a date it was never there to count.
    const dismissedAt = one.dismissedAt ?? (one.state === 'DISMISSED' ? one.submittedAt : null)
    return [{ ...one, reviewerId: one.author, submittedAt: one.submittedAt, dismissedAt }]
  })
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
    reviews: listQualifiedReviews(example).map((one) => ({
      ...one,
      // Examples that leave the commit out mean the head of that time; null means that GitHub has forgotten it.
      commitOid: one.commitOid === undefined ? oidAt(one.submittedAt) : one.commitOid,
    })),
    requiredChecks: example.requiredChecks ?? null,
    checks: (example.checks ?? []).map(({ oid, ...one }) => ({ ...one, commitOid: oid })),
    areChecksReadable: !example.checksExpired && example.checks !== null,
    threads: example.threads,
  }
}

/** In the examples a head without a patch id is one whose patch cannot be compared. */
function toHeads({ heads, timeline, createdAt }: ExamplePullRequest): Head[] {
  if (heads.length > 0) {
    const forced = new Set(timeline.filter(({ type }) => type === 'HeadRefForcePushedEvent').map((one) => one.createdAt.getTime()))
    return heads.map((one) => ({
      oid: one.oid,
      at: one.at,
      patchId: one.patchId ?? null,
      isForcePush: one.forcePush || forced.has(one.at.getTime()) || (one.patchId ?? null) === null,
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
