import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { bundle } from '@/lib/commands/bundle.mjs'
import { makeScaleWorld } from '@/lib/demo/scale/world'
import { STAND_IN_TOKENS, startStandIn, type StandIn } from '@/lib/demo/stand-in/start'

// The stand-in over HTTP: where it behaves like GitHub, and its own levers.

const END = new Date('2026-11-16T00:00:00Z')
let standIn: StandIn

beforeAll(async () => {
  standIn = await startStandIn({ world: makeScaleWorld({ pullRequests: 60, repositories: 2, end: END }) })
})
afterAll(() => standIn.close())
beforeEach(() => {
  standIn.reset()
  standIn.setClock(END)
})

interface Answer {
  data?: unknown
  errors?: { type?: string; message: string; path?: (string | number)[] }[]
  message?: string
}

function post(query: string, variables: object = {}, token: string = standIn.token): Promise<Response> {
  return fetch(`${standIn.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  })
}

async function ask(query: string, variables: object = {}, token?: string): Promise<Answer> {
  const response = await post(query, variables, token)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

const MANIFEST = `query($after: String) { repository(owner: "scale", name: "repository-1") {
  pullRequests(first: 7, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id number updatedAt } } } rateLimit { cost remaining } }`

test('an invalid query is answered in a 200 with an error and no data', async () => {
  const answer = await ask('{ organization(login: "scale") { nonsense } }')
  expect(answer.data).toBeUndefined()
  expect(answer.errors?.[0]?.message).toMatch(/Cannot query field "nonsense"/)
})

test('an unknown token is refused as GitHub does', async () => {
  const response = await post('{ viewer { login } }', {}, 'wrong')
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ message: 'Bad credentials' })
})

test('an unknown organisation is NOT_FOUND beside null', async () => {
  const answer = await ask('{ organization(login: "nobody") { id } }')
  expect(answer.data).toEqual({ organization: null })
  expect(answer.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['organization'] }])
})

test.each([
  [STAND_IN_TOKENS.withoutTeams, '{ organization(login: "scale") { teams(first: 1) { totalCount } } }', 'INSUFFICIENT_SCOPES'],
  [STAND_IN_TOKENS.withoutSso, '{ organization(login: "scale") { id } }', 'FORBIDDEN'],
  [
    STAND_IN_TOKENS.withoutProtection,
    '{ repository(owner: "scale", name: "repository-1") { branchProtectionRules(first: 1) { totalCount } } }',
    'FORBIDDEN',
  ],
])('%s lacks a right', async (token, query, type) => {
  expect((await ask(query, {}, token)).errors).toMatchObject([{ type }])
  expect((await ask(query)).errors).toBeUndefined()
})

test('the manifest pages through every pull request once, oldest first, and counts points', async () => {
  const numbers: number[] = []
  let after: string | null = null
  for (let hasNextPage = true; hasNextPage;) {
    const { data } = (await ask(MANIFEST, { after })) as { data: Record<string, Record<string, Page>> }
    const page: Page | undefined = data['repository']?.['pullRequests']
    if (!page) throw new Error('no page')
    expect(page.totalCount).toBe(30)
    numbers.push(...page.nodes.map((node) => node.number))
    ;({ hasNextPage, endCursor: after } = page.pageInfo)
  }
  expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  expect(standIn.statistics()).toMatchObject({ requests: 5, points: 5, failed: 0 })
})

interface Page {
  totalCount: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
  nodes: { id: string; number: number }[]
}

test('what happens after the clock does not exist yet', async () => {
  const query = `{ repository(owner: "scale", name: "repository-1") { pullRequests(first: 1) { totalCount nodes {
    id state mergedAt reviews(first: 9) { totalCount } commits(first: 9) { totalCount } timelineItems(first: 9) { totalCount } } } } }`
  const [first] = makeScaleWorld({ pullRequests: 60, repositories: 2, end: END }).organizations[0]?.repositories ?? []
  const created = Date.parse(first?.pullRequests.at(0).createdAt ?? '')
  standIn.setClock(new Date(created + 130 * 60_000))
  expect((await ask(query)).data).toMatchObject({
    repository: {
      pullRequests: {
        totalCount: 1,
        nodes: [
          {
            state: 'OPEN',
            mergedAt: null,
            reviews: { totalCount: 1 },
            commits: { totalCount: 2 },
            timelineItems: { totalCount: 1 },
          },
        ],
      },
    },
  })
  standIn.setClock(new Date(created - 1000))
  expect((await ask(query)).data).toMatchObject({ repository: { pullRequests: { totalCount: 0, nodes: [] } } })
  expect((await ask('{ node(id: "PR_scale_0_0") { id } }')).errors).toMatchObject([{ type: 'NOT_FOUND' }])
})

test('nodes that cannot be found are null with an error of their own', async () => {
  const answer = await ask('{ nodes(ids: ["PR_scale_0_0", "PR_none"]) { id } }')
  expect(answer.data).toEqual({ nodes: [{ id: 'PR_scale_0_0' }, null] })
  expect(answer.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['nodes', 1] }])
})

test('newest changes first, and the same order on every page', async () => {
  const query = `query($after: String) { repository(owner: "scale", name: "repository-2") { pullRequests(first: 11, after: $after,
    orderBy: { field: UPDATED_AT, direction: DESC }) { pageInfo { endCursor } nodes { updatedAt } } } }`
  const read: string[] = []
  let after: string | null = null
  for (let page = 0; page < 3; page += 1) {
    const { data } = (await ask(query, { after })) as {
      data: { repository: { pullRequests: { pageInfo: { endCursor: string | null }; nodes: { updatedAt: string }[] } } }
    }
    read.push(...data.repository.pullRequests.nodes.map(({ updatedAt }) => updatedAt))
    after = data.repository.pullRequests.pageInfo.endCursor
  }
  expect(read).toHaveLength(30)
  expect(read).toEqual([...read].sort().reverse())
})

test('faults on request: statuses, limits, broken connections, partial data', async () => {
  standIn.setFaults([
    { kind: 'status', status: 502, times: 1 },
    { kind: 'secondary_limit', retryAfterSeconds: 2, times: 1 },
    { kind: 'primary_limit', times: 1 },
    { kind: 'reset', times: 1 },
    { kind: 'reset', moment: 'half', times: 1 },
  ])
  const query = '{ viewer { login } rateLimit { cost } }'
  expect((await post(query)).status).toBe(502)
  const limited = await post(query)
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([403, '2'])
  expect((await ask(query)).errors).toMatchObject([{ type: 'RATE_LIMITED' }])
  await expect(post(query)).rejects.toThrow()
  await expect(post(query).then((response) => response.json())).rejects.toThrow()
  expect((await ask(query)).errors).toBeUndefined()
  expect(standIn.statistics()).toMatchObject({
    requests: 6,
    failed: 5,
    faults: { status: 1, secondary_limit: 1, primary_limit: 1, reset: 2 },
  })
})

test('partial data comes with errors beside it, and rateLimit may be null', async () => {
  standIn.setFaults([{ kind: 'partial', every: 2 }, { kind: 'no_rate_limit' }])
  const ids = [0, 1, 2, 3].map((index) => `PR_scale_0_${index}`)
  const answer = await ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } rateLimit { cost } }', { ids })
  expect(answer.data).toEqual({ nodes: [{ id: ids[0] }, null, { id: ids[2] }, null], rateLimit: null })
  expect(answer.errors?.map(({ path }) => path)).toEqual([
    ['nodes', 1],
    ['nodes', 3],
  ])
})

test('an hour’s points run out', async () => {
  const small = await startStandIn({ world: makeScaleWorld({ pullRequests: 4 }), pointLimit: 2 })
  const types: (string | undefined)[] = []
  for (let call = 0; call < 3; call += 1) {
    const response = await fetch(`${small.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${small.token}` },
      body: JSON.stringify({ query: '{ viewer { login } }' }),
    })
    types.push(((await response.json()) as Answer).errors?.[0]?.type)
  }
  await small.close()
  expect(types).toEqual([undefined, undefined, 'RATE_LIMITED'])
})

test('as a process of its own it says where it listens, obeys its clock, and ends with its parent’s input', async () => {
  const program = await bundle('lib/commands/stand-in-process.ts')
  const args = [...program, '--world', 'scale', '--pull-requests', '8', '--end', END.toISOString()]
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const line = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  const { url, token } = JSON.parse(line) as { url: string; token: string }
  const clock = await fetch(`${url}/_stand-in/clock`, {
    method: 'POST',
    body: JSON.stringify({ at: '2025-01-01T00:00:00Z' }),
  })
  expect(await clock.json()).toEqual({ asOf: '2025-01-01T00:00:00Z' })
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query: '{ organization(login: "scale") { name } }' }),
  })
  expect(await answer.json()).toMatchObject({ data: { organization: { name: 'Scale' } } })
  child.stdin.end()
  expect(await ended).toBe(0)
})
