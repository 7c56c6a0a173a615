import { createRandom } from '@/lib/demo/seeded-random'
import {
  toInstant,
  type WorldActor,
  type WorldCheck,
  type WorldCommit,
  type WorldEvent,
  type WorldFile,
  type WorldPullRequest,
  type WorldRepository,
  type WorldReview,
  type WorldThread,
} from '@/lib/demo/stand-in/world'

const MINUTE = 60_000

const SENTENCES = [
  'The retry loop gave up after the first timeout, so that a slow answer looked like a lost one.',
  'Previously the list was read twice because the cache key left out the locale.',
  'This moves the check to the border, where the input is still text.',
  'Tests cover the empty list, one entry and a page boundary.',
  'Safe to revert: nothing is written in the new format yet.',
]

/** One pull request of a scale world, a function of its place alone. */
export function makeScalePullRequest(
  repository: WorldRepository,
  ordinal: number,
  index: number,
  createdTime: number,
  people: WorldActor[],
  threadCount: number,
): WorldPullRequest {
  const random = createRandom(ordinal * 1_000_003 + index)
  const pick = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new RangeError('Nothing to pick from')
    return item
  }
  const at = (minutes: number) => toInstant(createdTime + minutes * MINUTE)
  const number = index + 1
  const id = `PR_scale_${ordinal}_${index}`
  const databaseId = (ordinal + 1) * 10_000_000 + index
  const author = pick(people)
  const reviewer = pick(people.filter((person) => person !== author))
  const oid = (position: number) => `${ordinal.toString(16)}${index.toString(16)}c${position}`.padStart(40, '5')
  const mergeMinutes = 300 + Math.floor(random() * 3000)
  const text = (sentences: number) => Array.from({ length: sentences }, () => pick(SENTENCES)).join(' ')

  const commits = [0, 60, 220].map((minutes, position): WorldCommit => ({
    oid: oid(position),
    message: `${pick(['Add', 'Fix', 'Move'])} step ${position + 1}\n\n${text(1)}`,
    author: { name: author.name ?? null, email: `${author.login}@scale.example`, user: author },
    committer: { name: author.name ?? null, email: `${author.login}@scale.example`, user: author },
    authoredDate: at(minutes - 5),
    committedDate: at(minutes - 5),
    additions: 20 + position,
    deletions: 4,
    pushedAt: at(minutes),
    replacedAt: null,
  }))
  const reviews = (['COMMENTED', 'APPROVED'] as const).map((state, position): WorldReview => ({
    __typename: 'PullRequestReview',
    id: `PRR_scale_${ordinal}_${index}_${position}`,
    databaseId: databaseId * 4 + position,
    author: reviewer,
    authorAssociation: 'MEMBER',
    authorCanPushToRepository: true,
    state,
    body: position === 0 ? text(1) : '',
    createdAt: at(120 + position * 140),
    submittedAt: at(120 + position * 140),
    dismissedAt: null,
    commitOid: oid(position + 1),
  }))
  const files = Array.from({ length: 5 }, (_, position): WorldFile => ({
    path: `src/part-${(index + position) % 400}/file-${position}.ts`,
    additions: 12,
    deletions: 3,
    changeType: 'MODIFIED',
  }))
  const checks = ['build', 'test'].map((name, position): WorldCheck => ({
    id: `CR_scale_${ordinal}_${index}_${position}`,
    kind: 'CheckRun',
    name,
    commitOid: oid(2),
    startedAt: at(221),
    completedAt: at(230 + position),
    conclusion: 'SUCCESS',
  }))
  const event = (kind: string, minutes: number, actor: WorldActor, fields: Record<string, unknown> = {}): WorldEvent => ({
    __typename: kind,
    id: `${kind}_scale_${ordinal}_${index}`,
    createdAt: at(minutes),
    actor,
    fields,
  })
  const threads: WorldThread[] = []
  const pullRequest: WorldPullRequest = {
    __typename: 'PullRequest',
    id,
    databaseId,
    number,
    repository,
    title: `${pick(['Add', 'Fix', 'Speed up', 'Simplify'])} part ${index % 400}`,
    body: `## Why\n\n${text(3)}\n\n## Test plan\n\n${text(2)}`,
    author,
    authorAssociation: 'MEMBER',
    createdAt: at(0),
    createdAsDraft: false,
    mergedAt: at(mergeMinutes),
    closedAt: at(mergeMinutes),
    mergedBy: reviewer,
    mergeCommitOid: oid(9),
    baseRefName: 'main',
    headRefName: `change-${number}`,
    headRefOid: oid(2),
    isCrossRepository: false,
    additions: 60,
    deletions: 15,
    changedFiles: null,
    editor: null,
    lastEditedAt: null,
    labels: [],
    assignees: [],
    reviews,
    threads,
    comments: [
      {
        __typename: 'IssueComment',
        id: `IC_scale_${ordinal}_${index}`,
        databaseId: databaseId * 4 + 2,
        author: reviewer,
        authorAssociation: 'MEMBER',
        // Of this pull request: who begins every comment alike is taken for a machine.
        body: `Of part ${index}: ${text(2)}`,
        createdAt: at(100),
      },
    ],
    commits,
    files,
    timeline: [
      event('ReviewRequestedEvent', 1, author, { requestedReviewer: reviewer }),
      event('MergedEvent', mergeMinutes, reviewer, { mergeRefName: 'main' }),
      event('ClosedEvent', mergeMinutes, reviewer),
    ],
    checks,
    checksAccess: 'readable',
    closingIssues: [],
    updatedAt: at(mergeMinutes),
    settledAt: at(mergeMinutes),
  }
  for (let position = 0; position < threadCount; position += 1) {
    threads.push({
      __typename: 'PullRequestReviewThread',
      id: `PRRT_scale_${ordinal}_${index}_${position}`,
      path: files[position]?.path ?? 'src/index.ts',
      line: 40 + position,
      originalLine: 40 + position,
      startLine: null,
      resolvedAt: at(240),
      resolvedBy: author,
      outdatedAt: position === 0 ? at(220) : null,
      pullRequest,
      comments: [reviewer, author].map((person, turn) => ({
        __typename: 'PullRequestReviewComment',
        id: `PRRC_scale_${ordinal}_${index}_${position}_${turn}`,
        databaseId: databaseId * 32 + position * 2 + turn,
        author: person,
        authorAssociation: 'MEMBER',
        body: turn === 0 ? `Part ${index} breaks when the list is empty: the first entry is undefined.` : 'Right, fixed.',
        createdAt: at(120 + turn * 100),
        commitOid: oid(1),
        reviewId: turn === 0 ? (reviews[0]?.id ?? null) : null,
      })),
    })
  }
  return pullRequest
}
