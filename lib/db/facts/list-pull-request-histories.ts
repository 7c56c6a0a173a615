import type { Actor, ActorType, PullRequestHistory } from '@/lib/facts/pull-request-history'
import type { DatabaseOrTransaction } from '../client'
import type * as Rows from './pull-request-history-rows'
import {
  listChangedFileRows,
  listCheckRows,
  listCommentRows,
  listCommitRows,
  listPullRequestRows,
  listReviewRows,
  listThreadRows,
  listTimelineRows,
} from './pull-request-history-rows'

const GHOST: Actor = { id: 'ghost', login: 'ghost', type: 'Ghost', databaseId: null }

/**
 * The pull requests of a batch with everything that happened to them, in the order of their ids. Complete ones only:
 * the ledger decides what may enter a metric. Nine queries however many ids there are; ask for some hundreds at a time.
 */
export async function listPullRequestHistories(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequestIds: string[],
): Promise<PullRequestHistory[]> {
  if (pullRequestIds.length === 0) return []
  const pullRequests = await listPullRequestRows(database, organizationId, pullRequestIds)
  const ids = pullRequests.map((row) => row.id)
  if (ids.length === 0) return []
  const [reviews, threads, comments, commits, files, timeline, checks] = await Promise.all([
    listReviewRows(database, organizationId, ids),
    listThreadRows(database, organizationId, ids),
    listCommentRows(database, organizationId, ids),
    listCommitRows(database, organizationId, ids),
    listChangedFileRows(database, organizationId, ids),
    listTimelineRows(database, organizationId, ids),
    listCheckRows(database, organizationId, ids),
  ])
  const actors = await listActors(database, organizationId, [
    ...pullRequests.flatMap((row) => [row.author_id, row.editor_id, row.merged_by_id, ...row.assignee_ids]),
    ...[...reviews, ...comments, ...commits].map((row) => row.author_id),
    ...timeline.flatMap((row) => [row.actor_id, row.subject_id]),
  ])
  const by = {
    reviews: groupByPullRequest(reviews),
    threads: groupByPullRequest(threads),
    comments: groupByPullRequest(comments),
    commits: groupByPullRequest(commits),
    files: groupByPullRequest(files),
    timeline: groupByPullRequest(timeline),
    checks: groupByPullRequest(checks),
  }
  return pullRequests.map((row) => toHistory(row, by, actors))
}

interface Children {
  reviews: Map<string, Rows.ReviewRow[]>
  threads: Map<string, Rows.ThreadRow[]>
  comments: Map<string, Rows.CommentRow[]>
  commits: Map<string, Rows.CommitRow[]>
  files: Map<string, Rows.ChangedFileRow[]>
  timeline: Map<string, Rows.TimelineRow[]>
  checks: Map<string, Rows.CheckRow[]>
}

function toHistory(row: Rows.PullRequestRow, by: Children, actors: Map<string, Actor>): PullRequestHistory {
  const actorOf = (id: string) => actors.get(id) ?? GHOST
  const optionalActorOf = (id: string | null) => (id === null ? null : actorOf(id))
  const comments = by.comments.get(row.id) ?? []
  const toComment = (comment: Rows.CommentRow) => ({
    id: comment.id,
    author: actorOf(comment.author_id),
    body: comment.body,
    createdAt: comment.created_at,
    commitOid: comment.commit_oid,
  })
  return {
    id: row.id,
    repositoryId: row.repository_id,
    repository: row.repository,
    number: row.number,
    url: row.url,
    title: row.title,
    body: row.body,
    author: actorOf(row.author_id),
    editor: optionalActorOf(row.editor_id),
    createdAt: row.created_at,
    mergedAt: row.merged_at,
    closedAt: row.closed_at,
    mergedBy: optionalActorOf(row.merged_by_id),
    mergeCommitOid: row.merge_commit_oid,
    isDraft: row.is_draft,
    baseRefName: row.base_ref_name,
    headRefName: row.head_ref_name,
    headRefOid: row.head_ref_oid,
    isCrossRepository: row.is_cross_repository,
    additions: row.additions,
    deletions: row.deletions,
    labels: row.labels,
    assignees: row.assignee_ids.map(actorOf),
    reviews: (by.reviews.get(row.id) ?? []).map((review) => ({
      id: review.id,
      author: actorOf(review.author_id),
      state: review.state,
      body: review.body,
      submittedAt: review.submitted_at,
      commitOid: review.commit_oid,
      authorCanPush: review.author_can_push,
    })),
    threads: (by.threads.get(row.id) ?? []).map((thread) => ({
      id: thread.id,
      path: thread.path,
      line: thread.line,
      originalLine: thread.original_line,
      isResolved: thread.is_resolved,
      resolvedAt: thread.resolved_at,
      isOutdated: thread.is_outdated,
      comments: comments.filter((comment) => comment.thread_id === thread.id).map(toComment),
    })),
    comments: comments.filter((comment) => comment.thread_id === null).map(toComment),
    commits: (by.commits.get(row.id) ?? []).map((commit) => ({
      oid: commit.oid,
      message: commit.message,
      authorName: commit.author_name,
      authorEmail: commit.author_email,
      author: optionalActorOf(commit.author_id),
      committedAt: commit.committed_at,
      additions: commit.additions,
      deletions: commit.deletions,
    })),
    files: (by.files.get(row.id) ?? []).map((file) => ({
      path: file.path,
      changeType: file.change_type,
      additions: file.additions,
      deletions: file.deletions,
    })),
    timeline: (by.timeline.get(row.id) ?? []).map((event) => ({
      type: event.type,
      createdAt: event.created_at,
      actor: optionalActorOf(event.actor_id),
      subjectId: event.subject_id,
      subject: event.subject_id === null ? null : (actors.get(event.subject_id) ?? null),
      details: event.details ?? {},
    })),
    checks: (by.checks.get(row.id) ?? []).map((check) => ({
      name: check.name,
      commitOid: check.commit_oid,
      conclusion: check.conclusion,
      completedAt: check.completed_at,
    })),
    checksState: row.checks_state,
    closingIssues: row.closing_issues,
    branchRule: row.branch_rule,
    // Only a webhook tells when a push arrived; none is read yet.
    pushes: [],
  }
}

function groupByPullRequest<Row extends { pull_request_id: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.pull_request_id)
    if (group) group.push(row)
    else groups.set(row.pull_request_id, [row])
  }
  return groups
}

async function listActors(database: DatabaseOrTransaction, organizationId: number, ids: (string | null)[]): Promise<Map<string, Actor>> {
  const distinct = [...new Set(ids)].filter((id) => id !== null)
  const rows = await database.$queryRaw<{ id: string; login: string; type: ActorType; database_id: bigint | null }[]>`
    select id, login, type, database_id from actors
    where organization_id = ${organizationId} and id = any(${distinct})`
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, login: row.login, type: row.type, databaseId: row.database_id === null ? null : Number(row.database_id) },
    ]),
  )
}
