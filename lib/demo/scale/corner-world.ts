import { DAY } from '@/lib/dates'
import { toMemoryWorld, toPullRequestList } from '@/lib/demo/stand-in/memory-world'
import { makeScalePullRequest } from '@/lib/demo/scale/pull-request'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { CommitView } from '@/lib/demo/stand-in/commit'
import { toInstant, type World, type WorldActor, type WorldEvent, type WorldIssue, type WorldPullRequest } from '@/lib/demo/stand-in/world'

const END = new Date('2026-11-16T00:00:00Z')

const actor = (__typename: WorldActor['__typename'], login: string, databaseId: number | null): WorldActor => ({
  __typename,
  id: `${__typename}_${login}`,
  login,
  databaseId,
  name: null,
})
const BOT = actor('Bot', 'steady-builder', 901)
const AUTHORS: (WorldActor | null)[] = [
  null,
  BOT,
  actor('Mannequin', 'moved-in-2019', 902),
  actor('EnterpriseUserAccount', 'desk-seven', null),
  actor('Organization', 'old-home', 903),
]

export interface CornerWorldOptions {
  /** Ordinary pull requests beside the corner cases, over two repositories. */
  ordinary: number
  /** Connections of more than a page cost time to serve. */
  withLongOnes?: boolean
}

/** Everything GitHub may answer that is unlike the usual, in one small organisation, held in memory. */
export function makeCornerWorld({ ordinary, withLongOnes = true }: CornerWorldOptions): World {
  const [organization] = makeScaleWorld({ pullRequests: 0, repositories: 2, login: 'corner', end: END }).organizations
  if (!organization) throw new Error('The scale world has no organisation')
  const people = organization.members
  organization.repositories.forEach((repository, ordinal) => {
    repository.files = { 'AGENTS.md': 'Do not add a Co-authored-by trailer.\n', '.github/CODEOWNERS': '* @corner/first\n' }
    repository.pullRequestTemplates = [{ filename: 'pull_request_template.md', body: '## Why\n' }]
    const issues = [0, 1, 2].map((index): WorldIssue => ({
      __typename: 'Issue',
      id: `I_${ordinal}_${index}`,
      databaseId: 7000 + index,
      number: 5000 + index,
      title: 'A report',
      body: 'seven words  are in\nthis issue body',
      state: 'CLOSED',
      createdAt: toInstant(END.getTime() - 300 * DAY),
      author: people[0] ?? null,
      labels: index === 0 ? [{ __typename: 'Label', id: 'LA_bug', name: 'bug' }] : [],
      repository,
    }))
    const count = Math.ceil(ordinary / 2)
    const plain = (index: number) =>
      makeScalePullRequest(repository, ordinal, index, END.getTime() - (300 - (index * 290) / (count + 40)) * DAY, people, 1 + (index % 2))
    const usual = Array.from({ length: count }, (_, index) => vary(plain(index), index, issues))
    const long = withLongOnes && ordinal === 0 ? LONG_ONES.map((lengthen, index) => lengthen(plain(count + index))) : []
    repository.pullRequests = toPullRequestList([...usual, ...long].map(own))
  })
  return toMemoryWorld([organization], toInstant(END))
}

/** A thread points back to its pull request, which a copy must be. */
function own(pullRequest: WorldPullRequest): WorldPullRequest {
  for (const thread of pullRequest.threads) thread.pullRequest = pullRequest
  return pullRequest
}

function vary(pullRequest: WorldPullRequest, index: number, issues: WorldIssue[]): WorldPullRequest {
  const { reviews, timeline, commits, checks } = pullRequest
  const [first] = reviews
  const event = (kind: string, fields: Record<string, unknown>): WorldEvent => ({
    __typename: kind,
    id: `${kind}_${pullRequest.id}_extra`,
    createdAt: pullRequest.createdAt,
    actor: index % 3 === 0 ? null : pullRequest.author,
    fields,
  })
  const commit = (oid: string) => new CommitView(pullRequest, oid, null)
  switch (index % 12) {
    case 0:
      return { ...pullRequest, author: AUTHORS[(index / 12) % AUTHORS.length] ?? null }
    case 1:
      return { ...pullRequest, body: 'A NUL \u0000 in the middle', title: 'Half a \ud83d pair' }
    case 2:
      return first
        ? { ...pullRequest, reviews: [...reviews, { ...first, id: `${first.id}_p`, state: 'PENDING', submittedAt: null }] }
        : pullRequest
    case 3:
      return first
        ? {
            ...pullRequest,
            reviews: [{ ...first, state: 'APPROVED', dismissedAt: pullRequest.mergedAt }, ...reviews.slice(1)],
            timeline: [
              ...timeline,
              event('ReviewDismissedEvent', {
                previousReviewState: 'APPROVED',
                review: { __typename: 'PullRequestReview', id: first.id, review: first },
              }),
            ],
          }
        : pullRequest
    case 4:
      return { ...pullRequest, closingIssues: issues.slice(0, 1 + (index % 3)) }
    case 5:
      return { ...pullRequest, checksAccess: 'forbidden', closingIssues: issues }
    case 6:
      return {
        ...pullRequest,
        timeline: [
          ...timeline,
          event('HeadRefForcePushedEvent', { beforeCommit: commit('a'.repeat(40)), afterCommit: commit(commits[2]?.oid ?? '') }),
          event('BaseRefChangedEvent', { previousRefName: 'next', currentRefName: 'main' }),
          event('AutomaticBaseChangeSucceededEvent', { oldBase: 'step-1', newBase: 'main' }),
          event('AssignedEvent', { assignee: BOT }),
        ],
      }
    case 7:
      return { ...pullRequest, mergedAt: null, mergedBy: null, mergeCommitOid: null }
    case 8:
      return {
        ...pullRequest,
        mergedAt: null,
        closedAt: null,
        mergedBy: null,
        mergeCommitOid: null,
        createdAsDraft: true,
        timeline: timeline.slice(0, 1),
      }
    case 9:
      return { ...pullRequest, checks: checks.map((check) => ({ ...check, kind: 'StatusContext' as const })), mergedBy: null }
    case 10:
      return {
        ...pullRequest,
        editor: BOT,
        lastEditedAt: pullRequest.mergedAt,
        labels: [{ __typename: 'Label', id: 'LA_size', name: 'size/S' }],
        assignees: pullRequest.author ? [pullRequest.author] : [],
        commits: commits.map((one, position) => (position === 1 ? { ...one, author: { name: null, email: null, user: null } } : one)),
      }
    default:
      return pullRequest
  }
}

/** Each has one connection that is longer than a page. */
const LONG_ONES: ((pullRequest: WorldPullRequest) => WorldPullRequest)[] = [
  (one) => ({ ...one, reviews: repeat(one.reviews, 105, (review, index) => ({ ...review, id: `${review.id}_${index}` })) }),
  (one) => ({ ...one, comments: repeat(one.comments, 230, (comment, index) => ({ ...comment, id: `${comment.id}_${index}` })) }),
  (one) => ({ ...one, commits: repeat(one.commits, 201, (commit, index) => ({ ...commit, oid: `${index}`.padStart(40, 'c') })) }),
  (one) => ({ ...one, files: repeat(one.files, 3_004, (file, index) => ({ ...file, path: `${file.path}.${index}` })) }),
  (one) => ({ ...one, timeline: repeat(one.timeline, 150, (event, index) => ({ ...event, id: `${event.id}_${index}` })) }),
  (one) => ({
    ...one,
    checks: repeat(one.checks, 110, (check, index) => ({ ...check, id: `${check.id}_${index}`, name: `check ${index}` })),
  }),
  (one) => ({
    ...one,
    threads: repeat(one.threads, 103, (thread, index) => ({
      ...thread,
      id: `${thread.id}_${index}`,
      comments: thread.comments.map((comment) => ({ ...comment, id: `${comment.id}_${index}` })),
    })),
  }),
  (one) => ({
    ...one,
    threads: one.threads.map((thread) => ({
      ...thread,
      comments: repeat(thread.comments, 240, (comment, index) => ({ ...comment, id: `${comment.id}_${index}` })),
    })),
  }),
]

function repeat<Item>(items: Item[], length: number, make: (item: Item, index: number) => Item): Item[] {
  return Array.from({ length }, (_, index) => {
    const item = items[index % items.length]
    if (item === undefined) throw new Error('Nothing to repeat')
    return index < items.length ? item : make(item, index)
  })
}
