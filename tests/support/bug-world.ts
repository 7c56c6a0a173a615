import { lastInstantOf } from '@/lib/demo/stand-in/as-of'
import { toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import {
  toInstant,
  type Instant,
  type World,
  type WorldActor,
  type WorldComment,
  type WorldCommit,
  type WorldEvent,
  type WorldIssue,
  type WorldOrganization,
  type WorldPullRequest,
  type WorldRepository,
  type WorldReview,
  type WorldReviewComment,
  type WorldThread,
} from '@/lib/demo/stand-in/world'
import { hour, oid } from './make-history'

/**
 * The world of tests/public-bugs: what went wrong in other people's figures, told in hours after Monday 2026-03-02 UTC.
 * Every fact is served by the stand-in over HTTP and read by the real ingest; verdicts are asked of the database, figures
 * of the API.
 *
 * Not here yet, because what they are about is not built: B16's second half (webhooks beside GraphQL), B17 (the mail's
 * weekday), B29 (a chart marks where the definitions changed), B30 (mail sent twice).
 */

/** After everything that any scenario tells, and late enough for its weeks to be whole. */
export const LATER = hour(2000)

export const at = (hours: number): Instant => toInstant(hour(hours))

const actors = new Map<string, WorldActor>()

export function person(login: string, __typename: WorldActor['__typename'] = 'User'): WorldActor {
  const key = `${__typename} ${login}`
  const known = actors.get(key) ?? { __typename, id: `${__typename}_${login}`, login, databaseId: 1000 + actors.size, name: login }
  actors.set(key, known)
  return known
}

type Named = string | WorldActor | null
const toActor = (named: Named) => (typeof named === 'string' ? person(named) : named)

/** A review of a1 with an approval, by somebody who may push. */
export function review(author: Named, hours: number, given: Partial<WorldReview> = {}): WorldReview {
  return {
    __typename: 'PullRequestReview',
    id: `PRR_${hours}`,
    databaseId: Math.round(hours * 1000),
    author: toActor(author),
    authorAssociation: 'MEMBER',
    authorCanPushToRepository: true,
    state: 'APPROVED',
    body: '',
    createdAt: at(hours),
    submittedAt: at(hours),
    dismissedAt: null,
    commitOid: oid('a1'),
    ...given,
  }
}

export function comment(author: Named, hours: number, body: string, authorAssociation = 'MEMBER'): WorldComment {
  return {
    __typename: 'IssueComment',
    id: `IC_${hours}`,
    databaseId: Math.round(hours * 1000),
    author: toActor(author),
    authorAssociation,
    body,
    createdAt: at(hours),
  }
}

export function commit(start: string, hours: number, given: Partial<WorldCommit> = {}): WorldCommit {
  const author = { name: 'ana', email: null, user: person('ana') }
  return {
    oid: oid(start),
    message: `Change ${start}`,
    author,
    committer: author,
    authoredDate: at(hours),
    committedDate: at(hours),
    additions: 10,
    deletions: 0,
    pushedAt: at(hours),
    replacedAt: null,
    ...given,
  }
}

export function event(__typename: string, hours: number, fields: Record<string, unknown> = {}, actor: Named = 'ana'): WorldEvent {
  return { __typename, id: `EV_${__typename}_${hours}`, createdAt: at(hours), actor: toActor(actor), fields }
}

export function thread(hours: number, bodies: string[]): Omit<WorldThread, 'pullRequest'> {
  return {
    __typename: 'PullRequestReviewThread',
    id: `PRRT_${hours}`,
    path: 'src/cart.ts',
    line: 10,
    originalLine: 10,
    startLine: null,
    resolvedAt: at(hours + 1),
    resolvedBy: person('ana'),
    outdatedAt: null,
    comments: bodies.map((body, index): WorldReviewComment => ({
      __typename: 'PullRequestReviewComment',
      id: `PRRC_${hours}_${index}`,
      databaseId: Math.round(hours * 1000) + index,
      author: person(index % 2 === 0 ? 'ben' : 'ana'),
      authorAssociation: 'MEMBER',
      body,
      createdAt: at(hours),
      commitOid: oid('a1'),
      reviewId: null,
    })),
  }
}

export type BugPullRequest = Partial<Omit<WorldPullRequest, 'threads' | 'author' | 'closingIssues'>> & {
  number: number
  author?: Named
  threads?: Omit<WorldThread, 'pullRequest'>[]
  closingIssues?: Omit<WorldIssue, 'repository'>[]
}

/** Ana's: opened Monday 08:00 with one commit (a1), merged by Ben at 30h, nobody has said anything. */
function makePullRequest(repository: WorldRepository, given: BugPullRequest): WorldPullRequest {
  const { number } = given
  const id = given.id ?? `PR_${repository.name}_${number}`
  const mergedAt = given.mergedAt === undefined ? at(30) : given.mergedAt
  const commits = given.commits ?? [commit('a1', 7)]
  const named = <Item extends { id: string }>(item: Item, index: number): Item => ({ ...item, id: `${item.id}_${id}_${index}` })
  const threads: WorldThread[] = []
  const made: WorldPullRequest = {
    __typename: 'PullRequest',
    databaseId: number,
    repository,
    title: 'Add a cart',
    body: '',
    authorAssociation: 'MEMBER',
    createdAt: at(8),
    createdAsDraft: false,
    closedAt: mergedAt,
    mergedBy: mergedAt === null ? null : person('ben'),
    mergeCommitOid: mergedAt === null ? null : oid(`e${number}`),
    baseRefName: 'main',
    headRefName: `cart-${number}`,
    headRefOid: commits.at(-1)?.oid ?? null,
    isCrossRepository: false,
    additions: 10,
    deletions: 0,
    changedFiles: null,
    editor: null,
    lastEditedAt: null,
    labels: [],
    assignees: [],
    files: [{ path: 'src/cart.ts', additions: 10, deletions: 0, changeType: 'MODIFIED' }],
    checks: [],
    checksAccess: 'readable',
    updatedAt: at(0),
    settledAt: at(0),
    ...given,
    id,
    author: given.author === undefined ? person('ana') : toActor(given.author),
    mergedAt,
    commits,
    reviews: (given.reviews ?? []).map(named),
    comments: (given.comments ?? []).map(named),
    timeline: (given.timeline ?? []).map(named),
    closingIssues: (given.closingIssues ?? []).map((issue) => ({ ...issue, repository })),
    threads,
  }
  threads.push(
    ...(given.threads ?? []).map((one, index) => ({ ...named(one, index), comments: one.comments.map(named), pullRequest: made })),
  )
  const last = lastInstantOf(made)
  return { ...made, updatedAt: last, settledAt: last }
}

/** One each, reviewed by Ben: under five contributors no document shows a figure. */
export function makeUsual(authors: string[], first = 101): BugPullRequest[] {
  return authors.map((author, index) => ({ number: first + index, author, reviews: [review('ben', 20)] }))
}

export interface BugWorldOptions {
  /** Team → the logins in it. */
  teams?: Record<string, string[]>
}

/** org/app, whose maintainers are Ana, Ben and Dee. */
export function makeBugWorld(pullRequests: BugPullRequest[], { teams = {} }: BugWorldOptions = {}): World {
  const owner: WorldOrganization = {
    __typename: 'Organization',
    id: 'O_org',
    databaseId: 1,
    login: 'org',
    name: 'Org',
    members: ['ana', 'ben', 'dee'].map((login) => person(login)),
    teams: [],
    repositories: [],
  }
  owner.teams = Object.entries(teams).map(([slug, logins], index) => ({
    __typename: 'Team',
    id: `T_${slug}`,
    databaseId: 10 + index,
    slug,
    name: slug,
    description: '',
    parentTeam: null,
    members: logins.map((login) => ({ user: person(login), role: 'MEMBER', from: null, to: null })),
    organization: owner,
  }))
  const repository: WorldRepository = {
    __typename: 'Repository',
    id: 'R_app',
    databaseId: 2,
    name: 'app',
    nameWithOwner: 'org/app',
    owner,
    isArchived: false,
    isPrivate: true,
    isFork: false,
    createdAt: at(-1000),
    defaultBranch: 'main',
    branches: [],
    rules: [],
    files: {},
    pullRequestTemplates: [],
    pullRequests: toPullRequestList([]),
  }
  owner.repositories = [repository]
  repository.pullRequests = toPullRequestList(pullRequests.map((given) => makePullRequest(repository, given)))
  return toMemoryWorld([owner], toInstant(LATER))
}
