import { z } from 'zod'
import type { BranchRule, ClosingIssue, PullRequestHistory, ReviewState, TimelineEvent } from '@/lib/facts/pull-request-history'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows, textOf, toColumnList } from '../postgres/query-rows'

// Raw rows, one query a table: nine round trips for a batch, and no second copy of every nested object.

const PULL_REQUEST_COLUMNS = z.strictObject({
  id: z.string(),
  repositoryId: z.string(),
  number: z.number(),
  url: z.string(),
  title: z.string(),
  body: z.string(),
  isDraft: z.boolean(),
  authorId: z.string(),
  editorId: z.string().nullable(),
  mergedById: z.string().nullable(),
  createdAt: z.date(),
  closedAt: z.date().nullable(),
  mergedAt: z.date().nullable(),
  mergeCommitOid: z.string().nullable(),
  baseRefName: z.string().nullable(),
  headRefName: z.string().nullable(),
  headRefOid: z.string(),
  isCrossRepository: z.boolean(),
  additions: z.number(),
  deletions: z.number(),
  labels: z.array(z.string()),
  assigneeIds: z.array(z.string()),
  closingIssues: jsonOf<ClosingIssue[]>(),
  branchRule: jsonOf<BranchRule>().nullable(),
  readAt: z.date(),
})
const PULL_REQUEST_ROW = PULL_REQUEST_COLUMNS.extend({ repository: z.string(), checksState: textOf<PullRequestHistory['checksState']>() })
export type PullRequestRow = z.infer<typeof PULL_REQUEST_ROW>

/**
 * GitHub deletes checks after some 400 days and then answers as if there had never been any. So "none" is believed of a
 * pull request that ended before that only where its repository never reported a check: else they have expired.
 * Lateral, and on an index of its own: a repository that never did would be read to its end for every batch.
 */
export function listPullRequestRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, PULL_REQUEST_ROW)`
    with asked as materialized (
      select p.*, p.checks_state = 'none' and coalesce(p.closed_at, p.updated_at) < p.read_at - interval '400 days' as is_doubtful
      from pull_requests p
      where p.organization_id = ${organizationId} and p.id = any(${ids}) and p.is_complete),
    reporting as materialized (
      select r.id from (select distinct repository_id as id from asked where is_doubtful) r
      cross join lateral (
        select from pull_requests q
        where q.organization_id = ${organizationId} and q.repository_id = r.id and q.checks_state = 'read'
        limit 1) any_read)
    select ${toColumnList(PULL_REQUEST_COLUMNS, 'p')}, r.name_with_owner as repository,
      case when p.is_doubtful and p.repository_id in (select id from reporting) then 'unreadable' else p.checks_state end as "checksState"
    from asked p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    order by p.id`
}

const REVIEW_ROW = z.strictObject({
  pullRequestId: z.string(),
  id: z.string(),
  authorId: z.string(),
  state: textOf<ReviewState>(),
  body: z.string(),
  submittedAt: z.date(),
  commitOid: z.string().nullable(),
  authorCanPush: z.boolean().nullable(),
})
export type ReviewRow = z.infer<typeof REVIEW_ROW>

export function listReviewRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, REVIEW_ROW)`
    select ${toColumnList(REVIEW_ROW, 'c')} from reviews c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, submitted_at, id`
}

const THREAD_ROW = z.strictObject({
  pullRequestId: z.string(),
  id: z.string(),
  path: z.string(),
  line: z.number().nullable(),
  originalLine: z.number().nullable(),
  isResolved: z.boolean().nullable(),
  resolvedAt: z.date().nullable(),
  isOutdated: z.boolean(),
})
export type ThreadRow = z.infer<typeof THREAD_ROW>

export function listThreadRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, THREAD_ROW)`
    select ${toColumnList(THREAD_ROW, 'c')} from review_threads c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, id`
}

const COMMENT_ROW = z.strictObject({
  pullRequestId: z.string(),
  id: z.string(),
  threadId: z.string().nullable(),
  authorId: z.string(),
  authorAssociation: z.string().nullable(),
  body: z.string(),
  createdAt: z.date(),
  commitOid: z.string().nullable(),
  code: z.string().nullable(),
})
export type CommentRow = z.infer<typeof COMMENT_ROW>

export function listCommentRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, COMMENT_ROW)`
    select ${toColumnList(COMMENT_ROW, 'c')} from comments c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, created_at, id`
}

const COMMIT_ROW = z.strictObject({
  pullRequestId: z.string(),
  oid: z.string(),
  message: z.string(),
  authorName: z.string().nullable(),
  authorEmail: z.string().nullable(),
  authorId: z.string().nullable(),
  committedAt: z.date(),
  additions: z.number().nullable(),
  deletions: z.number().nullable(),
})
export type CommitRow = z.infer<typeof COMMIT_ROW>

export function listCommitRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, COMMIT_ROW)`
    select ${toColumnList(COMMIT_ROW, 'c')} from commits c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, position`
}

const CHANGED_FILE_ROW = z.strictObject({
  pullRequestId: z.string(),
  path: z.string(),
  changeType: z.string(),
  additions: z.number(),
  deletions: z.number(),
})
export type ChangedFileRow = z.infer<typeof CHANGED_FILE_ROW>

export function listChangedFileRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, CHANGED_FILE_ROW)`
    select ${toColumnList(CHANGED_FILE_ROW, 'c')} from changed_files c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, path`
}

const TIMELINE_ROW = z.strictObject({
  pullRequestId: z.string(),
  type: z.string(),
  createdAt: z.date(),
  actorId: z.string().nullable(),
  subjectId: z.string().nullable(),
  details: jsonOf<TimelineEvent['details']>().nullable(),
})
export type TimelineRow = z.infer<typeof TIMELINE_ROW>

export function listTimelineRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, TIMELINE_ROW)`
    select ${toColumnList(TIMELINE_ROW, 'c')} from timeline_events c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, created_at, id`
}

const CHECK_ROW = z.strictObject({
  pullRequestId: z.string(),
  name: z.string(),
  commitOid: z.string(),
  conclusion: z.string().nullable(),
  completedAt: z.date().nullable(),
})
export type CheckRow = z.infer<typeof CHECK_ROW>

export function listCheckRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return queryRows(database, CHECK_ROW)`
    select ${toColumnList(CHECK_ROW, 'c')} from checks c
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, name, id`
}
