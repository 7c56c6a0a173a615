import { z } from 'zod'

// One line of ../shared/data/real/*.jsonl.gz, as far as a stand-in can serve it. What a source lacks is absent.

const actor = z.object({ login: z.string(), __typename: z.string().optional() }).nullish()
const commitReference = z.object({ oid: z.string() }).nullish()
const gitActor = z.object({ name: z.string().nullish(), email: z.string().nullish(), user: actor }).nullish()
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const count = z.number().nullish()

const reviewComment = z.object({
  id: z.string(),
  databaseId: z.number(),
  author: actor,
  authorAssociation: z.string().nullish(),
  body: text,
  createdAt: z.string(),
  commit: commitReference,
  originalCommit: commitReference,
  diffHunk: text,
  pullRequestReview: z.object({ databaseId: z.number() }).nullish(),
})

export const realRecordSchema = z.object({
  repository: z.object({ nameWithOwner: z.string() }),
  id: z.string().nullish(),
  databaseId: z.number(),
  number: z.number(),
  title: z.string(),
  body: text,
  isDraft: z.boolean().nullish(),
  author: actor,
  authorAssociation: z.string().nullish(),
  createdAt: z.string(),
  updatedAt: z.string().nullish(),
  closedAt: z.string().nullish(),
  mergedAt: z.string().nullish(),
  mergedBy: actor,
  mergeCommit: commitReference,
  baseRefName: z.string().nullish(),
  headRefName: z.string().nullish(),
  headRefOid: z.string(),
  isCrossRepository: z.boolean().nullish(),
  additions: z.number(),
  deletions: z.number(),
  labels: list(z.object({ id: z.string().nullish(), name: z.string() })),
  assignees: list(z.object({ login: z.string() })),
  reviews: list(
    z.object({
      id: z.string().nullish(),
      databaseId: z.number(),
      author: actor,
      authorAssociation: z.string().nullish(),
      state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
      body: text,
      submittedAt: z.string().nullish(),
      commit: commitReference,
    }),
  ),
  reviewThreads: list(z.object({ path: z.string(), line: count, originalLine: count, comments: list(reviewComment) })),
  comments: list(
    z.object({
      id: z.string().nullish(),
      databaseId: z.number(),
      author: actor,
      authorAssociation: z.string().nullish(),
      body: text,
      createdAt: z.string(),
    }),
  ),
  commits: list(
    z.object({
      oid: z.string(),
      message: text,
      author: gitActor,
      committer: gitActor,
      authoredDate: z.string(),
      committedDate: z.string(),
      additions: count,
      deletions: count,
    }),
  ),
  files: list(
    z.object({
      path: z.string(),
      additions: z.number(),
      deletions: z.number(),
      changeType: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'RENAMED', 'COPIED', 'CHANGED']),
    }),
  ),
  timelineItems: list(
    z.object({
      __typename: z.string(),
      createdAt: z.string(),
      actor,
      requestedReviewer: actor,
      assignee: actor,
      label: z.object({ name: z.string() }).nullish(),
      commit: commitReference,
      afterCommit: commitReference,
    }),
  ),
})

export type RealRecord = z.infer<typeof realRecordSchema>
