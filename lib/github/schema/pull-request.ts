import { z } from 'zod'
import { actorSchema, instant, oidSchema, page, toId } from './shared'

const review = z.object({
  id: z.string(),
  author: actorSchema,
  state: z.enum(['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED', 'PENDING']),
  body: z.string(),
  submittedAt: instant.nullable(),
  commit: oidSchema,
  authorCanPushToRepository: z.boolean().nullish(),
})

const thread = z.object({
  id: z.string(),
  path: z.string(),
  line: z.number().nullable(),
  originalLine: z.number().nullable(),
  startLine: z.number().nullable(),
  isResolved: z.boolean().nullish(),
  resolvedBy: actorSchema.optional(),
  isOutdated: z.boolean(),
})

const comment = z.object({
  id: z.string(),
  author: actorSchema,
  authorAssociation: z.string().nullish(),
  body: z.string(),
  createdAt: instant,
})

const commit = z.object({
  commit: z.object({
    oid: z.string(),
    message: z.string(),
    authoredDate: instant,
    committedDate: instant,
    additions: z.number().nullish(),
    deletions: z.number().nullish(),
    author: z.object({ name: z.string().nullable(), email: z.string().nullable(), user: actorSchema }).nullable(),
    committer: z.object({ email: z.string().nullable() }).nullable(),
  }),
})

const file = z.object({ path: z.string(), changeType: z.string(), additions: z.number(), deletions: z.number() })

const check = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('CheckRun'),
    id: z.string(),
    name: z.string(),
    conclusion: z.string().nullable(),
    completedAt: instant.nullable(),
  }),
  z.object({
    __typename: z.literal('StatusContext'),
    id: z.string(),
    context: z.string(),
    state: z.string(),
    createdAt: instant,
  }),
])

const issue = z.object({
  id: z.string(),
  number: z.number(),
  body: z.string(),
  repository: z.object({ nameWithOwner: z.string() }),
})

/** A requested team has no login: only its id is kept. */
const subject = z
  .object({ __typename: z.string(), id: z.string(), login: z.string().optional(), databaseId: z.number().nullish() })
  .nullable()

const timelineItem = z.object({
  __typename: z.string(),
  id: z.string(),
  createdAt: instant,
  actor: actorSchema.optional(),
  requestedReviewer: subject.optional(),
  assignee: subject.optional(),
  review: z.object({ id: z.string() }).nullish(),
  previousReviewState: z.string().optional(),
  beforeCommit: oidSchema.optional(),
  afterCommit: oidSchema.optional(),
  previousRefName: z.string().optional(),
  currentRefName: z.string().optional(),
  oldBase: z.string().optional(),
  newBase: z.string().optional(),
})

/** One schema a connection, under the name the ledger gives it; overflow pages are read by the same ones. */
export const connectionSchemas = {
  reviews: page(review, toId),
  reviewThreads: page(thread, toId),
  comments: page(comment, toId),
  commits: page(commit, (one) => one.commit.oid),
  files: page(file, ({ path }) => path),
  labels: page(z.object({ name: z.string() }), ({ name }) => name),
  assignees: page(actorSchema.unwrap(), toId),
  checks: page(check, toId),
  closingIssues: page(issue, toId),
  timelineItems: page(timelineItem, toId),
}

const rollup = z.object({ commit: oidSchema, contexts: connectionSchemas.checks }).nullable()

export const pullRequestSchema = z.object({
  id: z.string(),
  fullDatabaseId: z.union([z.string(), z.number()]).nullish(),
  number: z.number(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  author: actorSchema,
  authorAssociation: z.string().nullish(),
  editor: actorSchema,
  mergedBy: actorSchema,
  createdAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  mergedAt: instant.nullable(),
  lastEditedAt: instant.nullable(),
  mergeCommit: oidSchema,
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  isCrossRepository: z.boolean(),
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  repository: z.object({ id: z.string() }),
  baseRef: z
    .object({
      refUpdateRule: z
        .object({
          requiredApprovingReviewCount: z.number().nullable(),
          requiredStatusCheckContexts: z.array(z.string().nullable()).nullable(),
        })
        .nullable(),
    })
    .nullable(),
  reviews: connectionSchemas.reviews.nullable(),
  reviewThreads: connectionSchemas.reviewThreads,
  comments: connectionSchemas.comments,
  commits: connectionSchemas.commits,
  files: connectionSchemas.files.nullable(),
  labels: connectionSchemas.labels.nullable(),
  assignees: connectionSchemas.assignees,
  statusCheckRollup: rollup,
  closingIssuesReferences: connectionSchemas.closingIssues.nullable(),
  timelineItems: connectionSchemas.timelineItems,
})

export type WirePullRequest = z.infer<typeof pullRequestSchema>
export type WireConnections = { [Name in keyof typeof connectionSchemas]: z.infer<(typeof connectionSchemas)[Name]> }
