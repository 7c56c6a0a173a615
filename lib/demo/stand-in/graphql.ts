import { HOUR } from '@/lib/dates'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { computeQueryCost, executeQuery, type GitHubAnswer } from './execute'
import { isMild, type Faults, type ParsedFault } from './faults'
import { misbehave } from './misbehave'
import type { RateLimitAnswer, Scope } from './context'
import { reply, replyHalf, replyHuge } from './reply'
import { toInstant, type Instant, type World } from './world'

export interface StandInStatistics {
  requests: number
  /** Answered requests only: what GitHub would have charged. */
  points: number
  failed: number
  widest: number
}

export interface StandInState {
  world: World
  asOf: Instant
  tokens: ReadonlyMap<string, ReadonlySet<Scope>>
  pointLimit: number
  resetAt: Date
  used: number
  statistics: StandInStatistics
  faults: Faults
  setClock(at: Date): void
  reset(): void
}

const LIMIT_MESSAGE = 'API rate limit exceeded for user ID 1.'
const SECONDARY_MESSAGE = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
const UNICORN = '<html><head><title>Unicorn! &middot; GitHub</title></head><body>We had issues producing the response.</body></html>'

/** One GraphQL request: rights, limits and faults around the execution. */
export async function answerGraphQl(
  request: IncomingMessage,
  response: ServerResponse,
  { query, variables }: { query: string; variables?: Record<string, unknown> | null },
  state: StandInState,
) {
  state.statistics.requests += 1
  const scopes = state.tokens.get(/^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '')
  if (!scopes) {
    state.statistics.failed += 1
    return reply(response, 401, {
      message: 'Bad credentials',
      documentation_url: 'https://docs.github.com/graphql',
      status: '401',
    })
  }
  const values = variables ?? {}
  // By the names that the answers have in the queries of the ingest.
  const toList = (given: unknown) => (Array.isArray(given) ? given.map(String) : typeof given === 'string' ? [given] : [])
  const asked = { nodes: toList(values['ids']), threads: toList(values['threads']), node: toList(values['id']) }
  const ids = Object.values(asked).flat()
  const hits = state.faults.strike({ query, ids })
  const slow = hits.find((hit) => hit.kind === 'slow')
  if (slow) await sleep(slow.milliseconds)
  for (const hit of hits) {
    if (isMild(hit) || hit.kind === 'partial' || (hit.kind === 'reset' && hit.moment === 'half')) continue
    state.statistics.failed += 1
    if (hit.kind === 'reset') return void request.socket.destroy()
    if (hit.kind === 'status') return reply(response, hit.status, UNICORN)
    if (hit.kind === 'redirect') return reply(response, hit.status, '', { location: hit.location })
    if (hit.kind === 'reject') return reply(response, 200, { errors: [{ message: hit.message }] })
    if (hit.kind === 'echo') return reply(response, hit.status, { message: `No: ${request.headers.authorization ?? ''}` })
    if (hit.kind === 'secondary_limit') {
      const headers: Record<string, string> = hit.retryAfterSeconds === undefined ? {} : { 'retry-after': String(hit.retryAfterSeconds) }
      return reply(
        response,
        hit.status,
        {
          message: SECONDARY_MESSAGE,
          documentation_url: 'https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api',
        },
        headers,
      )
    }
    if (hit.kind === 'primary_limit') {
      return replyLimited(response, hit, new Date(Date.now() + hit.resetInSeconds * 1000), state.pointLimit)
    }
  }

  const cost = computeQueryCost(query, values)
  const points = cost?.points ?? 1
  if (Date.now() >= state.resetAt.getTime()) {
    state.used = 0
    state.resetAt = new Date(Date.now() + HOUR)
  }
  if (state.used + points > state.pointLimit) {
    state.statistics.failed += 1
    return replyLimited(response, {}, state.resetAt, state.pointLimit)
  }
  state.used += points
  state.statistics.points += points
  state.statistics.widest = Math.max(state.statistics.widest, ids.length)
  const rateLimit: RateLimitAnswer = {
    cost: points,
    limit: state.pointLimit,
    nodeCount: cost?.nodeCount ?? 0,
    remaining: state.pointLimit - state.used,
    used: state.used,
    resetAt: toInstant(state.resetAt),
  }
  const hasLimit = !hits.some((hit) => hit.kind === 'no_rate_limit')
  const answer = executeQuery(query, values, cost, {
    world: state.world,
    asOf: state.asOf,
    scopes,
    rateLimit: hasLimit ? rateLimit : null,
  })
  for (const hit of hits) if (hit.kind === 'vanish' && hit.id !== undefined) forget(answer, hit.id, asked)
  for (const hit of hits) {
    const memory = state.faults.memory.get(hit) ?? new Map<string, unknown>()
    state.faults.memory.set(hit, memory)
    misbehave(answer, hit, memory)
  }
  const partial = hits.find((hit) => hit.kind === 'partial')
  if (partial) spoil(answer, partial.every)
  if (hits.some((hit) => hit.kind === 'reset')) {
    state.statistics.failed += 1
    return replyHalf(response, answer)
  }
  const huge = hits.find((hit) => hit.kind === 'huge')
  if (huge) return replyHuge(response, answer, huge.megabytes)
  reply(response, 200, answer, hasLimit ? limitHeaders(rateLimit, state.resetAt) : {})
}

function limitHeaders(limit: RateLimitAnswer, resetAt: Date): Record<string, string> {
  return {
    'x-ratelimit-limit': String(limit.limit),
    'x-ratelimit-remaining': String(limit.remaining),
    'x-ratelimit-used': String(limit.used),
    'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
    'x-ratelimit-resource': 'graphql',
  }
}

type Limited = Partial<Pick<Extract<ParsedFault, { kind: 'primary_limit' }>, 'status' | 'type' | 'data' | 'withHeaders'>>

function replyLimited(
  response: ServerResponse,
  { status = 200, type = 'RATE_LIMITED', data = 'absent', withHeaders = true }: Limited,
  resetAt: Date,
  limit: number,
) {
  const headers: Record<string, string> = !withHeaders
    ? {}
    : {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-used': String(limit),
        'x-ratelimit-reset': String(Math.ceil(resetAt.getTime() / 1000)),
        'x-ratelimit-resource': 'graphql',
      }
  if (status !== 200)
    return reply(response, status, { message: LIMIT_MESSAGE, documentation_url: 'https://docs.github.com/graphql' }, headers)
  const errors = [{ type, code: 'graphql_rate_limit', message: LIMIT_MESSAGE }]
  reply(response, 200, data === 'null' ? { data: null, errors } : { errors }, headers)
}

/** This id of those that were asked is no longer known. */
function forget(answer: GitHubAnswer, id: string, asked: Record<string, string[]>) {
  for (const [name, nodes] of listNodeLists(answer)) {
    const index = asked[name]?.indexOf(id) ?? -1
    if (index < 0) continue
    nodes[index] = null
    answer.errors = [
      ...(answer.errors ?? []),
      { type: 'NOT_FOUND', message: `Could not resolve to a node with the global id of '${id}'`, path: [name, index] },
    ]
  }
}

/** Takes every n-th node out of nodes(ids), as GitHub does when a query grows too heavy. */
function spoil(answer: GitHubAnswer, every: number) {
  const errors = answer.errors ?? []
  for (const [name, nodes] of listNodeLists(answer)) {
    for (let index = every - 1; index < nodes.length; index += every) {
      nodes[index] = null
      errors.push({
        type: 'RESOURCE_LIMITS_EXCEEDED',
        message: 'Resource limits for this query exceeded.',
        path: [name, index],
      })
    }
  }
  answer.errors = errors
}

/** The lists of nodes(ids) by their names in the answer. */
function listNodeLists({ data }: GitHubAnswer): [string, unknown[]][] {
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]))
}
