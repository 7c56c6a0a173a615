import { z } from 'zod'
import type { Actor, ActorType, BranchRuleSnapshot, PullRequestHistory } from '@/lib/facts/pull-request-history'
import type { DatabaseOrTransaction } from '../client'
import { queryRows, textOf } from '../postgres/query-rows'
import { listBranchRuleRows, type BranchRuleRow } from './branch-rule-snapshots'
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

const ACTOR = z.strictObject({ id: z.string(), login: z.string(), type: textOf<ActorType>(), databaseId: z.bigint().nullable() })

const GHOST: Actor = { id: 'ghost', login: 'ghost', type: 'Ghost', databaseId: null }

/**
 * The pull requests of a batch with everything that happened to them, in the order of their ids. Complete ones only:
 * the ledger decides what may enter a metric. Ten queries however many ids there are; ask for some hundreds at a time.
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
  const [reviews, threads, comments, commits, files, timeline, checks, branchRules] = await Promise.all([
    listReviewRows(database, organizationId, ids),
    listThreadRows(database, organizationId, ids),
    listCommentRows(database, organizationId, ids),
    listCommitRows(database, organizationId, ids),
    listChangedFileRows(database, organizationId, ids),
    listTimelineRows(database, organizationId, ids),
    listCheckRows(database, organizationId, ids),
    listBranchRuleRows(database, organizationId, ids),
  ])
  const actors = await listActors(database, organizationId, [
    ...pullRequests.flatMap((row) => [row.authorId, row.editorId, row.mergedById, ...row.assigneeIds]),
    ...[...reviews, ...comments, ...commits].map((row) => row.authorId),
    ...timeline.flatMap((row) => [row.actorId, row.subjectId]),
  ])
  const by = {
    reviews: groupByPullRequest(reviews),
    threads: groupByPullRequest(threads),
    comments: groupByPullRequest(comments),
    commits: groupByPullRequest(commits),
    files: groupByPullRequest(files),
    timeline: groupByPullRequest(timeline),
    checks: groupByPullRequest(checks),
    branchRules: groupByPullRequest(branchRules),
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
  branchRules: Map<string, BranchRuleRow[]>
}

function toHistory(row: Rows.PullRequestRow, by: Children, actors: Map<string, Actor>): PullRequestHistory {
  const actorOf = (id: string) => actors.get(id) ?? GHOST
  const optionalActorOf = (id: string | null) => (id === null ? null : actorOf(id))
  const { authorId, editorId, mergedById, assigneeIds, branchRule, readAt, ...own } = row
  const comments = by.comments.get(row.id) ?? []
  const snapshots = (by.branchRules.get(row.id) ?? []).map(toSnapshot)
  // The rules of the default branch are read by the day; of any other base only what the pull request told when it was read.
  const branchRules = snapshots.length > 0 || branchRule === null ? snapshots : [{ from: readAt, rule: branchRule }]
  const toComment = ({ pullRequestId: _, threadId: __, authorId, ...comment }: Rows.CommentRow) => ({
    ...comment,
    author: actorOf(authorId),
  })
  return {
    ...own,
    author: actorOf(authorId),
    editor: optionalActorOf(editorId),
    mergedBy: optionalActorOf(mergedById),
    assignees: assigneeIds.map(actorOf),
    reviews: (by.reviews.get(row.id) ?? []).map(({ pullRequestId: _, authorId, ...review }) => ({ ...review, author: actorOf(authorId) })),
    threads: (by.threads.get(row.id) ?? []).map(({ pullRequestId: _, ...thread }) => ({
      ...thread,
      comments: comments.filter(({ threadId }) => threadId === thread.id).map(toComment),
    })),
    comments: comments.filter(({ threadId }) => threadId === null).map(toComment),
    commits: (by.commits.get(row.id) ?? []).map(({ pullRequestId: _, authorId, ...commit }) => ({
      ...commit,
      author: optionalActorOf(authorId),
    })),
    files: (by.files.get(row.id) ?? []).map(({ pullRequestId: _, ...file }) => file),
    timeline: (by.timeline.get(row.id) ?? []).map(({ pullRequestId: _, actorId, details, ...event }) => ({
      ...event,
      actor: optionalActorOf(actorId),
      subject: event.subjectId === null ? null : (actors.get(event.subjectId) ?? null),
      details: details ?? {},
    })),
    checks: (by.checks.get(row.id) ?? []).map(({ pullRequestId: _, ...check }) => check),
    branchRules,
    // Only a webhook tells when a push arrived; none is read yet.
    pushes: [],
  }
}

function toSnapshot({ readAt, approvals, contexts }: BranchRuleRow): BranchRuleSnapshot {
  return { from: readAt, rule: approvals === null && contexts === null ? null : { approvals, contexts } }
}

function groupByPullRequest<Row extends { pullRequestId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.pullRequestId)
    if (group) group.push(row)
    else groups.set(row.pullRequestId, [row])
  }
  return groups
}

async function listActors(database: DatabaseOrTransaction, organizationId: number, ids: (string | null)[]): Promise<Map<string, Actor>> {
  const distinct = [...new Set(ids)].filter((id) => id !== null)
  const rows = await queryRows(database, ACTOR)`
    select id, login, type, database_id as "databaseId" from actors
    where organization_id = ${organizationId} and id = any(${distinct})`
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, login: row.login, type: row.type, databaseId: row.databaseId === null ? null : Number(row.databaseId) },
    ]),
  )
}
