/**
 * The world a GitHub stand-in serves: everything that ever happened, each thing with its instant.
 * What a client sees of it depends on the stand-in's clock (as-of.ts), so that one world can be read twice.
 * Instants are ISO 8601 in UTC with whole seconds, as GitHub writes them; they compare as text.
 */

export type Instant = string

export type WorldActorType = 'User' | 'Bot' | 'Mannequin' | 'EnterpriseUserAccount' | 'Organization'

export interface WorldActor {
  __typename: WorldActorType
  id: string
  login: string
  databaseId: number | null
  name?: string | null
  email?: string
}

export interface WorldMembership {
  user: WorldActor
  role: 'MEMBER' | 'MAINTAINER'
  /** null: since before the world begins. */
  from: Instant | null
  /** null: still. */
  to: Instant | null
}

export interface WorldTeam {
  __typename: 'Team'
  id: string
  databaseId: number
  slug: string
  name: string
  description: string
  parentTeam: WorldTeam | null
  members: WorldMembership[]
  organization: WorldOrganization
}

export interface WorldOrganization extends WorldActor {
  __typename: 'Organization'
  name: string
  teams: WorldTeam[]
  members: WorldActor[]
  repositories: WorldRepository[]
}

export interface WorldBranchRule {
  id: string
  /** Exact branch name or a pattern with a final star. */
  pattern: string
  requiredApprovingReviewCount: number | null
  requiredStatusCheckContexts: string[]
  requiresConversationResolution: boolean
  requiresCodeOwnerReviews: boolean
}

/** Pull requests by creation; large worlds make them on demand. */
export interface PullRequestList {
  readonly length: number
  at(index: number): WorldPullRequest
}

/** A rule of an active ruleset, at whatever level, in the words of GitHub's schema. */
export interface WorldRulesetRule {
  /** Exact branch name. */
  branch: string
  type: 'PULL_REQUEST' | 'REQUIRED_STATUS_CHECKS' | 'WORKFLOWS' | 'NON_FAST_FORWARD'
  parameters: Record<string, unknown> | null
  /** Of the ruleset it belongs to. */
  updatedAt?: string
}

export interface WorldRepository {
  __typename: 'Repository'
  id: string
  databaseId: number
  name: string
  nameWithOwner: string
  owner: WorldOrganization
  isArchived: boolean
  isPrivate: boolean
  isFork: boolean
  createdAt: Instant
  defaultBranch: string
  branches: string[]
  rules: WorldBranchRule[]
  /** Absent: no ruleset holds for any branch. */
  rulesetRules?: WorldRulesetRule[]
  /** Text files of the default branch by path: CODEOWNERS, AGENTS.md and so on. */
  files: Record<string, string>
  pullRequestTemplates: { filename: string; body: string }[]
  pullRequests: PullRequestList
}

export interface WorldLabel {
  __typename: 'Label'
  id: string
  name: string
}

export interface WorldIssue {
  __typename: 'Issue'
  id: string
  databaseId: number
  number: number
  title: string
  body: string
  state: 'OPEN' | 'CLOSED'
  createdAt: Instant
  author: WorldActor | null
  labels: WorldLabel[]
  repository: WorldRepository
}

export interface WorldReview {
  __typename: 'PullRequestReview'
  id: string
  databaseId: number
  author: WorldActor | null
  authorAssociation: string
  authorCanPushToRepository: boolean
  /** As submitted; a dismissal shows from dismissedAt on. */
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING'
  body: string
  createdAt: Instant
  /** null: still pending. */
  submittedAt: Instant | null
  dismissedAt: Instant | null
  commitOid: string | null
}

export interface WorldReviewComment {
  __typename: 'PullRequestReviewComment'
  id: string
  databaseId: number
  author: WorldActor | null
  authorAssociation: string
  body: string
  createdAt: Instant
  /** The commit it stands on now; where it was written first: originalCommitOid, else the same. */
  commitOid: string | null
  originalCommitOid?: string | null
  /** The lines it stands on, one a line; absent: GitHub shows none. */
  code?: string | null
  reviewId: string | null
}

export interface WorldThread {
  __typename: 'PullRequestReviewThread'
  id: string
  path: string
  line: number | null
  originalLine: number | null
  startLine: number | null
  /** null: never resolved. GitHub tells only whether, never when. */
  resolvedAt: Instant | null
  resolvedBy: WorldActor | null
  outdatedAt: Instant | null
  comments: WorldReviewComment[]
  pullRequest: WorldPullRequest
}

export interface WorldComment {
  __typename: 'IssueComment'
  id: string
  databaseId: number
  author: WorldActor | null
  authorAssociation: string
  body: string
  createdAt: Instant
}

export interface WorldGitActor {
  name: string | null
  email: string | null
  user: WorldActor | null
}

export interface WorldCommit {
  oid: string
  message: string
  author: WorldGitActor
  committer: WorldGitActor
  authoredDate: Instant
  committedDate: Instant
  additions: number
  deletions: number
  pushedAt: Instant
  /** A force push took it away. */
  replacedAt: Instant | null
}

export interface WorldFile {
  path: string
  additions: number
  deletions: number
  changeType: 'ADDED' | 'MODIFIED' | 'DELETED' | 'RENAMED' | 'COPIED' | 'CHANGED'
}

/** An event in the field names of GitHub's schema; what this type alone has stands in `fields`. */
export interface WorldEvent {
  __typename: string
  id: string
  createdAt: Instant
  actor: WorldActor | null
  fields: Record<string, unknown>
}

export interface WorldCheck {
  id: string
  kind: 'CheckRun' | 'StatusContext'
  name: string
  commitOid: string
  startedAt: Instant
  completedAt: Instant
  conclusion: string
}

export interface WorldPullRequest {
  readonly __typename: 'PullRequest'
  readonly id: string
  readonly databaseId: number
  readonly number: number
  readonly repository: WorldRepository
  readonly title: string
  readonly body: string
  readonly author: WorldActor | null
  readonly authorAssociation: string
  readonly createdAt: Instant
  readonly createdAsDraft: boolean
  readonly mergedAt: Instant | null
  readonly closedAt: Instant | null
  readonly mergedBy: WorldActor | null
  readonly mergeCommitOid: string | null
  /** As it ended; earlier names are in the timeline's base changes. */
  readonly baseRefName: string
  readonly headRefName: string
  /** null: the last commit that stands. */
  readonly headRefOid: string | null
  readonly isCrossRepository: boolean
  readonly additions: number
  readonly deletions: number
  /** null: as many as there are files; GitHub lists at most 3,000. */
  readonly changedFiles: number | null
  readonly editor: WorldActor | null
  readonly lastEditedAt: Instant | null
  readonly labels: WorldLabel[]
  readonly assignees: WorldActor[]
  readonly reviews: WorldReview[]
  readonly threads: WorldThread[]
  readonly comments: WorldComment[]
  readonly commits: WorldCommit[]
  readonly files: WorldFile[]
  readonly timeline: WorldEvent[]
  readonly checks: WorldCheck[]
  /** forbidden: GitHub refuses the checks of this pull request, as it does for an app the token may not see. */
  readonly checksAccess: 'readable' | 'forbidden'
  readonly closingIssues: WorldIssue[]
  /** As GitHub tells it in the end. */
  readonly updatedAt: Instant
  /** The last instant of anything, silent things such as a thread's resolution included: then nothing is left to hide. */
  readonly settledAt: Instant
}

export type WorldNode = WorldPullRequest | WorldThread | WorldRepository | WorldIssue | WorldTeam | WorldOrganization | WorldActor

export interface World {
  organizations: WorldOrganization[]
  /** Where the clock stands at first: the end of the world. */
  end: Instant
  findNode(id: string): WorldNode | null
}

export function toInstant(at: Date | number): Instant {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
