/**
 * When GitHub says "not now": how long to wait. Pure, so that every rule can be tested without waiting.
 * Order of authority: `retry-after`, else `x-ratelimit-reset` once nothing remains, else exponential from 60 s.
 */
export interface LimitSignal {
  reason: string
  seconds: number
}

/** Primary limits reset within the hour; a wait beyond this is not a limit but a mistake. */
export const MAXIMUM_WAIT_SECONDS = 3_700
/** Waits in a row before giving up: 60 s to 16 min when GitHub says nothing. */
export const MAXIMUM_WAITS = 6

export type HeaderReader = (name: string) => string | null

/** Is this answer a rate limit? `text` is the body's message or messages. */
export function toLimitSignal(input: {
  status: number
  header: HeaderReader
  text: string
  isRateLimited: boolean
  attempt: number
  now: number
}): LimitSignal | null {
  const retryAfter = toRetryAfterSeconds(input.header('retry-after'), input.now)
  const isExhausted = input.header('x-ratelimit-remaining') === '0'
  const isSecondary = /secondary rate limit|abuse detection/i.test(input.text)
  const isRefused = input.status === 403 || input.status === 429
  const isLimit =
    input.isRateLimited ||
    input.status === 429 ||
    (isRefused && (retryAfter !== null || isExhausted || isSecondary || /rate limit/i.test(input.text))) ||
    (input.status === 200 && isSecondary)
  if (!isLimit) return null
  const reason = isSecondary ? 'secondary rate limit' : 'rate limit'
  if (retryAfter !== null) return { reason, seconds: retryAfter }
  const reset = Number(input.header('x-ratelimit-reset'))
  // A reset that lies in the past (clocks differ) still deserves a breath before the next try.
  if (isExhausted && reset > 0) return { reason, seconds: Math.max(1, reset - input.now / 1000) }
  return { reason, seconds: 60 * 2 ** input.attempt }
}

function toRetryAfterSeconds(value: string | null, now: number): number | null {
  if (value === null || value.trim() === '') return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, (at - now) / 1000)
}

/** Points a call costs by GitHub's published formula. */
export function toPoints(connections: number): number {
  return Math.max(1, Math.round(connections / 100))
}
