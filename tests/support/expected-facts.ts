import { DAY } from '@/lib/dates'
import { listPullRequests } from '@/lib/demo/stand-in/memory-world'
import { CommitView } from '@/lib/demo/stand-in/commit'
import type { World, WorldActor, WorldEvent, WorldPullRequest } from '@/lib/demo/stand-in/world'

// What the database should hold of a world at its end, written down a second time and without the client's own code.

type Row = Record<string, unknown>
export interface ExpectedFacts {
  pull_requests: Row[]
  reviews: Row[]
  review_threads: Row[]
  comments: Row[]
  commits: Row[]
  changed_files: Row[]
  timeline_events: Row[]
  checks: Row[]
}

const idOf = (actor: WorldActor | null) => actor?.id ?? 'ghost'
const clean = (text: string) => text.replaceAll('\u0000', '').replaceAll(/[\ud800-\udfff]/g, '\ufffd')

export function listExpectedFacts(world: World): ExpectedFacts {
  const pullRequests = world.organizations.flatMap((organization) =>
    organization.repositories.flatMap((repository) => listPullRequests(repository.pullRequests)),
  )
  return {
    pull_requests: pullRequests.map(toPullRequest),
    reviews: pullRequests.flatMap(({ id, reviews }) =>
      reviews
        .filter((review) => review.state !== 'PENDING')
        .map((review) => ({
          pull_request_id: id,
          id: review.id,
          author_id: idOf(review.author),
          state: review.dismissedAt ? 'DISMISSED' : review.state,
          body: clean(review.body),
          submitted_at: review.submittedAt,
          commit_oid: review.commitOid,
          author_can_push: review.authorCanPushToRepository,
        })),
    ),
    review_threads: pullRequests.flatMap(({ id, threads }) =>
      threads.map((thread) => ({
        pull_request_id: id,
        id: thread.id,
        path: thread.path,
        line: thread.outdatedAt ? null : thread.line,
        original_line: thread.originalLine,
        is_resolved: thread.resolvedAt !== null,
        resolved_by_id: thread.resolvedBy?.id ?? null,
        is_outdated: thread.outdatedAt !== null,
        comments_total: thread.comments.length,
        comments_complete: true,
      })),
    ),
    comments: pullRequests.flatMap(({ id, comments, threads }) => [
      ...comments.map((comment) => ({ ...toComment(id, comment), thread_id: null, review_id: null, commit_oid: null, code: null })),
      ...threads.flatMap((thread) =>
        thread.comments.map((comment, index) => ({
          ...toComment(id, comment),
          thread_id: thread.id,
          review_id: comment.reviewId,
          commit_oid: comment.originalCommitOid ?? comment.commitOid,
          code: index === 0 ? (comment.code ?? null) : null,
        })),
      ),
    ]),
    commits: pullRequests.flatMap(({ id, commits }) =>
      commits.map((commit, position) => ({
        pull_request_id: id,
        oid: commit.oid,
        position,
        message: clean(commit.message),
        author_name: commit.author.name,
        author_email: commit.author.email,
        author_id: commit.author.user?.id ?? null,
        committer_email: commit.committer.email,
        authored_at: commit.authoredDate,
        committed_at: commit.committedDate,
        additions: commit.additions,
        deletions: commit.deletions,
      })),
    ),
    changed_files: pullRequests.flatMap(({ id, files }) =>
      files.slice(0, 3_000).map(({ path, changeType, additions, deletions }) => ({
        pull_request_id: id,
        path,
        change_type: changeType,
        additions,
        deletions,
      })),
    ),
    timeline_events: pullRequests.flatMap(({ id, timeline }) => timeline.map((event) => toEvent(id, event))),
    checks: pullRequests.flatMap(({ id, checks, checksAccess }) =>
      checksAccess === 'forbidden'
        ? []
        : recent(world, checks).map((check) => ({
            pull_request_id: id,
            id: check.id,
            commit_oid: check.commitOid,
            name: check.name,
            conclusion: check.conclusion,
            completed_at: check.completedAt,
          })),
    ),
  }

  function toPullRequest(one: WorldPullRequest): Row {
    return {
      id: one.id,
      repository_id: one.repository.id,
      database_id: one.databaseId,
      number: one.number,
      title: clean(one.title),
      body: clean(one.body),
      state: one.mergedAt ? 'MERGED' : one.closedAt ? 'CLOSED' : 'OPEN',
      is_draft: one.createdAsDraft,
      author_id: idOf(one.author),
      editor_id: one.editor?.id ?? null,
      merged_by_id: one.mergedAt ? idOf(one.mergedBy) : null,
      created_at: one.createdAt,
      updated_at: one.updatedAt,
      closed_at: one.closedAt,
      merged_at: one.mergedAt,
      merge_commit_oid: one.mergeCommitOid,
      head_ref_oid: one.headRefOid,
      changed_files: one.changedFiles ?? one.files.length,
      labels: one.labels.map((label) => label.name),
      assignee_ids: one.assignees.map((assignee) => assignee.id),
      closing_issues: one.closingIssues.map((issue) => ({
        id: issue.id,
        number: issue.number,
        repository: issue.repository.nameWithOwner,
        bodyWords: 7,
        labels: issue.labels.map((label) => label.name),
      })),
      checks_state: one.checksAccess === 'forbidden' ? 'unreadable' : recent(world, one.checks).length > 0 ? 'read' : 'none',
      is_complete: true,
      read_error: null,
    }
  }
}

/** GitHub keeps checks for about 400 days. */
function recent<Check extends { completedAt: string }>(world: World, checks: Check[]): Check[] {
  return checks.filter((check) => Date.parse(check.completedAt) >= Date.parse(world.end) - 400 * DAY)
}

function toComment(
  pullRequestId: string,
  comment: { id: string; author: WorldActor | null; authorAssociation: string; body: string; createdAt: string },
): Row {
  return {
    pull_request_id: pullRequestId,
    id: comment.id,
    author_id: idOf(comment.author),
    author_association: comment.authorAssociation,
    body: clean(comment.body),
    created_at: comment.createdAt,
  }
}

function toEvent(pullRequestId: string, { id, __typename, createdAt, actor, fields }: WorldEvent): Row {
  const subject = [fields['requestedReviewer'], fields['assignee'], fields['review']].find((one): one is { id: string } => isNode(one))
  const names = {
    previousRefName: fields['previousRefName'] ?? fields['oldBase'],
    currentRefName: fields['currentRefName'] ?? fields['newBase'],
  }
  const oid = (value: unknown) => (value instanceof CommitView ? value.oid : undefined)
  const details = {
    previousReviewState: fields['previousReviewState'],
    beforeOid: oid(fields['beforeCommit']),
    afterOid: oid(fields['afterCommit']),
    ...names,
  }
  const known = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
  return {
    pull_request_id: pullRequestId,
    id,
    type: __typename,
    created_at: createdAt,
    actor_id: idOf(actor),
    subject_id: subject?.id ?? null,
    details: Object.keys(known).length > 0 ? known : null,
  }
}

function isNode(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value
}
