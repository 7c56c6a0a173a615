/**
 * What is wrong with a request, in RFC 9457's terms. The API answers with it as application/problem+json;
 * a page shows its detail beside the default range.
 */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem'
  readonly status: number
  readonly title: string
  /** The parameter that is wrong; null: none in particular. */
  readonly parameter: string | null
  readonly headers: Record<string, string>

  constructor(
    status: number,
    title: string,
    detail: string,
    options: { parameter?: string | null; headers?: Record<string, string> } = {},
  ) {
    super(detail)
    this.status = status
    this.title = title
    this.parameter = options.parameter ?? null
    this.headers = options.headers ?? {}
  }
}

export function badParameter(parameter: string, detail: string): RequestProblem {
  return new RequestProblem(400, 'Bad parameter', `${parameter} ${detail}`, { parameter })
}

/**
 * What earlier definitions judged is shown as it was summed by them. Nothing else is made of it: this program's sums and words
 * are of its own definitions.
 */
export class DefinitionsProblem extends RequestProblem {
  constructor(served: number, next: number) {
    super(
      503,
      'Being computed',
      `Definitions ${next} are being computed; until all is judged only the default range is given, by definitions ${served}.`,
      { headers: { 'Retry-After': '60' } },
    )
  }
}

/** Readings need a sync that read everything; clients may come back in a while. */
export function notSyncedYet(): RequestProblem {
  return new RequestProblem(503, 'Not ready', 'No sync has completed yet; GET /api/v1/sync tells how far it is.', {
    headers: { 'Retry-After': '30' },
  })
}
