/**
 * A pull request as last read, flat: one list a table, actors by id. GitHub's edge makes it, the database's edge stores it,
 * and neither knows the other; `PullRequestHistory` is the same pull request joined again, as the evaluations take it.
 */
import type { ActorType, BranchRule, ClosingIssue, PullRequestHistory, ReviewState, TimelineEvent } from './pull-request-history'

export interface ActorFact {
  id: string
  type: ActorType
  login: string
  databaseId: number | null
}

/** The connections of a pull request that are read, each with its own line in the ledger. */
export const CONNECTIONS = [
  'reviews',
  'reviewThreads',
  'comments',
  'commits',
  'files',
  'labels',
  'assignees',
  'checks',
  'closingIssues',
  'timelineItems',
] as const
export type ConnectionName = (typeof CONNECTIONS)[number]

export interface LedgerEntry {
  /** What GitHub says there are; reviews include pending ones, which are not stored. */
  total: number
  /** How many of them were read. */
  stored: number
  complete: boolean
  /** Where the next page begins; null once complete. */
  cursor: string | null
  /** GitHub itself stops before the end (files: 3,000). */
  capped: boolean
}
export type Ledger = Record<ConnectionName, LedgerEntry>

export interface PullRequestFact {
  id: string
  repositoryId: string
  databaseId: string | null
  number: number
  url: string
  title: string
  body: string
  state: string
  isDraft: boolean
  authorId: string
  authorAssociation: string | null
  editorId: string | null
  mergedById: string | null
  createdAt: string
  updatedAt: string
  closedAt: string | null
  mergedAt: string | null
  lastEditedAt: string | null
  mergeCommitOid: string | null
  baseRefName: string | null
  headRefName: string | null
  headRefOid: string
  isCrossRepository: boolean
  additions: number
  deletions: number
  changedFiles: number
  labels: string[]
  assigneeIds: string[]
  closingIssues: (ClosingIssue & { id: string })[]
  branchRule: BranchRule | null
  checksState: PullRequestHistory['checksState']
  ledger: Ledger
}

export interface ReviewFact {
  pullRequestId: string
  id: string
  authorId: string
  state: ReviewState
  body: string
  submittedAt: string
  commitOid: string | null
  authorCanPush: boolean | null
}

export interface ThreadFact {
  pullRequestId: string
  id: string
  path: string
  line: number | null
  originalLine: number | null
  startLine: number | null
  isResolved: boolean | null
  resolvedById: string | null
  isOutdated: boolean
}

export interface CommentFact {
  pullRequestId: string
  id: string
  threadId: string | null
  reviewId: string | null
  authorId: string
  authorAssociation: string | null
  body: string
  /** Its words or command would approve, if a qualified person said them: what makes a reviewer known is counted by it. */
  mayApprove: boolean
  createdAt: string
  commitOid: string | null
  /** The lines that the first comment of a thread stands on. */
  code: string | null
}

export interface CommitFact {
  pullRequestId: string
  oid: string
  position: number
  message: string
  authorName: string | null
  authorEmail: string | null
  authorId: string | null
  committerEmail: string | null
  authoredAt: string
  committedAt: string
  additions: number | null
  deletions: number | null
}

export interface ChangedFileFact {
  pullRequestId: string
  path: string
  changeType: string
  additions: number
  deletions: number
}

export interface TimelineEventFact {
  pullRequestId: string
  id: string
  type: string
  createdAt: string
  actorId: string | null
  subjectId: string | null
  details: TimelineEvent['details'] | null
}

export interface CheckFact {
  pullRequestId: string
  id: string
  commitOid: string
  name: string
  conclusion: string | null
  completedAt: string | null
}

/** Lists of one or many pull requests, ready for one insert a table. */
export interface ChildFacts {
  reviews: ReviewFact[]
  threads: ThreadFact[]
  comments: CommentFact[]
  commits: CommitFact[]
  files: ChangedFileFact[]
  timeline: TimelineEventFact[]
  checks: CheckFact[]
  actors: ActorFact[]
}

export interface PullRequestFacts extends ChildFacts {
  pullRequests: PullRequestFact[]
}

/** Lists of one's own, to be filled. */
export function makeNoChildFacts(): ChildFacts {
  return { reviews: [], threads: [], comments: [], commits: [], files: [], timeline: [], checks: [], actors: [] }
}
