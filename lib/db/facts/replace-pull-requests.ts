import type { PullRequestFact, PullRequestFacts } from '@/lib/facts/pull-request-facts'
import type { Database, DatabaseOrTransaction } from '../client'
import { completePullRequests } from './complete-pull-requests'
import { deleteChildFacts } from './delete-child-facts'
import { insertChildFacts } from './insert-child-facts'
import { updateRepositoryWalk, type RepositoryWalk } from './repository-sync'

export interface UnreadablePullRequest {
  id: string
  number: number
  title: string
  url: string
  createdAt: Date
  updatedAt: Date
  reason: string
}

export interface PullRequestBatch {
  organizationId: number
  repositoryId: string
  facts: PullRequestFacts
  /** GitHub knows them no longer. */
  missing: string[]
  /** Poison: recorded, so that the rest can go on, and tried again by the next run. */
  unreadable: UnreadablePullRequest[]
  readAt: Date
  /** Where the walk through the repository stands once this batch is stored. */
  walk: RepositoryWalk
}

/**
 * Stores a batch and how far it brings the walk: one transaction, so a kill at any instant loses at most what GitHub
 * answered last. What the first pages did not hold stays open in the ledger and is read afterwards.
 */
export async function replacePullRequests(database: Database, batch: PullRequestBatch): Promise<void> {
  const { organizationId, facts } = batch
  await database.$transaction(
    async (transaction) => {
      await deleteChildren(transaction, organizationId, facts.pullRequests)
      await upsertPullRequests(transaction, organizationId, facts.pullRequests, batch.readAt)
      await insertChildFacts(transaction, organizationId, facts)
      await completePullRequests(
        transaction,
        organizationId,
        facts.pullRequests.map((pullRequest) => pullRequest.id),
      )
      await upsertUnreadable(transaction, batch)
      await deletePullRequests(transaction, organizationId, batch.missing)
      await updateRepositoryWalk(transaction, organizationId, batch.repositoryId, batch.walk, batch.readAt)
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}

/**
 * Everything below the pull requests goes, because GitHub does not tell what was removed. Checks stay where GitHub has
 * forgotten them (it deletes them after some 400 days) and the head is still the same.
 */
async function deleteChildren(database: DatabaseOrTransaction, organizationId: number, pullRequests: PullRequestFact[]) {
  const ids = pullRequests.map((pullRequest) => pullRequest.id)
  if (ids.length === 0) return
  await deleteChildFacts(database, organizationId, ids)
  const heads = pullRequests.map(({ id, headRefOid, checksState }) => ({ id, headRefOid, checksState }))
  await database.$executeRaw`
    delete from checks c using jsonb_to_recordset(${JSON.stringify(heads)}::jsonb) as h(id text, "headRefOid" text, "checksState" text)
    where c.organization_id = ${organizationId} and c.pull_request_id = h.id
      and (h."checksState" = 'read' or c.commit_oid <> h."headRefOid")`
}

async function upsertPullRequests(database: DatabaseOrTransaction, organizationId: number, pullRequests: PullRequestFact[], readAt: Date) {
  if (pullRequests.length === 0) return
  await database.$executeRaw`
    insert into pull_requests (organization_id, id, repository_id, database_id, number, url, title, body, state, is_draft,
      author_id, author_association, editor_id, merged_by_id, created_at, updated_at, closed_at, merged_at, last_edited_at,
      merge_commit_oid, base_ref_name, head_ref_name, head_ref_oid, is_cross_repository, additions, deletions, changed_files,
      labels, assignee_ids, closing_issues, branch_rule, ledger, checks_state, is_complete, read_error, read_at)
    select ${organizationId}::int, x.id, x."repositoryId", x."databaseId", x.number, x.url, x.title, x.body, x.state, x."isDraft",
      x."authorId", x."authorAssociation", x."editorId", x."mergedById", x."createdAt", x."updatedAt", x."closedAt",
      x."mergedAt", x."lastEditedAt", x."mergeCommitOid", x."baseRefName", x."headRefName", x."headRefOid",
      x."isCrossRepository", x.additions, x.deletions, x."changedFiles", x.labels, x."assigneeIds", x."closingIssues",
      x."branchRule", x.ledger,
      case
        when x."checksState" <> 'read' and exists (
          select 1 from checks c where c.organization_id = ${organizationId} and c.pull_request_id = x.id) then 'read'
        else x."checksState"
      end,
      false, null, ${readAt}
    from jsonb_to_recordset(${JSON.stringify(pullRequests)}::jsonb) as x(
      id text, "repositoryId" text, "databaseId" bigint, number int, url text, title text, body text, state text,
      "isDraft" boolean, "authorId" text, "authorAssociation" text, "editorId" text, "mergedById" text,
      "createdAt" timestamptz, "updatedAt" timestamptz, "closedAt" timestamptz, "mergedAt" timestamptz,
      "lastEditedAt" timestamptz, "mergeCommitOid" text, "baseRefName" text, "headRefName" text, "headRefOid" text,
      "isCrossRepository" boolean, additions int, deletions int, "changedFiles" int, labels text[], "assigneeIds" text[],
      "closingIssues" jsonb, "branchRule" jsonb, ledger jsonb, "checksState" text)
    on conflict (organization_id, id) do update set
      repository_id = excluded.repository_id, database_id = excluded.database_id, number = excluded.number,
      url = excluded.url, title = excluded.title, body = excluded.body, state = excluded.state,
      is_draft = excluded.is_draft, author_id = excluded.author_id, author_association = excluded.author_association,
      editor_id = excluded.editor_id, merged_by_id = excluded.merged_by_id, created_at = excluded.created_at,
      updated_at = excluded.updated_at, closed_at = excluded.closed_at, merged_at = excluded.merged_at,
      last_edited_at = excluded.last_edited_at, merge_commit_oid = excluded.merge_commit_oid,
      base_ref_name = excluded.base_ref_name, head_ref_name = excluded.head_ref_name,
      head_ref_oid = excluded.head_ref_oid, is_cross_repository = excluded.is_cross_repository,
      additions = excluded.additions, deletions = excluded.deletions, changed_files = excluded.changed_files,
      labels = excluded.labels, assignee_ids = excluded.assignee_ids, closing_issues = excluded.closing_issues,
      branch_rule = excluded.branch_rule, ledger = excluded.ledger, checks_state = excluded.checks_state,
      is_complete = false, read_error = null, read_at = excluded.read_at`
}

/** One that was read before keeps its facts, but they are no longer all there is: it waits for its next reading. */
async function upsertUnreadable(database: DatabaseOrTransaction, batch: PullRequestBatch) {
  for (const { id, number, title, url, createdAt, updatedAt, reason } of batch.unreadable) {
    await database.$executeRaw`
      insert into pull_requests (organization_id, id, repository_id, number, url, title, body, state, is_draft, author_id,
        created_at, updated_at, head_ref_oid, is_cross_repository, additions, deletions, changed_files, labels, assignee_ids,
        closing_issues, checks_state, ledger, is_complete, read_error, read_at)
      values (${batch.organizationId}, ${id}, ${batch.repositoryId}, ${number}, ${url}, ${title}, '', 'OPEN', false, 'ghost',
        ${createdAt}, ${updatedAt}, '', false, 0, 0, 0, '{}', '{}', '[]', 'unreadable', '{}', false, ${reason}, ${batch.readAt})
      on conflict (organization_id, id) do update set is_complete = false, read_error = excluded.read_error`
  }
}

async function deletePullRequests(database: DatabaseOrTransaction, organizationId: number, ids: string[]) {
  if (ids.length === 0) return
  await deleteChildFacts(database, organizationId, ids)
  await database.$executeRaw`delete from checks where organization_id = ${organizationId} and pull_request_id = any(${ids})`
  await database.$executeRaw`delete from pull_requests where organization_id = ${organizationId} and id = any(${ids})`
  await database.$executeRaw`
    insert into pending_evaluations (organization_id, pull_request_id)
    select ${organizationId}::int, unnest(${ids}::text[]) on conflict do nothing`
}
