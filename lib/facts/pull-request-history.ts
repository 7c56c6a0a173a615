/**
 * A pull request with everything that happened to it, in our own terms: the one input of every evaluation.
 * It is built from the database (lib/db) and, in tests, by hand. Instants are Dates, UTC. Never modified.
 */

export type ActorType = 'User' | 'Bot' | 'Mannequin' | 'EnterpriseUserAccount' | 'Organization' | 'Ghost'

export interface Actor {
  id: string
  login: string
  type: ActorType
  databaseId: number | null
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED'

export interface Review {
  id: string
  author: Actor
  /** As last read: DISMISSED once dismissed; the state before is in the ReviewDismissedEvent. */
  state: ReviewState
  body: string
  submittedAt: Date
  commitOid: string | null
  /** GitHub's authorCanPushToRepository; null where it does not say. */
  authorCanPush: boolean | null
}

export interface Comment {
  id: string
  author: Actor
  /** GitHub's CommentAuthorAssociation, e.g. MEMBER; null where it was not read. */
  authorAssociation: string | null
  body: string
  createdAt: Date
  /** Review comments only: the commit the comment stands on. */
  commitOid: string | null
}

export interface ReviewThread {
  id: string
  path: string
  line: number | null
  originalLine: number | null
  isResolved: boolean | null
  /** Known only from the webhook. */
  resolvedAt: Date | null
  isOutdated: boolean
  /** Oldest first; the first one opens the thread. */
  comments: Comment[]
}

export interface Commit {
  oid: string
  message: string
  authorName: string | null
  authorEmail: string | null
  /** GitHub account of the commit's author, where the e-mail is known to GitHub. */
  author: Actor | null
  committedAt: Date
  additions: number | null
  deletions: number | null
}

export interface ChangedFile {
  path: string
  /** GitHub's PatchStatus: ADDED, MODIFIED, DELETED, RENAMED, COPIED, CHANGED. */
  changeType: string
  additions: number
  deletions: number
}

export interface TimelineEvent {
  /** GitHub's __typename, e.g. ReadyForReviewEvent. */
  type: string
  createdAt: Date
  actor: Actor | null
  /** Requested reviewer or assignee (actor id), dismissed review (review id), by type. */
  subjectId: string | null
  /** The account requested or assigned; null for a team, a review, or where the event has none. */
  subject: Actor | null
  details: {
    previousRefName?: string
    currentRefName?: string
    beforeOid?: string
    afterOid?: string
    previousReviewState?: string
  }
}

export interface Check {
  name: string
  commitOid: string
  /** SUCCESS, NEUTRAL, SKIPPED, FAILURE, …; null while it runs. */
  conclusion: string | null
  completedAt: Date | null
}

export interface ClosingIssue {
  number: number
  repository: string
  bodyWords: number
  /** null until they have been read. */
  labels: string[] | null
}

/** What the base branch asks of a merge. */
export interface BranchRule {
  /** null: not known, or none asked. */
  approvals: number | null
  /** Contexts that must be green. null: not known; []: none. */
  contexts: string[] | null
}

/** The rule as it was read at an instant; it holds until the next one. */
export interface BranchRuleSnapshot {
  from: Date
  /** null: it could not be read, which is not "no rule". */
  rule: BranchRule | null
}

export interface PullRequestHistory {
  id: string
  repositoryId: string
  /** owner/name */
  repository: string
  number: number
  url: string
  title: string
  body: string
  author: Actor
  /** Who last edited the body; null: never edited. */
  editor: Actor | null
  createdAt: Date
  mergedAt: Date | null
  /** Set for merged pull requests too. */
  closedAt: Date | null
  mergedBy: Actor | null
  mergeCommitOid: string | null
  isDraft: boolean
  /** null: deleted or absent; taken as the default branch. */
  baseRefName: string | null
  headRefName: string | null
  headRefOid: string
  isCrossRepository: boolean
  additions: number
  deletions: number
  labels: string[]
  assignees: Actor[]
  reviews: Review[]
  threads: ReviewThread[]
  comments: Comment[]
  /** Oldest first, as GitHub lists them. */
  commits: Commit[]
  files: ChangedFile[]
  timeline: TimelineEvent[]
  checks: Check[]
  /** read: as reported; none: none was reported on the head; unreadable: expired or forbidden. */
  checksState: 'read' | 'none' | 'unreadable'
  closingIssues: ClosingIssue[]
  branchRule: BranchRule | null
  /** The rule of its base, oldest first. Empty: none was ever read. */
  branchRules: BranchRuleSnapshot[]
  /** Push instants that a webhook gave, with the head after each. */
  pushes: { at: Date; headOid: string | null }[]
}

/** What a pull request is judged against besides its own history. */
export interface PullRequestSurroundings {
  defaultBranch: string | null
  formerDefaultBranches: string[]
  /** null where branch protection may not be read: then only the default branches count. */
  protectedBranches: string[] | null
  pullRequestTemplate: string | null
  /** Other pull requests of the repository whose head is one of this one's bases, for stacks. */
  parents: { number: number; headRefName: string; createdAt: Date; endedAt: Date | null }[]
  /** Later reverts and fixes that name this pull request. */
  repairs: Repair[]
}

/** A merged pull request that reverts or fixes an earlier one. */
export interface Repair {
  kind: 'revert' | 'fix'
  number: number
  repository: string
  title: string
  mergedAt: Date
  /** Text that shows a defect, from title, body or a bug label; null: none found. */
  defectEvidence: string | null
  /** Text that gives another reason for a revert; null: none found. */
  nonDefectReason: string | null
  /** How many pull requests this fix names: each gets 1/k of the escape. */
  targets: number
  /** The text that names this pull request. */
  reference: string
}
