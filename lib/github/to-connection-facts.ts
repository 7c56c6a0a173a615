import type {
  ChangedFileFact,
  CheckFact,
  CommentFact,
  CommitFact,
  PullRequestFact,
  ReviewFact,
  ThreadFact,
  TimelineEventFact,
} from '@/lib/facts/pull-request-facts'
import { readApproval } from '@/lib/metrics/history/approval-words'
import type { WireConnections } from './schema/pull-request'
import type { ActorBook } from './to-actor'

// Wire → ours, one function a connection; first pages and overflow pages both come through here.

type Nodes<Name extends keyof WireConnections> = WireConnections[Name]['nodes']

/** PENDING reviews are drafts of the reader's own and are skipped; every other submission is kept. */
export function toReviews(pullRequestId: string, nodes: Nodes<'reviews'>, actors: ActorBook): ReviewFact[] {
  return nodes.flatMap((review) =>
    review.state === 'PENDING' || review.submittedAt === null
      ? []
      : [
          {
            pullRequestId,
            id: review.id,
            authorId: actors.note(review.author),
            state: review.state,
            body: review.body,
            submittedAt: review.submittedAt,
            commitOid: review.commit?.oid ?? null,
            authorCanPush: review.authorCanPushToRepository ?? null,
          },
        ],
  )
}

export function toThreads(pullRequestId: string, nodes: Nodes<'reviewThreads'>, actors: ActorBook): ThreadFact[] {
  return nodes.map((thread) => ({
    pullRequestId,
    id: thread.id,
    path: thread.path,
    line: thread.line,
    originalLine: thread.originalLine,
    startLine: thread.startLine,
    isResolved: thread.isResolved ?? null,
    resolvedById: actors.noteOptional(thread.resolvedBy),
    isOutdated: thread.isOutdated,
  }))
}

export function toComments(pullRequestId: string, nodes: Nodes<'comments'>, actors: ActorBook): CommentFact[] {
  return nodes.map((comment) => ({
    pullRequestId,
    id: comment.id,
    threadId: null,
    reviewId: null,
    authorId: actors.note(comment.author),
    authorAssociation: comment.authorAssociation ?? null,
    body: comment.body,
    mayApprove: readApproval(comment.body) !== null,
    createdAt: comment.createdAt,
    commitOid: null,
    code: null,
  }))
}

/** `from` is the position of the page's first commit in the pull request. */
export function toCommits(pullRequestId: string, nodes: Nodes<'commits'>, from: number, actors: ActorBook): CommitFact[] {
  return nodes.map(({ commit }, index) => ({
    pullRequestId,
    oid: commit.oid,
    position: from + index,
    message: commit.message,
    authorName: commit.author?.name ?? null,
    authorEmail: commit.author?.email ?? null,
    authorId: actors.noteOptional(commit.author?.user),
    committerEmail: commit.committer?.email ?? null,
    authoredAt: commit.authoredDate,
    committedAt: commit.committedDate,
    additions: commit.additions ?? null,
    deletions: commit.deletions ?? null,
  }))
}

export function toFiles(pullRequestId: string, nodes: Nodes<'files'>): ChangedFileFact[] {
  return nodes.map((file) => ({ pullRequestId, ...file }))
}

/** A check run and a commit status are one thing to us. A status that is PENDING or EXPECTED still runs. */
export function toChecks(pullRequestId: string, commitOid: string, nodes: Nodes<'checks'>): CheckFact[] {
  return nodes.map((check) => {
    if (check.__typename === 'CheckRun') {
      const { id, name, conclusion, completedAt } = check
      return { pullRequestId, id, commitOid, name, conclusion, completedAt }
    }
    const isRunning = check.state === 'PENDING' || check.state === 'EXPECTED'
    return {
      pullRequestId,
      id: check.id,
      commitOid,
      name: check.context,
      conclusion: isRunning ? null : check.state,
      completedAt: isRunning ? null : check.createdAt,
    }
  })
}

/** Labels of an issue are read by a second call; null until then. */
export function toClosingIssues(nodes: Nodes<'closingIssues'>): PullRequestFact['closingIssues'] {
  return nodes.map((issue) => ({
    id: issue.id,
    number: issue.number,
    repository: issue.repository.nameWithOwner,
    bodyWords: issue.body.split(/\s+/).filter((word) => word !== '').length,
    labels: null,
  }))
}

export function toTimelineEvents(pullRequestId: string, nodes: Nodes<'timelineItems'>, actors: ActorBook): TimelineEventFact[] {
  return nodes.map((event) => {
    const subject = event.requestedReviewer ?? event.assignee ?? event.review
    const details = {
      ...(event.previousReviewState !== undefined && { previousReviewState: event.previousReviewState }),
      ...(event.beforeCommit && { beforeOid: event.beforeCommit.oid }),
      ...(event.afterCommit && { afterOid: event.afterCommit.oid }),
      ...toRefNames(event),
    }
    if (event.requestedReviewer) actors.note(event.requestedReviewer)
    if (event.assignee) actors.note(event.assignee)
    return {
      pullRequestId,
      id: event.id,
      type: event.__typename,
      createdAt: event.createdAt,
      actorId: event.actor === undefined ? null : actors.note(event.actor),
      subjectId: subject?.id ?? null,
      details: Object.keys(details).length > 0 ? details : null,
    }
  })
}

/** An automatic change of base (its parent was merged) says "old" and "new", a person's change "previous" and "current". */
function toRefNames(event: { previousRefName?: string; currentRefName?: string; oldBase?: string; newBase?: string }) {
  const previousRefName = event.previousRefName ?? event.oldBase
  const currentRefName = event.currentRefName ?? event.newBase
  return {
    ...(previousRefName !== undefined && { previousRefName }),
    ...(currentRefName !== undefined && { currentRefName }),
  }
}
