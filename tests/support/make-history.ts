import { HOUR } from '@/lib/dates'
import type {
  Actor,
  ActorType,
  ChangedFile,
  Comment,
  Commit,
  PullRequestHistory,
  PullRequestSurroundings,
  Repair,
  Review,
  ReviewThread,
  TimelineEvent,
} from '@/lib/facts/pull-request-history'

/** Hand-made pull requests for the tests of their evaluation: written in hours after a Monday, everything else usual. */
const MONDAY = Date.parse('2026-03-02T00:00:00Z')

/** The instant so many hours after Monday 2026-03-02 00:00 UTC. */
export function hour(hours: number): Date {
  return new Date(MONDAY + hours * HOUR)
}

export function makeActor(login: string, type: ActorType = 'User'): Actor {
  return { id: `id-${login}`, login, type, databaseId: null }
}

/** A commit id that starts with the given digits. */
export function oid(start: string): string {
  return start.padEnd(40, '0')
}

export function makeReview(author: string | Actor, at: number, given: Partial<Review> = {}): Review {
  return {
    id: `review-${at}`,
    author: typeof author === 'string' ? makeActor(author) : author,
    state: 'APPROVED',
    body: '',
    submittedAt: hour(at),
    commitOid: oid('a1'),
    authorCanPush: true,
    ...given,
  }
}

export function makeComment(author: string | Actor, at: number, body = ''): Comment {
  return {
    id: `comment-${at}`,
    author: typeof author === 'string' ? makeActor(author) : author,
    authorAssociation: 'MEMBER',
    body,
    createdAt: hour(at),
    commitOid: null,
    code: null,
  }
}

export function makeThread(author: string | Actor, at: number, given: Partial<ReviewThread> & { body?: string } = {}): ReviewThread {
  const { body = '', ...rest } = given
  return {
    id: `thread-${at}`,
    path: 'src/cart.ts',
    line: 10,
    originalLine: 10,
    isResolved: true,
    resolvedAt: null,
    isOutdated: false,
    comments: [makeComment(author, at, body)],
    ...rest,
  }
}

export function makeCommit(start: string, at: number, given: Partial<Commit> = {}): Commit {
  return {
    oid: oid(start),
    message: `Change ${start}`,
    authorName: 'ana',
    authorEmail: null,
    author: makeActor('ana'),
    committedAt: hour(at),
    additions: 10,
    deletions: 0,
    ...given,
  }
}

export function makeFile(path: string, additions = 10): ChangedFile {
  return { path, changeType: 'MODIFIED', additions, deletions: 0 }
}

export function makeEvent(type: string, at: number, given: Partial<TimelineEvent> = {}): TimelineEvent {
  return { type, createdAt: hour(at), actor: makeActor('ana'), subjectId: null, subject: null, details: {}, ...given }
}

export function makeRepair(at: number, given: Partial<Repair> = {}): Repair {
  return {
    kind: 'fix',
    number: 90,
    repository: 'org/app',
    title: 'Fix the cart',
    mergedAt: hour(at),
    defectEvidence: 'crashes',
    nonDefectReason: null,
    targets: 1,
    reference: 'broken in #7',
    ...given,
  }
}

/** Ana's pull request: opened Monday 08:00 with one commit (a1), open still, nobody has said anything. */
export function makeHistory(given: Partial<PullRequestHistory> = {}): PullRequestHistory {
  const mergedAt = given.mergedAt ?? null
  const commits = given.commits ?? [makeCommit('a1', 7)]
  return {
    id: 'PR_7',
    repositoryId: 'R_1',
    repository: 'org/app',
    number: 7,
    url: 'https://github.com/org/app/pull/7',
    title: 'Add a cart',
    body: '',
    author: makeActor('ana'),
    editor: null,
    createdAt: hour(8),
    mergedAt,
    closedAt: mergedAt,
    mergedBy: mergedAt ? makeActor('ben') : null,
    mergeCommitOid: mergedAt ? oid('e1') : null,
    isDraft: false,
    baseRefName: 'main',
    headRefName: 'cart',
    headRefOid: commits.at(-1)?.oid ?? oid('a1'),
    isCrossRepository: false,
    additions: 10,
    deletions: 0,
    labels: [],
    assignees: [],
    reviews: [],
    threads: [],
    comments: [],
    commits,
    files: [makeFile('src/cart.ts')],
    timeline: [],
    checks: [],
    checksState: 'none',
    closingIssues: [],
    branchRules: [],
    pushes: [],
    ...given,
  }
}

export function makeSurroundings(given: Partial<PullRequestSurroundings> = {}): PullRequestSurroundings {
  return {
    defaultBranch: 'main',
    formerDefaultBranches: [],
    protectedBranches: null,
    pullRequestTemplate: null,
    parents: [],
    repairs: [],
    reviewers: { knownSince: new Map(), canPush: new Map() },
    ...given,
  }
}
