/**
 * The call was too heavy, or the connection broke: 502, 504, a timeout, a reset. A narrower one may succeed,
 * so the caller halves; only a call that cannot get narrower tries again as it is.
 */
export class HeavyQueryError extends Error {
  override readonly name = 'HeavyQueryError'
}

/** One entry of a GraphQL answer's `errors`. */
export interface GraphQlError {
  type: string | null
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
