import type { z } from 'zod'
import { UserError } from '@/lib/errors'

/**
 * The call was too heavy, or the connection broke: 502, 504, a timeout, a reset. A narrower one may succeed,
 * so the caller halves; only a call that cannot get narrower tries again as it is.
 */
export class HeavyQueryError extends Error {
  override readonly name = 'HeavyQueryError'

  constructor(
    message: string,
    /** The HTTP status, where that is what is wrong. */
    readonly status: number | null = null,
  ) {
    super(message)
  }
}

/** An answer that is whole and not as GitHub's schema promises: asking again at once will not mend it. */
export class AnswerError extends UserError {}

/** @throws AnswerError that says in one line what was asked and where its answer is wrong. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, data: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const path = parsed.error.issues[0]?.path.join('.')
  throw new AnswerError(
    `GitHub's answer about ${what} is not what its schema promises${path ? ` (${path})` : ''}.`,
    'Start again later; if it stays so, check GITHUB_API_URL.',
  )
}

/** One entry of a GraphQL answer's `errors`. */
export interface GraphQlError {
  type: string | null
  code: string | null
  message: string
  path: (string | number)[]
}

/** The person may not read this field, or it does not exist for them: it is unreadable, and asking again will not help. */
export function isDenied(error: GraphQlError): boolean {
  return (
    error.type === 'FORBIDDEN' ||
    error.type === 'INSUFFICIENT_SCOPES' ||
    /resource not accessible|must have (admin|push|read) (rights|access)|requires one of the following scopes/i.test(error.message)
  )
}

export function isMissing(error: GraphQlError): boolean {
  return error.type === 'NOT_FOUND'
}

/** The hour's points are used up: documented as RATE_LIMITED, seen as RATE_LIMIT too, with a code beside it or without. */
export function isRateLimited(error: GraphQlError): boolean {
  return error.type === 'RATE_LIMITED' || error.type === 'RATE_LIMIT' || error.code === 'graphql_rate_limit'
}
