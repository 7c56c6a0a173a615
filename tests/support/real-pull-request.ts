import { lastInstantOf } from '@/lib/demo/stand-in/as-of'
import { toCommentedCode } from '@/lib/github/to-commented-code'
import { toNodeId } from '@/lib/demo/stand-in/world-node-ids'
import {
  toInstant,
  type WorldActor,
  type WorldEvent,
  type WorldPullRequest,
  type WorldRepository,
  type WorldThread,
} from '@/lib/demo/stand-in/world'
import type { RealRecord } from './real-record'

/** Whether this account may push to the repository of the pull request. */
export type CanPush = (login: string | undefined, association: string | null | undefined) => boolean

type ToActor = (actor: { login: string; __typename?: string } | null | undefined) => WorldActor | null

/** Facts that GitHub's schema demands of these events and the source lacks: an event without them is left out. */
const NEEDS_MORE = new Set(['BaseRefChangedEvent', 'AutomaticBaseChangeSucceededEvent', 'ReviewDismissedEvent'])

const instant = (value: string) => toInstant(new Date(value))
const instantOrNull = (value: string | null | undefined) => (value ? instant(value) : null)

/**
 * A real pull request as the stand-in serves it. Absent facts become: threads resolved where it was merged and open otherwise,
 * outdated where the source has no line any more; no checks; the default branch as base.
 */
export function toWorldPullRequest(record: RealRecord, repository: WorldRepository, toActor: ToActor, canPush: CanPush): WorldPullRequest {
  const key = `${repository.nameWithOwner}#${record.number}`
  const createdAt = instant(record.createdAt)
  const mergedAt = instantOrNull(record.mergedAt)
  const closedAt = instantOrNull(record.closedAt) ?? mergedAt
  const timeline = toTimeline(record, key, toActor)
  const firstToggle = timeline.find((event) => event.__typename === 'ReadyForReviewEvent' || event.__typename === 'ConvertToDraftEvent')
  const threads: WorldThread[] = []
  const pullRequest = {
    __typename: 'PullRequest' as const,
    id: record.id ?? toNodeId('PR', key),
    databaseId: record.databaseId,
    number: record.number,
    repository,
    title: record.title,
    body: record.body,
    author: toActor(record.author),
    authorAssociation: record.authorAssociation ?? 'NONE',
    createdAt,
    createdAsDraft: firstToggle ? firstToggle.__typename === 'ReadyForReviewEvent' : (record.isDraft ?? false),
    mergedAt,
    closedAt,
    mergedBy: toActor(record.mergedBy),
    mergeCommitOid: record.mergeCommit?.oid ?? null,
    baseRefName: record.baseRefName ?? repository.defaultBranch,
    headRefName: record.headRefName ?? `pull-request-${record.number}`,
    headRefOid: record.headRefOid,
    isCrossRepository: record.isCrossRepository ?? false,
    additions: record.additions,
    deletions: record.deletions,
    changedFiles: null,
    editor: null,
    lastEditedAt: null,
    labels: record.labels.map(({ id, name }) => ({
      __typename: 'Label' as const,
      id: id ?? toNodeId('LA', name),
      name,
    })),
    assignees: record.assignees.map(toActor).filter((actor) => actor !== null),
    reviews: record.reviews.map((review) => ({
      __typename: 'PullRequestReview' as const,
      id: review.id ?? toNodeId('PRR', review.databaseId),
      databaseId: review.databaseId,
      author: toActor(review.author),
      authorAssociation: review.authorAssociation ?? 'NONE',
      authorCanPushToRepository: canPush(review.author?.login, review.authorAssociation),
      state: review.state,
      body: review.body,
      createdAt: instantOrNull(review.submittedAt) ?? createdAt,
      submittedAt: instantOrNull(review.submittedAt),
      dismissedAt: null,
      commitOid: review.commit?.oid ?? null,
    })),
    threads,
    comments: record.comments.map((comment) => ({
      __typename: 'IssueComment' as const,
      id: comment.id ?? toNodeId('IC', comment.databaseId),
      databaseId: comment.databaseId,
      author: toActor(comment.author),
      authorAssociation: comment.authorAssociation ?? 'NONE',
      body: comment.body,
      createdAt: instant(comment.createdAt),
    })),
    commits: record.commits.map((commit) => ({
      oid: commit.oid,
      message: commit.message,
      author: toGitActor(commit.author, toActor),
      committer: toGitActor(commit.committer, toActor),
      authoredDate: instant(commit.authoredDate),
      committedDate: instant(commit.committedDate),
      additions: commit.additions ?? 0,
      deletions: commit.deletions ?? 0,
      // When it was pushed is not known; it is there from the start.
      pushedAt: createdAt,
      replacedAt: null,
    })),
    files: record.files,
    timeline,
    checks: [],
    checksAccess: 'readable' as const,
    closingIssues: [],
    updatedAt: createdAt,
    settledAt: createdAt,
  }
  const reviewIds = new Map(pullRequest.reviews.map((review) => [review.databaseId, review.id]))
  for (const thread of record.reviewThreads) {
    const first = thread.comments[0]
    if (!first) continue
    threads.push({
      __typename: 'PullRequestReviewThread',
      id: toNodeId('PRRT', first.id),
      path: thread.path,
      line: thread.line ?? null,
      originalLine: thread.originalLine ?? null,
      startLine: null,
      resolvedAt: mergedAt,
      resolvedBy: null,
      outdatedAt: thread.line === null || thread.line === undefined ? instant(first.createdAt) : null,
      pullRequest,
      comments: thread.comments.map((comment) => ({
        __typename: 'PullRequestReviewComment',
        id: comment.id,
        databaseId: comment.databaseId,
        author: toActor(comment.author),
        authorAssociation: comment.authorAssociation ?? 'NONE',
        body: comment.body,
        createdAt: instant(comment.createdAt),
        commitOid: comment.commit?.oid ?? null,
        originalCommitOid: comment.originalCommit?.oid ?? null,
        code: toCommentedCode({ diffHunk: comment.diffHunk, originalLine: null, originalStartLine: null }),
        reviewId: reviewIds.get(comment.pullRequestReview?.databaseId ?? 0) ?? null,
      })),
    })
  }
  const last = lastInstantOf(pullRequest)
  const told = instantOrNull(record.updatedAt) ?? last
  return Object.assign(pullRequest, { updatedAt: told, settledAt: last > told ? last : told })
}

function toGitActor(actor: RealRecord['commits'][number]['author'], toActor: ToActor) {
  const user = toActor(actor?.user)
  // GraphQL gives an app's commits no user, but the git author's name: for apps the login as REST spells it, but one.
  const login = actor?.user?.login === 'Copilot' ? 'copilot-swe-agent[bot]' : actor?.user?.login
  const name = actor?.name ?? (user?.__typename === 'Bot' ? login : null) ?? null
  return { name, email: actor?.email ?? null, user }
}

function toTimeline(record: RealRecord, key: string, toActor: ToActor): WorldEvent[] {
  return record.timelineItems
    .filter((item) => !item.__typename.startsWith('_') && !NEEDS_MORE.has(item.__typename))
    .map((item, index): WorldEvent => {
      const toCommit = (reference: { oid: string } | null | undefined) => (reference ? { __typename: 'Commit', oid: reference.oid } : null)
      const id = toNodeId('EV', key, index)
      return {
        __typename: item.__typename,
        id,
        createdAt: instant(item.createdAt),
        actor: toActor(item.actor),
        fields: {
          requestedReviewer: toActor(item.requestedReviewer),
          assignee: toActor(item.assignee),
          label: item.label ? { __typename: 'Label', id: toNodeId('LA', item.label.name), name: item.label.name } : null,
          commit: toCommit(item.commit),
          afterCommit: toCommit(item.afterCommit ?? (item.__typename === 'HeadRefForcePushedEvent' ? item.commit : null)),
          beforeCommit: null,
          mergeRefName: record.baseRefName ?? 'main',
        },
      }
    })
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
}
