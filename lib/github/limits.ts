/**
 * When GitHub says "not now": how long to wait. Pure, so that every rule can be tested without waiting.
 * Order of authority: `retry-after`, else the reset of the hour's points, else exponential from 60 s.
 */
export interface LimitSignal {
  reason: string
  seconds: number
}

/** Primary limits reset within the hour; a wait beyond this is not a limit but a mistake. */
export const MAXIMUM_WAIT_SECONDS = 3_700
/** Waits in a row before giving up: 60 s to 16 min when GitHub says nothing. */
export const MAXIMUM_WAITS = 6
const FIRST_WAIT_SECONDS = 60

export type HeaderReader = (name: string) => string | null

interface LimitInput {
  status: number
  header: HeaderReader
  /** The body's message or messages. */
  text: string
  /** An error of the body says so. */
  isRateLimited: boolean
  attempt: number
  /** Milliseconds by our clock; GitHub's own goes before it, where the answer tells it. */
  now: number
  /** The last reset that GitHub told, for an answer that does not. */
  knownResetAt?: Date | null
}

/** Is this answer a rate limit? */
export function toLimitSignal(input: LimitInput): LimitSignal | null {
  const { header, status, text } = input
  const isExhausted = header('x-ratelimit-remaining') === '0'
  const isSecondary = /secondary rate limit|abuse detection/i.test(text)
  const isRefused = status === 403 || status === 429
  const isLimit =
    input.isRateLimited ||
    status === 429 ||
    (isRefused && (header('retry-after') !== null || isExhausted || /rate limit|abuse detection/i.test(text))) ||
    (status === 200 && isSecondary)
  if (!isLimit) return null
  const now = toGitHubTime(header) ?? input.now
  const reason = isSecondary ? 'secondary rate limit' : 'rate limit'
  const retryAfter = toRetryAfter(header('retry-after'), now)
  if (retryAfter === 'unreadable') return { reason: `${reason}; GitHub does not say for how long`, seconds: FIRST_WAIT_SECONDS }
  if (retryAfter !== null) return { reason, seconds: Math.max(1, retryAfter) }
  const reset = isExhausted || input.isRateLimited ? toReset(header, input.knownResetAt ?? null, now) : null
  if (reset !== null && reset > now) return { reason, seconds: Math.max(1, (reset - now) / 1000) }
  // A reset that lies in the past (clocks differ) still deserves a breath before the next try, but only the first time.
  if (reset !== null && input.attempt === 0) return { reason, seconds: 1 }
  return { reason, seconds: FIRST_WAIT_SECONDS * 2 ** input.attempt }
}

/** The clock that resets are told by. Ours may be minutes off. */
export function toGitHubTime(header: HeaderReader): number | null {
  const date = header('date')
  return date !== null && IMF_DATE.test(date) ? Date.parse(date) : null
}

/** Milliseconds; null where nobody tells one that could be true. */
function toReset(header: HeaderReader, knownResetAt: Date | null, now: number): number | null {
  const told = Number(header('x-ratelimit-reset') ?? Number.NaN) * 1000
  const known = knownResetAt && knownResetAt.getTime() > now ? knownResetAt.getTime() : Number.NaN
  return [told, known].find((at) => at > 0 && at <= now + MAXIMUM_WAIT_SECONDS * 1000) ?? null
}

/** As HTTP has dates in headers. `Date.parse` takes far more: "soon 5" is a day in 2001 to it. */
const IMF_DATE = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/

/** Seconds; null: not said. */
function toRetryAfter(value: string | null, now: number): number | 'unreadable' | null {
  const text = value?.trim()
  if (text === undefined || text === '') return null
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  return IMF_DATE.test(text) ? Math.max(0, (Date.parse(text) - now) / 1000) : 'unreadable'
}

/** Of every 50 points one is left to whoever else uses the token. */
const RESERVED_SHARE = 50
const USUAL_LIMIT = 5_000

/** Before the points are used up: one wait until they are new. Null: go on. */
export function toPace(points: { left: number | null; limit: number | null; resetAt: Date | null }, now: number): LimitSignal | null {
  const { left, limit, resetAt } = points
  if (left === null || resetAt === null) return null
  const seconds = (resetAt.getTime() - now) / 1000
  if (left > Math.floor((limit ?? USUAL_LIMIT) / RESERVED_SHARE) || seconds <= 0 || seconds > MAXIMUM_WAIT_SECONDS) return null
  return { reason: `the hour's points are used up but ${left}`, seconds: Math.max(1, seconds) }
}

/** Points a call costs by GitHub's published formula. */
export function toPoints(connections: number): number {
  return Math.max(1, Math.round(connections / 100))
}
