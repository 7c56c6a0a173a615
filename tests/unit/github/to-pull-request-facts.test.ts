import { describe, expect, it } from 'vitest'
import { connectionSchemas } from '@/lib/github/schema/pull-request'
import { toNodeOutcomes } from '@/lib/github/node-outcomes'
import { ActorBook } from '@/lib/github/to-actor'
import { toChecks, toCommits, toReviews } from '@/lib/github/to-connection-facts'
import { findGap, toFilesEntry, toLedgerEntry } from '@/lib/github/ledger'
import { toRepositoryContext } from '@/lib/github/to-repository-context'
import { CONNECTIONS, type ConnectionName, type Ledger } from '@/lib/facts/pull-request-facts'
import { z } from 'zod'

const page = (nodes: unknown[], more: { totalCount?: number; hasNextPage?: boolean; endCursor?: string | null } = {}) => ({
  totalCount: more.totalCount ?? nodes.length,
  pageInfo: { hasNextPage: more.hasNextPage ?? false, endCursor: more.endCursor ?? null },
  nodes,
})

describe('reviews', () => {
  const review = (state: string, submittedAt: string | null) => ({
    id: state,
    author: { __typename: 'User', id: 'U_1', login: 'ada' },
    state,
    body: '',
    submittedAt,
    commit: null,
  })

  it('keep every submission and skip the pending', () => {
    const nodes = ['APPROVED', 'COMMENTED', 'CHANGES_REQUESTED', 'DISMISSED'].map((state) => review(state, '2026-01-01T00:00:00Z'))
    const wire = connectionSchemas.reviews.parse(page([...nodes, review('PENDING', null)]))
    expect(toReviews('PR', wire.nodes, new ActorBook()).map(({ state }) => state)).toEqual([
      'APPROVED',
      'COMMENTED',
      'CHANGES_REQUESTED',
      'DISMISSED',
    ])
  })

  it('are refused where GitHub answers what its schema does not promise', () => {
    expect(connectionSchemas.reviews.safeParse(page([review('SHRUGGED', null)])).success).toBe(false)
    expect(connectionSchemas.reviews.safeParse(page([{ ...review('APPROVED', 'yesterday') }])).success).toBe(false)
  })
})

describe('accounts', () => {
  it('that were deleted become one ghost, and bots lose the suffix of REST', () => {
    const actors = new ActorBook()
    expect(actors.note(null)).toBe('ghost')
    expect(actors.note({ __typename: 'Bot', id: 'B_1', login: 'renovate[bot]', databaseId: 5 })).toBe('B_1')
    expect(actors.note({ __typename: 'Team', id: 'T_1' })).toBe('T_1')
    expect(actors.noteOptional(null)).toBeNull()
    expect(actors.list()).toEqual([
      { id: 'ghost', type: 'Ghost', login: 'ghost', databaseId: null },
      { id: 'B_1', type: 'Bot', login: 'renovate', databaseId: 5 },
    ])
  })
})

describe('checks', () => {
  it('are one thing, runs and statuses alike, and null while they run', () => {
    const wire = connectionSchemas.checks.parse(
      page([
        { __typename: 'CheckRun', id: '1', name: 'build', conclusion: 'SUCCESS', completedAt: '2026-01-01T00:00:00Z' },
        { __typename: 'CheckRun', id: '2', name: 'test', conclusion: null, completedAt: null },
        { __typename: 'StatusContext', id: '3', context: 'ci/old', state: 'FAILURE', createdAt: '2026-01-01T00:00:00Z' },
        { __typename: 'StatusContext', id: '4', context: 'ci/wait', state: 'PENDING', createdAt: '2026-01-01T00:00:00Z' },
      ]),
    )
    expect(toChecks('PR', 'abc', wire.nodes).map(({ name, conclusion, completedAt }) => [name, conclusion, completedAt !== null])).toEqual([
      ['build', 'SUCCESS', true],
      ['test', null, false],
      ['ci/old', 'FAILURE', true],
      ['ci/wait', null, false],
    ])
  })
})

describe('commits', () => {
  it('go on counting on the next page', () => {
    const wire = connectionSchemas.commits.parse(
      page([
        {
          commit: {
            oid: 'a',
            message: 'm',
            authoredDate: '2026-01-01T00:00:00Z',
            committedDate: '2026-01-01T00:00:00Z',
            author: null,
            committer: null,
          },
        },
      ]),
    )
    expect(toCommits('PR', wire.nodes, 100, new ActorBook())).toMatchObject([{ oid: 'a', position: 100, authorId: null, additions: null }])
  })
})

describe('the ledger', () => {
  const files = (stored: number, more: Parameters<typeof page>[1]) =>
    connectionSchemas.files.parse(
      page(
        Array.from({ length: stored }, (_, index) => ({ path: `file-${index}`, changeType: 'ADDED', additions: 1, deletions: 0 })),
        more,
      ),
    )

  it('says how many there are, how many are stored and where to go on', () => {
    expect(toLedgerEntry(files(2, { totalCount: 5, hasNextPage: true, endCursor: 'c2' }))).toEqual({
      total: 5,
      stored: 2,
      complete: false,
      cursor: 'c2',
      capped: false,
    })
    expect(toLedgerEntry(files(3, {}))).toEqual({ total: 3, stored: 3, complete: true, cursor: null, capped: false })
  })

  it('names a list that GitHub counts longer than it is, or that does not end', () => {
    const whole = Object.fromEntries(CONNECTIONS.map((name) => [name, toLedgerEntry(null)])) as Ledger
    const gapOf = (name: ConnectionName, stored: number, more: Parameters<typeof page>[1]) =>
      findGap({ ...whole, [name]: toLedgerEntry(files(stored, more)) })
    expect(findGap(whole)).toBeNull()
    expect(gapOf('comments', 2, { totalCount: 3 })).toBe('GitHub counts 3 comments and lists 2')
    expect(gapOf('reviewThreads', 2, { totalCount: 3, hasNextPage: true })).toBe(
      "GitHub's list of review threads does not end (2 of 3 were read)",
    )
    expect(gapOf('comments', 2, { totalCount: 3, hasNextPage: true, endCursor: 'c2' })).toBeNull()
    expect(gapOf('commits', 250, { totalCount: 400 })).toBeNull()
    expect(gapOf('commits', 249, { totalCount: 400 })).toBe('GitHub counts 400 commits and lists 249')
  })

  it('takes of several entries with one key the last, and nothing for null', () => {
    const wire = connectionSchemas.labels.parse(page([{ name: 'a' }, null, { name: 'b' }, { name: 'a' }]))
    expect(wire).toMatchObject({ total: 4, keys: ['a', 'b'], empty: 1, given: 4 })
  })

  it("knows that GitHub's list of files ends at 3,000", () => {
    expect(toFilesEntry({ total: 3_000, stored: 3_000, complete: true, cursor: null, capped: false }, 3_004).capped).toBe(true)
    expect(toFilesEntry({ total: 3_000, stored: 3_000, complete: true, cursor: null, capped: false }, 3_000).capped).toBe(false)
    expect(toFilesEntry({ total: 10, stored: 10, complete: true, cursor: null, capped: false }, 11).capped).toBe(false)
  })

  it('counts a connection that GitHub answers with null as empty', () => {
    expect(toLedgerEntry(null)).toMatchObject({ total: 0, complete: true })
  })
})

describe('an answer to nodes(ids)', () => {
  const schema = z.object({ id: z.string() })
  const ids = ['a', 'b', 'c']
  const sort = (nodes: unknown[] | null, errors: { type: string | null; path: (string | number)[] }[]) => {
    const outcomes = toNodeOutcomes(
      { data: nodes && { nodes }, errors: errors.map((error) => ({ message: 'no', code: null, ...error })) },
      ids,
      schema,
    )
    return {
      read: outcomes.read.map(({ id }) => id),
      missing: outcomes.missing,
      unread: outcomes.unread.map(({ id }) => id),
      silent: outcomes.silent.map(({ id }) => id),
      broken: outcomes.broken.map(({ id }) => id),
    }
  }
  const all = [{ id: 'a' }, { id: 'b' }, { id: 'c' }]

  it('tells the read, the missing, the unread and the broken apart', () => {
    expect(sort([{ id: 'a' }, null, { odd: 1 }], [{ type: 'NOT_FOUND', path: ['nodes', 1] }])).toEqual({
      read: ['a'],
      missing: ['b'],
      unread: [],
      silent: [],
      broken: ['c'],
    })
    expect(sort([{ id: 'a' }, null, { id: 'c' }], [{ type: null, path: ['nodes', 1] }])).toMatchObject({ read: ['a', 'c'], unread: ['b'] })
  })

  it('never takes partial data for complete', () => {
    expect(sort(all, [{ type: 'RESOURCE_LIMITS_EXCEEDED', path: ['nodes', 2, 'reviews'] }])).toMatchObject({
      read: ['a', 'b'],
      unread: ['c'],
    })
    expect(sort(all, [{ type: 'RESOURCE_LIMITS_EXCEEDED', path: [] }])).toMatchObject({ read: [], unread: ids })
    expect(sort(null, [{ type: 'SERVICE_UNAVAILABLE', path: [] }])).toMatchObject({ unread: ids })
  })

  it('tells what is left out without a word from what is too heavy, and knows a node by its own id', () => {
    expect(sort([{ id: 'a' }, { id: 'b' }], [])).toMatchObject({ read: ['a', 'b'], unread: [], silent: ['c'] })
    expect(sort([{ id: 'a' }, { id: 'c' }], [])).toMatchObject({ read: ['a', 'c'], silent: ['b'] })
    expect(sort([{ id: 'a' }, null, { id: 'c' }], [])).toMatchObject({ read: ['a', 'c'], silent: ['b'] })
    expect(sort([{ id: 'b' }, { id: 'c' }, { id: 'a' }], [])).toMatchObject({ read: ids, silent: [] })
    expect(sort([{ id: 'b' }, { id: 'b' }, { id: 'x' }], [])).toMatchObject({ read: ['b'], silent: ['a', 'c'] })
    expect(sort(null, [])).toMatchObject({ silent: ids })
  })

  it('lives with a field that this token may not read', () => {
    expect(sort(all, [{ type: 'FORBIDDEN', path: ['nodes', 0, 'statusCheckRollup'] }])).toMatchObject({ read: ids })
    expect(sort([null, ...all.slice(1)], [{ type: 'FORBIDDEN', path: ['nodes', 0] }])).toMatchObject({ unread: [], broken: ['a'] })
  })
})

describe('the context of a repository', () => {
  const wire = {
    id: 'R',
    viewerCanAdminister: true,
    pullRequestTemplates: [],
    branchProtectionRules: { nodes: [{ pattern: 'release/*' }] },
    rulesets: null,
    githubCodeowners: null,
    rootCodeowners: { text: 'root' },
    docsCodeowners: { text: 'docs' },
    agents: null,
    claude: null,
    claudeSettings: null,
  }
  const rule = (include: string[], more = {}) => ({
    target: 'BRANCH',
    enforcement: 'ACTIVE',
    conditions: { refName: { include, exclude: [] } },
    ...more,
  })

  it('takes CODEOWNERS from where GitHub looks first', () => {
    expect(toRepositoryContext(wire, true).codeowners).toBe('root')
    expect(toRepositoryContext({ ...wire, githubCodeowners: { text: 'own' } }, true).codeowners).toBe('own')
  })

  it('joins rules and rulesets, and says null where neither can be read', () => {
    const rulesets = {
      nodes: [
        rule(['refs/heads/stable', '~DEFAULT_BRANCH']),
        rule(['refs/heads/x'], { enforcement: 'DISABLED' }),
        rule(['refs/tags/v1'], { target: 'TAG' }),
      ],
    }
    expect(toRepositoryContext({ ...wire, rulesets }, true).protectedBranches).toEqual(['release/*', 'stable'])
    expect(toRepositoryContext({ ...wire, rulesets }, false).protectedBranches).toEqual(['stable'])
    expect(toRepositoryContext(wire, false).protectedBranches).toBeNull()
    expect(toRepositoryContext({ ...wire, branchProtectionRules: { nodes: [] } }, true).protectedBranches).toEqual([])
    const hidden = { ...wire, viewerCanAdminister: false, branchProtectionRules: { nodes: [] } }
    expect(toRepositoryContext(hidden, true).protectedBranches).toBeNull()
  })

  it.each([
    ['agents', 'Never add a Co-authored-by trailer.', true],
    ['agents', 'Always add a Co-authored-by trailer.', false],
    ['claudeSettings', '{ "includeCoAuthoredBy": false }', true],
    ['claudeSettings', '{ "attribution": { "commit": "", "pr": "" } }', true],
    ['claudeSettings', '{ "includeCoAuthoredBy": true }', false],
  ])('finds in %s whether "%s" switches attribution off', (file, text, expected) => {
    expect(toRepositoryContext({ ...wire, [file]: { text } }, true).suppressesAttribution).toBe(expected)
  })
})
