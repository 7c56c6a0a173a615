import type { BranchRule, ClosingIssue, PullRequestHistory, ReviewState, TimelineEvent } from '@/lib/facts/pull-request-history'
import type { DatabaseOrTransaction } from '../client'

// Raw rows, one query a table: nine round trips for a batch, and no second copy of every nested object.

export interface PullRequestRow {
  id: string
  repository_id: string
  repository: string
  number: number
  url: string
  title: string
  body: string
  is_draft: boolean
  author_id: string
  editor_id: string | null
  merged_by_id: string | null
  created_at: Date
  closed_at: Date | null
  merged_at: Date | null
  merge_commit_oid: string | null
  base_ref_name: string | null
  head_ref_name: string | null
  head_ref_oid: string
  is_cross_repository: boolean
  additions: number
  deletions: number
  labels: string[]
  assignee_ids: string[]
  closing_issues: ClosingIssue[]
  branch_rule: BranchRule | null
  checks_state: PullRequestHistory['checksState']
}

/**
 * GitHub deletes checks after some 400 days and then answers as if there had never been any. So "none" is believed of a
 * pull request that ended before that only where its repository never reported a check: else they have expired.
 */
export function listPullRequestRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<PullRequestRow[]>`
    with asked as materialized (
      select p.*, p.checks_state = 'none' and coalesce(p.closed_at, p.updated_at) < p.read_at - interval '400 days' as is_doubtful
      from pull_requests p
      where p.organization_id = ${organizationId} and p.id = any(${ids}) and p.is_complete),
    reporting as materialized (
      select r.id from (select distinct repository_id as id from asked where is_doubtful) r
      where exists (
        select 1 from pull_requests q
        where q.organization_id = ${organizationId} and q.repository_id = r.id and q.checks_state = 'read'))
    select p.id, p.repository_id, r.name_with_owner as repository, p.number, p.url, p.title, p.body, p.is_draft, p.author_id,
      p.editor_id, p.merged_by_id, p.created_at, p.closed_at, p.merged_at, p.merge_commit_oid, p.base_ref_name,
      p.head_ref_name, p.head_ref_oid, p.is_cross_repository, p.additions, p.deletions, p.labels, p.assignee_ids,
      p.closing_issues, p.branch_rule,
      case when p.is_doubtful and p.repository_id in (select id from reporting) then 'unreadable' else p.checks_state end as checks_state
    from asked p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    order by p.id`
}

export interface ReviewRow {
  pull_request_id: string
  id: string
  author_id: string
  state: ReviewState
  body: string
  submitted_at: Date
  commit_oid: string | null
  author_can_push: boolean | null
}

export function listReviewRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<ReviewRow[]>`
    select pull_request_id, id, author_id, state, body, submitted_at, commit_oid, author_can_push from reviews
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, submitted_at, id`
}

export interface ThreadRow {
  pull_request_id: string
  id: string
  path: string
  line: number | null
  original_line: number | null
  is_resolved: boolean | null
  resolved_at: Date | null
  is_outdated: boolean
}

export function listThreadRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<ThreadRow[]>`
    select pull_request_id, id, path, line, original_line, is_resolved, resolved_at, is_outdated from review_threads
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, id`
}

export interface CommentRow {
  pull_request_id: string
  id: string
  thread_id: string | null
  author_id: string
  body: string
  created_at: Date
  commit_oid: string | null
}

export function listCommentRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<CommentRow[]>`
    select pull_request_id, id, thread_id, author_id, body, created_at, commit_oid from comments
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, created_at, id`
}

export interface CommitRow {
  pull_request_id: string
  oid: string
  message: string
  author_name: string | null
  author_email: string | null
  author_id: string | null
  committed_at: Date
  additions: number | null
  deletions: number | null
}

export function listCommitRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<CommitRow[]>`
    select pull_request_id, oid, message, author_name, author_email, author_id, committed_at, additions, deletions from commits
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, position`
}

export interface ChangedFileRow {
  pull_request_id: string
  path: string
  change_type: string
  additions: number
  deletions: number
}

export function listChangedFileRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<ChangedFileRow[]>`
    select pull_request_id, path, change_type, additions, deletions from changed_files
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, path`
}

export interface TimelineRow {
  pull_request_id: string
  type: string
  created_at: Date
  actor_id: string | null
  subject_id: string | null
  details: TimelineEvent['details'] | null
}

export function listTimelineRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<TimelineRow[]>`
    select pull_request_id, type, created_at, actor_id, subject_id, details from timeline_events
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, created_at, id`
}

export interface CheckRow {
  pull_request_id: string
  name: string
  commit_oid: string
  conclusion: string | null
  completed_at: Date | null
}

export function listCheckRows(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  return database.$queryRaw<CheckRow[]>`
    select pull_request_id, name, commit_oid, conclusion, completed_at from checks
    where organization_id = ${organizationId} and pull_request_id = any(${ids})
    order by pull_request_id, name, id`
}
