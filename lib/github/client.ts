import { setTimeout } from 'node:timers/promises'
import { graphql } from '@octokit/graphql'
import { UserError } from '@/lib/errors'
import { rememberSecret } from '@/lib/secrets'
import { AnswerError, HeavyQueryError, isDenied, isMissing, isRateLimited, type GraphQlError } from './errors'
import { MAXIMUM_WAITS, MAXIMUM_WAIT_SECONDS, toLimitSignal, toPace } from './limits'
import { toRefusal } from './refusals'
import { send, type Reply } from './transport'
import { countCall, startUsage, type GitHubUsage } from './usage'

// One request at a time, as GitHub's secondary limits want it. @octokit/plugin-retry would repeat the same heavy query and
// plugin-throttling queues every GraphQL call as a write (about one a second): waiting and narrowing are done here instead.

export interface GitHubClientOptions {
  /** GraphQL is at `${apiUrl}/graphql`. */
  apiUrl: string
  getToken: () => Promise<string>
  /** Tells the person who waits. Called before every wait, with the whole seconds it will take. */
  onWait?: (reason: string, seconds: number) => void | Promise<void>
  sleep?: (milliseconds: number) => Promise<unknown>
  signal?: AbortSignal
  timeoutSeconds?: number
}

export interface GitHubAnswer {
  data: unknown
  errors: GraphQlError[]
}

export interface GitHubClient {
  /**
   * One query, through every rate limit. `connections` is the number of connection requests of GitHub's formula,
   * for servers that do not report what a call cost.
   * @throws HeavyQueryError where a narrower call may succeed, UserError where a person must act.
   */
  query(document: string, variables: Record<string, unknown>, connections: number): Promise<GitHubAnswer>
  /** The same for a call that cannot be narrowed: broken and partial answers are tried again, with growing pauses. */
  queryPatiently(document: string, variables: Record<string, unknown>, connections: number): Promise<GitHubAnswer>
  pause(reason: string, seconds: number): Promise<void>
  usage: GitHubUsage
}

/** GitHub itself gives up after about 10 s; anything far beyond that is a dead connection. */
const TIMEOUT_SECONDS = 60
const PATIENT_TRIES = 5

type Endpoint = typeof graphql.endpoint

export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  const usage = startUsage()
  const sleep = options.sleep ?? ((milliseconds: number) => setTimeout(milliseconds, undefined, { signal: options.signal }))

  async function pause(reason: string, seconds: number) {
    usage.retries += 1
    await options.onWait?.(reason, Math.ceil(seconds))
    try {
      await sleep(seconds * 1000)
    } finally {
      // Who stops the program hears why, not that a timer was cancelled.
      options.signal?.throwIfAborted()
    }
  }

  const timeout = (options.timeoutSeconds ?? TIMEOUT_SECONDS) * 1000
  // octokit makes the request; the hook sends it (see transport.ts) and hands the whole reply back as "data".
  const ask = graphql.defaults({
    baseUrl: options.apiUrl.replace(/(?<!\/)\/+$/, ''),
    request: {
      hook: async (request: { endpoint: Endpoint }, parameters: Parameters<Endpoint>[0]) => {
        const { url, method, headers, body } = request.endpoint(parameters)
        const texts = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
        const signals = [AbortSignal.timeout(timeout), ...(options.signal ? [options.signal] : [])]
        const reply = await send(url, {
          method,
          headers: { ...Object.fromEntries(texts), 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: AbortSignal.any(signals),
        })
        return { data: { data: reply } }
      },
    },
  })

  async function query(document: string, variables: Record<string, unknown>, connections: number): Promise<GitHubAnswer> {
    await keepPace()
    for (let attempt = 0; ; attempt += 1) {
      options.signal?.throwIfAborted()
      usage.requests += 1
      const token = await options.getToken()
      rememberSecret(token)
      const reply = await ask<Reply>(document, { ...variables, headers: { authorization: `bearer ${token}` } })
      const messages = [reply.message, ...reply.errors.map((error) => error.message)].join(' ').trim()
      const limit = toLimitSignal({
        status: reply.status,
        header: reply.header,
        text: messages,
        isRateLimited: reply.errors.some(isRateLimited),
        attempt,
        now: Date.now(),
        knownResetAt: usage.pointsResetAt,
      })
      if (limit) {
        if (attempt + 1 >= MAXIMUM_WAITS || limit.seconds > MAXIMUM_WAIT_SECONDS) {
          throw new UserError(
            `GitHub keeps refusing because of its ${limit.reason} (it asks to wait ${Math.ceil(limit.seconds)} s).`,
            'Start again later; the ingest goes on where it stopped.',
          )
        }
        await pause(limit.reason, limit.seconds)
        continue
      }
      const refusal = toRefusal(reply.status, reply.header, messages)
      if (refusal) throw refusal
      countCall(usage, reply.data, reply.header, connections, Date.now())
      if (reply.data === null && !reply.errors.some((error) => error.type !== null)) throw toEmptyAnswer(messages)
      return { data: reply.data, errors: reply.errors }
    }
  }

  /** Waits before the points are used up, once: what was left then says nothing about the next hour. */
  async function keepPace() {
    const { pointsLeft: left, pointsLimit: limit, pointsResetAt: resetAt, clockLeadMilliseconds } = usage
    const pace = toPace({ left, limit, resetAt }, Date.now() + clockLeadMilliseconds)
    if (!pace) return
    await pause(pace.reason, pace.seconds)
    usage.pointsLeft = null
    usage.pointsResetAt = null
  }

  async function queryPatiently(document: string, variables: Record<string, unknown>, connections: number) {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await query(document, variables, connections)
        const partial = answer.errors.find((error) => !isDenied(error) && !isMissing(error))
        // What stays partial is the caller's to judge: it knows which part it can do without.
        if (!partial || attempt + 1 >= PATIENT_TRIES) return answer
        await pause(partial.message, 2 ** attempt)
      } catch (error) {
        if (!(error instanceof HeavyQueryError)) throw error
        if (attempt + 1 >= PATIENT_TRIES) {
          throw new UserError(
            `GitHub at ${options.apiUrl} does not answer (${error.message}).`,
            'Check the address and the network, then start again; the ingest goes on where it stopped.',
            { cause: error },
          )
        }
        await pause(error.message, 2 ** attempt)
      }
    }
  }

  return { query, queryPatiently, pause, usage }
}

function toEmptyAnswer(messages: string): Error {
  if (messages === '') return new HeavyQueryError('the answer is empty')
  if (/something went wrong|time.?out|resource limits/i.test(messages)) return new HeavyQueryError(messages)
  return new AnswerError(
    `GitHub rejects the query: ${messages}`,
    'Check GITHUB_API_URL; an old GitHub Enterprise Server knows fewer fields.',
  )
}
