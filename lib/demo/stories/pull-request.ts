import { lastInstantOf } from '@/lib/demo/stand-in/as-of'
import { listChecks } from '@/lib/demo/organization/repositories'
import type { RepositoryName } from '@/lib/demo/organization/teams'
import { toDatabaseId, toNodeId, toOid } from '@/lib/demo/stand-in/world-node-ids'
import {
  toInstant,
  type WorldActor,
  type WorldCheck,
  type WorldComment,
  type WorldCommit,
  type WorldEvent,
  type WorldFile,
  type WorldGitActor,
  type WorldIssue,
  type WorldLabel,
  type WorldPullRequest,
  type WorldRepository,
  type WorldReview,
  type WorldThread,
} from '@/lib/demo/stand-in/world'

const MINUTE = 60_000

export interface StoryStart {
  repository: WorldRepository
  number: number
  /** Epoch milliseconds. */
  createdTime: number
  title: string
  body: string
  author: WorldActor | null
  headRefName: string
  baseRefName?: string
  isDraft?: boolean
  files: WorldFile[]
  labels?: string[]
}

/**
 * A pull request while its story is told: every method is something that happens to it, at an instant in epoch
 * milliseconds.
 */
export class StoryPullRequest implements WorldPullRequest {
  readonly __typename = 'PullRequest'
  readonly id: string
  readonly databaseId: number
  readonly number: number
  readonly repository: WorldRepository
  readonly title: string
  readonly body: string
  readonly author: WorldActor | null
  readonly authorAssociation: string
  readonly createdAt: string
  readonly createdAsDraft: boolean
  readonly headRefName: string
  readonly headRefOid = null
  readonly isCrossRepository = false
  readonly additions: number
  readonly deletions: number
  readonly changedFiles = null
  readonly labels: WorldLabel[]
  readonly files: WorldFile[]
  baseRefName: string
  mergedAt: string | null = null
  closedAt: string | null = null
  mergedBy: WorldActor | null = null
  mergeCommitOid: string | null = null
  editor: WorldActor | null = null
  lastEditedAt: string | null = null
  assignees: WorldActor[] = []
  reviews: WorldReview[] = []
  threads: WorldThread[] = []
  comments: WorldComment[] = []
  commits: WorldCommit[] = []
  timeline: WorldEvent[] = []
  checks: WorldCheck[] = []
  checksAccess: 'readable' | 'forbidden' = 'readable'
  closingIssues: WorldIssue[] = []
  updatedAt: string
  settledAt: string
  /** Pull requests that are stacked on this one. */
  readonly children: StoryPullRequest[] = []
  private things = 0

  constructor(start: StoryStart) {
    const key = `${start.repository.nameWithOwner}#${start.number}`
    this.id = toNodeId('PR', key)
    this.databaseId = toDatabaseId('PR', key)
    this.number = start.number
    this.repository = start.repository
    this.title = start.title
    this.body = start.body
    this.author = start.author
    this.authorAssociation = start.author?.__typename === 'User' ? 'MEMBER' : 'CONTRIBUTOR'
    this.createdAt = toInstant(start.createdTime)
    this.createdAsDraft = start.isDraft ?? false
    this.headRefName = start.headRefName
    this.baseRefName = start.baseRefName ?? start.repository.defaultBranch
    this.files = start.files
    this.additions = start.files.reduce((sum, file) => sum + file.additions, 0)
    this.deletions = start.files.reduce((sum, file) => sum + file.deletions, 0)
    this.labels = (start.labels ?? []).map((name) => ({
      __typename: 'Label',
      id: toNodeId('LA', start.repository.name, name),
      name,
    }))
    this.updatedAt = this.createdAt
    this.settledAt = this.createdAt
  }

  get isEnded(): boolean {
    return this.closedAt !== null
  }

  get headOid(): string {
    return this.commits.findLast((commit) => commit.replacedAt === null)?.oid ?? ''
  }

  private nextKey(): string {
    this.things += 1
    return `${this.id}/${this.things}`
  }

  event(type: string, at: number, actor: WorldActor | null, fields: Record<string, unknown> = {}) {
    this.timeline.push({
      __typename: type,
      id: toNodeId('EV', this.nextKey()),
      createdAt: toInstant(at),
      actor,
      fields,
    })
  }

  push(at: number, author: WorldGitActor, message: string, { additions, deletions }: { additions: number; deletions: number }): string {
    const oid = toOid(this.nextKey())
    const committed = toInstant(at - 4 * MINUTE)
    this.commits.push({
      oid,
      message,
      author,
      committer: author,
      authoredDate: committed,
      committedDate: committed,
      additions,
      deletions,
      pushedAt: toInstant(at),
      replacedAt: null,
    })
    return oid
  }

  /** Every commit so far gives way to a rewritten one. */
  forcePush(at: number, actor: WorldActor | null) {
    const before = this.headOid
    const standing = this.commits.filter((commit) => commit.replacedAt === null)
    for (const commit of standing) {
      commit.replacedAt = toInstant(at)
      this.push(at, commit.author, commit.message, commit)
    }
    this.event('HeadRefForcePushedEvent', at, actor, {
      beforeCommit: { __typename: 'Commit', oid: before },
      afterCommit: { __typename: 'Commit', oid: this.headOid },
    })
  }

  /** The checks of the head, some minutes after a push; `failing` names the one that ends red. */
  runChecks(at: number, minutes: number, failing: string | null = null) {
    for (const [position, name] of listChecks(this.repository.name as RepositoryName).entries()) {
      this.checks.push({
        id: toNodeId('CR', this.nextKey()),
        kind: name === 'policy' || name === 'ledger-consistency' ? 'StatusContext' : 'CheckRun',
        name,
        commitOid: this.headOid,
        startedAt: toInstant(at + MINUTE),
        completedAt: toInstant(at + (minutes + position) * MINUTE),
        conclusion: name === failing ? 'FAILURE' : 'SUCCESS',
      })
    }
  }

  review(at: number, author: WorldActor | null, state: WorldReview['state'], body: string): WorldReview {
    const key = this.nextKey()
    const review: WorldReview = {
      __typename: 'PullRequestReview',
      id: toNodeId('PRR', key),
      databaseId: toDatabaseId('PRR', key),
      author,
      authorAssociation: author?.__typename === 'User' ? 'MEMBER' : 'CONTRIBUTOR',
      authorCanPushToRepository: author !== null,
      state,
      body,
      createdAt: toInstant(at),
      submittedAt: state === 'PENDING' ? null : toInstant(at),
      dismissedAt: null,
      commitOid: this.headOid,
    }
    this.reviews.push(review)
    return review
  }

  dismiss(review: WorldReview, at: number, actor: WorldActor | null) {
    review.dismissedAt = toInstant(at)
    this.event('ReviewDismissedEvent', at, actor, {
      previousReviewState: review.state,
      dismissalMessage: 'Outdated by the last push.',
      review: { __typename: 'PullRequestReview', review, pullRequest: this, asOf: toInstant(at) },
    })
  }

  thread(at: number, review: WorldReview, path: string, line: number, body: string): WorldThread {
    const thread: WorldThread = {
      __typename: 'PullRequestReviewThread',
      id: toNodeId('PRRT', this.nextKey()),
      path,
      line,
      originalLine: line,
      startLine: null,
      resolvedAt: null,
      resolvedBy: null,
      outdatedAt: null,
      comments: [],
      pullRequest: this,
    }
    this.threads.push(thread)
    this.reply(thread, at, review.author, body, review)
    return thread
  }

  reply(thread: WorldThread, at: number, author: WorldActor | null, body: string, review: WorldReview | null = null) {
    const key = this.nextKey()
    thread.comments.push({
      __typename: 'PullRequestReviewComment',
      id: toNodeId('PRRC', key),
      databaseId: toDatabaseId('PRRC', key),
      author,
      authorAssociation: toAssociation(author),
      body,
      createdAt: toInstant(at),
      commitOid: this.headOid,
      reviewId: review?.id ?? null,
    })
  }

  comment(at: number, author: WorldActor | null, body: string) {
    const key = this.nextKey()
    this.comments.push({
      __typename: 'IssueComment',
      id: toNodeId('IC', key),
      databaseId: toDatabaseId('IC', key),
      author,
      authorAssociation: toAssociation(author),
      body,
      createdAt: toInstant(at),
    })
  }

  merge(at: number, by: WorldActor | null) {
    this.mergedAt = toInstant(at)
    this.mergedBy = by
    this.mergeCommitOid = toOid(this.id, 'merge')
    this.event('MergedEvent', at, by, {
      mergeRefName: this.baseRefName,
      commit: { __typename: 'Commit', oid: this.mergeCommitOid },
    })
    this.close(at, by)
    for (const child of this.children) child.retarget(at + MINUTE, by, this.baseRefName)
  }

  close(at: number, by: WorldActor | null) {
    this.closedAt = toInstant(at)
    this.event('ClosedEvent', at, by)
  }

  retarget(at: number, actor: WorldActor | null, branch: string) {
    if (this.baseRefName === branch || this.isEnded) return
    this.event('BaseRefChangedEvent', at, actor, { previousRefName: this.baseRefName, currentRefName: branch })
    this.baseRefName = branch
  }

  /** Puts everything in the order of time, once the story is over. */
  finish() {
    this.timeline.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
    this.reviews.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
    this.settledAt = lastInstantOf(this)
    // Resolving a thread and finishing a check do not move GitHub's updatedAt; a later clock would not show the difference.
    this.updatedAt = lastInstantOf({
      ...this,
      threads: this.threads.map((thread) => ({ ...thread, resolvedAt: null, outdatedAt: null })),
      checks: [],
    })
  }
}

/** GitHub calls nobody a member who has no account any more, and no app. */
function toAssociation(author: WorldActor | null): string {
  return author?.__typename === 'User' ? 'MEMBER' : 'NONE'
}
