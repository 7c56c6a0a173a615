import type { ChildFacts } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'
import { upsertActors } from './upsert-actors'

// One statement a table and batch. The rows travel as one JSON text: 100,000 of them take a second, single inserts a minute.
// GitHub may repeat a row on the next page when something was added meanwhile, hence "on conflict".

export async function insertChildFacts(database: DatabaseOrTransaction, organizationId: number, facts: ChildFacts): Promise<void> {
  await upsertActors(database, organizationId, facts.actors)
  await insertConversation(database, organizationId, facts)
  await insertChanges(database, organizationId, facts)
}

async function insertConversation(database: DatabaseOrTransaction, organizationId: number, facts: ChildFacts) {
  if (facts.reviews.length > 0) {
    await database.$executeRaw`
      insert into reviews (organization_id, pull_request_id, id, author_id, state, body, submitted_at, commit_oid, author_can_push)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.reviews)}::jsonb) as x(
        "pullRequestId" text, id text, "authorId" text, state text, body text, "submittedAt" timestamptz, "commitOid" text,
        "authorCanPush" boolean)
      on conflict (organization_id, pull_request_id, id) do update set
        author_id = excluded.author_id, state = excluded.state, body = excluded.body, submitted_at = excluded.submitted_at,
        commit_oid = excluded.commit_oid, author_can_push = excluded.author_can_push`
  }
  if (facts.threads.length > 0) {
    await database.$executeRaw`
      insert into review_threads (organization_id, pull_request_id, id, path, line, original_line, start_line, is_resolved,
        resolved_by_id, is_outdated)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.threads)}::jsonb) as x(
        "pullRequestId" text, id text, path text, line int, "originalLine" int, "startLine" int, "isResolved" boolean,
        "resolvedById" text, "isOutdated" boolean)
      on conflict (organization_id, pull_request_id, id) do update set
        path = excluded.path, line = excluded.line, original_line = excluded.original_line, start_line = excluded.start_line,
        is_resolved = excluded.is_resolved, resolved_by_id = excluded.resolved_by_id, is_outdated = excluded.is_outdated`
  }
  if (facts.comments.length > 0) {
    await database.$executeRaw`
      insert into comments (organization_id, pull_request_id, id, thread_id, review_id, author_id, body, created_at, commit_oid)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.comments)}::jsonb) as x(
        "pullRequestId" text, id text, "threadId" text, "reviewId" text, "authorId" text, body text, "createdAt" timestamptz,
        "commitOid" text)
      on conflict (organization_id, pull_request_id, id) do update set
        thread_id = excluded.thread_id, review_id = excluded.review_id, author_id = excluded.author_id, body = excluded.body,
        created_at = excluded.created_at, commit_oid = excluded.commit_oid`
  }
  if (facts.timeline.length > 0) {
    await database.$executeRaw`
      insert into timeline_events (organization_id, pull_request_id, id, type, created_at, actor_id, subject_id, details)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.timeline)}::jsonb) as x(
        "pullRequestId" text, id text, type text, "createdAt" timestamptz, "actorId" text, "subjectId" text, details jsonb)
      on conflict (organization_id, pull_request_id, id) do update set
        type = excluded.type, created_at = excluded.created_at, actor_id = excluded.actor_id,
        subject_id = excluded.subject_id, details = excluded.details`
  }
}

async function insertChanges(database: DatabaseOrTransaction, organizationId: number, facts: ChildFacts) {
  if (facts.commits.length > 0) {
    await database.$executeRaw`
      insert into commits (organization_id, pull_request_id, oid, position, message, author_name, author_email, author_id,
        committer_email, authored_at, committed_at, additions, deletions)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.commits)}::jsonb) as x(
        "pullRequestId" text, oid text, position int, message text, "authorName" text, "authorEmail" text, "authorId" text,
        "committerEmail" text, "authoredAt" timestamptz, "committedAt" timestamptz, additions int, deletions int)
      on conflict (organization_id, pull_request_id, oid) do update set
        position = excluded.position, message = excluded.message, author_name = excluded.author_name,
        author_email = excluded.author_email, author_id = excluded.author_id, committer_email = excluded.committer_email,
        authored_at = excluded.authored_at, committed_at = excluded.committed_at, additions = excluded.additions,
        deletions = excluded.deletions`
  }
  if (facts.files.length > 0) {
    await database.$executeRaw`
      insert into changed_files (organization_id, pull_request_id, path, change_type, additions, deletions)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.files)}::jsonb) as x(
        "pullRequestId" text, path text, "changeType" text, additions int, deletions int)
      on conflict (organization_id, pull_request_id, path) do update set
        change_type = excluded.change_type, additions = excluded.additions, deletions = excluded.deletions`
  }
  if (facts.checks.length > 0) {
    await database.$executeRaw`
      insert into checks (organization_id, pull_request_id, id, commit_oid, name, conclusion, completed_at)
      select ${organizationId}::int, x.* from jsonb_to_recordset(${JSON.stringify(facts.checks)}::jsonb) as x(
        "pullRequestId" text, id text, "commitOid" text, name text, conclusion text, "completedAt" timestamptz)
      on conflict (organization_id, pull_request_id, id) do update set
        commit_oid = excluded.commit_oid, name = excluded.name, conclusion = excluded.conclusion,
        completed_at = excluded.completed_at`
  }
}
