import type { ActorFact, CommentFact } from '@/lib/facts/pull-request-facts'
import type { GitHubClient } from './client'
import { toNodeOutcomes, type Unread } from './node-outcomes'
import { ISSUE_LABELS_QUERY, THREAD_COMMENTS_QUERY, THREAD_OVERFLOW_QUERY } from './queries/leaves'
import { issueSchema, nodeSchema, threadSchema, type WireThread } from './schema/leaves'
import { ActorBook } from './to-actor'

export interface ThreadToRead {
  id: string
  pullRequestId: string
  /** Where the next page begins; null: nothing was read yet. */
  cursor: string | null
}

export interface ThreadPage {
  id: string
  pullRequestId: string
  total: number
  cursor: string | null
  complete: boolean
}

export interface FetchedThreads {
  threads: ThreadPage[]
  comments: CommentFact[]
  actors: ActorFact[]
  missing: string[]
  unread: Unread[]
}

/** First 100 comments of up to 100 threads: 1 point. @throws HeavyQueryError when the batch is too wide just now. */
export async function fetchThreadComments(client: GitHubClient, asked: ThreadToRead[]): Promise<FetchedThreads> {
  const ids = asked.map((thread) => thread.id)
  const answer = await client.query(THREAD_COMMENTS_QUERY, { ids }, ids.length)
  const { read, missing, unread, broken } = toNodeOutcomes(answer, ids, threadSchema)
  const owners = new Map(asked.map((thread) => [thread.id, thread.pullRequestId]))
  const found = read.flatMap(({ id, node }) => {
    const pullRequestId = owners.get(id)
    return pullRequestId === undefined ? [] : [{ pullRequestId, node }]
  })
  return { ...toThreadPages(found), missing, unread: [...unread, ...broken] }
}

/** The next 100 comments of a long thread; null where GitHub does not answer for it. @throws HeavyQueryError when the answer broke. */
export async function fetchThreadOverflow(client: GitHubClient, thread: ThreadToRead): Promise<FetchedThreads | null> {
  const answer = await client.query(THREAD_OVERFLOW_QUERY, { id: thread.id, after: thread.cursor }, 1)
  const parsed = threadSchema.safeParse(nodeSchema.safeParse(answer.data).data?.node)
  if (!parsed.success || answer.errors.length > 0) return null
  return { ...toThreadPages([{ pullRequestId: thread.pullRequestId, node: parsed.data }]), missing: [], unread: [] }
}

function toThreadPages(found: { pullRequestId: string; node: WireThread }[]) {
  const actors = new ActorBook()
  const comments = found.flatMap(({ pullRequestId, node }) =>
    (node.comments.nodes ?? []).flatMap((comment): CommentFact[] =>
      comment
        ? [
            {
              pullRequestId,
              id: comment.id,
              threadId: node.id,
              reviewId: comment.pullRequestReview?.id ?? null,
              authorId: actors.note(comment.author),
              body: comment.body,
              createdAt: comment.createdAt,
              commitOid: comment.originalCommit?.oid ?? null,
            },
          ]
        : [],
    ),
  )
  const threads = found.map(({ pullRequestId, node }): ThreadPage => {
    const { hasNextPage, endCursor } = node.comments.pageInfo
    return { id: node.id, pullRequestId, total: node.comments.totalCount, cursor: hasNextPage ? endCursor : null, complete: !hasNextPage }
  })
  return { threads, comments, actors: actors.list() }
}

export interface FetchedLabels {
  issues: { id: string; labels: string[] }[]
  unread: Unread[]
}

/** Labels of up to 100 issues: 1 point. An issue that is gone or may not be read has none that we can know: an empty list. */
export async function fetchIssueLabels(client: GitHubClient, ids: string[]): Promise<FetchedLabels> {
  const answer = await client.query(ISSUE_LABELS_QUERY, { ids }, ids.length)
  const { read, missing, unread, broken } = toNodeOutcomes(answer, ids, issueSchema)
  const issues = read.map(({ node }) => ({
    id: node.id,
    labels: (node.labels?.nodes ?? []).flatMap((label) => (label ? [label.name] : [])),
  }))
  return { issues: [...issues, ...missing.map((id) => ({ id, labels: [] }))], unread: [...unread, ...broken] }
}
