import { chunk } from 'es-toolkit/array'
import type { ActorFact, CommentFact } from '@/lib/facts/pull-request-facts'
import { readApproval } from '@/lib/metrics/history/approval-words'
import type { GitHubAnswer, GitHubClient } from './client'
import { toNodeOutcomes, type Unread } from './node-outcomes'
import { ISSUE_LABELS_QUERY, LIST_WIDTH, MANY_THREAD_COMMENTS_QUERY, THREAD_COMMENTS_QUERY, THREAD_OVERFLOW_QUERY } from './queries/leaves'
import { issueSchema, nodeSchema, threadSchema, type NodeList, type WireThread } from './schema/leaves'
import { ActorBook } from './to-actor'
import { toCommentedCode } from './to-commented-code'
import { Walk, type ListPage } from './walk'

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
  list: ListPage
}

export interface FetchedThreads {
  threads: ThreadPage[]
  comments: CommentFact[]
  actors: ActorFact[]
  missing: string[]
  unread: Unread[]
  /** Answered with nothing, or with less than GitHub itself counts: asked once more, then set aside. */
  silent: Unread[]
}

/** First 100 comments of up to 149 threads: 1 point. @throws HeavyQueryError when the batch is too wide just now. */
export async function fetchThreadComments(client: GitHubClient, asked: ThreadToRead[]): Promise<FetchedThreads> {
  const [first = [], second = []] = chunk(asked, LIST_WIDTH)
  const ids = toIds(first)
  if (second.length === 0) return toFetchedThreads(await client.query(THREAD_COMMENTS_QUERY, { ids }, asked.length), first, 'nodes')
  const answer = await client.query(MANY_THREAD_COMMENTS_QUERY, { ids, threads: toIds(second) }, asked.length)
  return join(toFetchedThreads(answer, first, 'nodes'), toFetchedThreads(answer, second, 'threads'))
}

function join(one: FetchedThreads, other: FetchedThreads): FetchedThreads {
  return {
    threads: [...one.threads, ...other.threads],
    comments: [...one.comments, ...other.comments],
    actors: [...one.actors, ...other.actors],
    missing: [...one.missing, ...other.missing],
    unread: [...one.unread, ...other.unread],
    silent: [...one.silent, ...other.silent],
  }
}

const toIds = (threads: ThreadToRead[]) => threads.map(({ id }) => id)

/** What an answer says of these threads in the list of this name. */
export function toFetchedThreads(answer: GitHubAnswer, asked: ThreadToRead[], list: NodeList): FetchedThreads {
  const { read, missing, unread, silent, broken } = toNodeOutcomes(answer, toIds(asked), threadSchema, list)
  const owners = new Map(asked.map((thread) => [thread.id, thread.pullRequestId]))
  const gaps = new Map(read.map(({ id, node }) => [id, findGap(node.comments)]))
  const found = read.flatMap(({ id, node }) => {
    const pullRequestId = owners.get(id)
    return pullRequestId === undefined || gaps.get(id) ? [] : [{ pullRequestId, node }]
  })
  const lacking = [...gaps].flatMap(([id, gap]) => (gap === null ? [] : [{ id, reason: gap }]))
  return { ...toThreadPages(found), missing, unread: [...unread, ...broken], silent: [...silent, ...lacking] }
}

/** A first page that ends the list, or leads nowhere. */
function findGap(list: ListPage): string | null {
  const walk = new Walk(THREAD_COMMENTS)
  walk.take(list)
  return walk.isOver ? walk.gap : null
}

export const THREAD_COMMENTS = 'comments of a thread'

/** The next 100 comments of a long thread; null where GitHub does not answer for it. @throws HeavyQueryError when the answer broke. */
export async function fetchThreadOverflow(client: GitHubClient, thread: ThreadToRead): Promise<FetchedThreads | null> {
  const answer = await client.query(THREAD_OVERFLOW_QUERY, { id: thread.id, after: thread.cursor }, 1)
  const parsed = threadSchema.safeParse(nodeSchema.safeParse(answer.data).data?.node)
  if (!parsed.success || answer.errors.length > 0) return null
  return { ...toThreadPages([{ pullRequestId: thread.pullRequestId, node: parsed.data }]), missing: [], unread: [], silent: [] }
}

function toThreadPages(found: { pullRequestId: string; node: WireThread }[]) {
  const actors = new ActorBook()
  const comments = found.flatMap(({ pullRequestId, node }) =>
    node.comments.nodes.map((comment, index): CommentFact => ({
      pullRequestId,
      id: comment.id,
      threadId: node.id,
      reviewId: comment.pullRequestReview?.id ?? null,
      authorId: actors.note(comment.author),
      authorAssociation: comment.authorAssociation ?? null,
      body: comment.body,
      mayApprove: readApproval(comment.body)?.kind === 'merge_command',
      createdAt: comment.createdAt,
      commitOid: comment.originalCommit?.oid ?? null,
      // Replies stand on the same lines.
      code: index === 0 ? toCommentedCode(comment) : null,
    })),
  )
  const threads = found.map(({ pullRequestId, node: { id, comments: list } }): ThreadPage => {
    const { total, cursor, hasNext } = list
    return { id, pullRequestId, total, cursor: hasNext ? cursor : null, complete: !hasNext, list }
  })
  return { threads, comments, actors: actors.list() }
}

export interface FetchedLabels {
  issues: { id: string; labels: string[] }[]
  unread: Unread[]
  silent: Unread[]
}

/** Labels of up to 100 issues: 1 point. An issue that is gone or may not be read has none that we can know: an empty list. */
export async function fetchIssueLabels(client: GitHubClient, ids: string[]): Promise<FetchedLabels> {
  const answer = await client.query(ISSUE_LABELS_QUERY, { ids }, ids.length)
  const { read, missing, unread, silent, broken } = toNodeOutcomes(answer, ids, issueSchema)
  const issues = read.map(({ node }) => ({
    id: node.id,
    labels: (node.labels?.nodes ?? []).flatMap((label) => (label ? [label.name] : [])),
  }))
  return { issues: [...issues, ...missing.map((id) => ({ id, labels: [] }))], unread: [...unread, ...broken], silent }
}
