import {
  buildSchema,
  Kind,
  parse,
  specifiedRules,
  validate,
  visit,
  NoUnusedFragmentsRule,
  type DocumentNode,
  type FieldNode,
} from 'graphql'
import { schema as githubSchema } from '@octokit/graphql-schema'
import { beforeAll, describe, expect, it } from 'vitest'
import { toPoints } from '@/lib/github/limits'
import { BRANCH_RULES_QUERY, BRANCH_RULES_WIDTH, CLASSIC_BRANCH_RULES_QUERY } from '@/lib/github/queries/branch-rules'
import { CHANGES_QUERY, MANIFEST_QUERY, POLL_QUERY, POLL_WIDTH } from '@/lib/github/queries/manifest'
import {
  ISSUE_LABELS_QUERY,
  LIST_WIDTH,
  MANY_THREAD_COMMENTS_QUERY,
  THREAD_COMMENTS_QUERY,
  THREAD_OVERFLOW_QUERY,
  THREAD_WIDTH,
} from '@/lib/github/queries/leaves'
import {
  CONTEXT_WIDTH,
  ORGANIZATION_QUERY,
  REPOSITORIES_QUERY,
  REPOSITORY_CONTEXT_QUERY,
  TEAM_MEMBERS_QUERY,
  TEAMS_QUERY,
} from '@/lib/github/queries/organization'
import {
  buildOverflowQuery,
  countSeats,
  DETAIL_WIDTH,
  PULL_REQUESTS_AND_THREADS_QUERY,
  PULL_REQUESTS_QUERY,
} from '@/lib/github/queries/pull-request'
import { CONNECTIONS } from '@/lib/facts/pull-request-facts'

const schema = buildSchema(githubSchema.idl, { assumeValid: true })

interface Budget {
  text: string
  /** Ids in `$ids`. */
  width: number
  /** Ids in `$threads`. */
  threads?: number
  points: number
}

const QUERIES: Record<string, Budget> = {
  manifest: { text: MANIFEST_QUERY, width: 1, points: 1 },
  changes: { text: CHANGES_QUERY, width: 1, points: 1 },
  poll: { text: POLL_QUERY, width: POLL_WIDTH, points: 1 },
  pullRequests: { text: PULL_REQUESTS_QUERY, width: DETAIL_WIDTH, points: 1 },
  pullRequestsAndThreads: { text: PULL_REQUESTS_AND_THREADS_QUERY, width: DETAIL_WIDTH, threads: countSeats(DETAIL_WIDTH), points: 1 },
  'pullRequestsAndThreads of a last batch': { text: PULL_REQUESTS_AND_THREADS_QUERY, width: 2, threads: countSeats(2), points: 1 },
  threadComments: { text: THREAD_COMMENTS_QUERY, width: LIST_WIDTH, points: 1 },
  manyThreadComments: { text: MANY_THREAD_COMMENTS_QUERY, width: LIST_WIDTH, threads: THREAD_WIDTH - LIST_WIDTH, points: 1 },
  threadOverflow: { text: THREAD_OVERFLOW_QUERY, width: 1, points: 1 },
  issueLabels: { text: ISSUE_LABELS_QUERY, width: LIST_WIDTH, points: 1 },
  organization: { text: ORGANIZATION_QUERY, width: 1, points: 1 },
  repositories: { text: REPOSITORIES_QUERY, width: 1, points: 1 },
  teams: { text: TEAMS_QUERY, width: 1, points: 1 },
  teamMembers: { text: TEAM_MEMBERS_QUERY, width: 1, points: 1 },
  repositoryContexts: { text: REPOSITORY_CONTEXT_QUERY, width: CONTEXT_WIDTH, points: 1 },
  branchRules: { text: BRANCH_RULES_QUERY, width: BRANCH_RULES_WIDTH, points: 1 },
  'branchRules of an old server': { text: CLASSIC_BRANCH_RULES_QUERY, width: BRANCH_RULES_WIDTH, points: 1 },
  ...Object.fromEntries(CONNECTIONS.map((name) => [`overflow of ${name}`, { text: buildOverflowQuery(name), width: 1, points: 1 }])),
}

describe.each(Object.entries(QUERIES))('the query %s', (_name, { text, width, threads = 0, points }) => {
  let document: DocumentNode
  beforeAll(() => {
    document = parse(text)
  })

  it("is valid in GitHub's schema, without unused fragments", () => {
    expect(specifiedRules).toContain(NoUnusedFragmentsRule)
    expect(validate(schema, document).map((error) => error.message)).toEqual([])
  })

  it('asks every connection for 100 at most and costs what the budget says', () => {
    const { connections, firsts } = countConnections(document, { ids: width, threads })
    expect(firsts.every((first) => first >= 1 && first <= 100)).toBe(true)
    expect(toPoints(connections)).toBe(points)
  })
})

it('fills a detail call to the last connection that its one point pays for, and no list beyond 100', () => {
  const widths = { ids: DETAIL_WIDTH, threads: countSeats(DETAIL_WIDTH) }
  expect(countConnections(parse(PULL_REQUESTS_AND_THREADS_QUERY), widths).connections).toBe(149)
  expect(countConnections(parse(PULL_REQUESTS_QUERY), { ids: DETAIL_WIDTH }).connections).toBe(DETAIL_WIDTH * CONNECTIONS.length)
  expect([toPoints(149), toPoints(150)]).toEqual([1, 2])
  expect([1, 5, 14, 15].map(countSeats)).toEqual([100, 99, 9, 0])
})

it('asks for no connection of a commit: each would cost one request a commit', () => {
  expect(PULL_REQUESTS_QUERY).not.toMatch(/\b(authors|parents)\b/)
})

/** GitHub's formula: a connection is requested once for every node of the connections above it; `nodes(ids:)` multiplies by the ids. */
function countConnections(document: DocumentNode, widths: Record<string, number>): { connections: number; firsts: number[] } {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  )
  const firsts: number[] = []
  let connections = 0
  const walk = (node: Parameters<typeof visit>[0], parents: number) => {
    const stack = [parents]
    visit(node, {
      FragmentDefinition: () => (node === document ? false : undefined),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value)
        if (fragment) walk(fragment.selectionSet, stack.at(-1) ?? parents)
      },
      Field: {
        enter(field) {
          const above = stack.at(-1) ?? parents
          const first = field.arguments?.find((argument) => argument.name.value === 'first')?.value
          if (first?.kind === Kind.INT) {
            connections += above
            firsts.push(Number(first.value))
            stack.push(above * Number(first.value))
          } else stack.push(above * countIds(field, widths))
        },
        leave: () => void stack.pop(),
      },
    })
  }
  walk(document, 1)
  return { connections, firsts }
}

/** 1 for whatever is no list of nodes by id. */
function countIds({ name, arguments: given = [] }: FieldNode, widths: Record<string, number>): number {
  const ids = name.value === 'nodes' ? given.find((argument) => argument.name.value === 'ids')?.value : undefined
  return ids?.kind === Kind.VARIABLE ? (widths[ids.name.value] ?? NaN) : 1
}
