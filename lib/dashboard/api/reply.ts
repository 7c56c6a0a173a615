import { noteOutage } from '@/lib/db/note-outage'
import { describeOutage, OUTAGE_SECONDS } from '@/lib/db/outage'
import { toDetail, UserError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { Form } from '@/lib/dashboard/download/negotiate'
import { RequestProblem } from '@/lib/dashboard/problem'
import { Abandoned } from '@/lib/dashboard/work/work'

/** Figures are of people's work: no proxy may keep them. */
const HEADERS = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

export function replyJson(body: unknown, options: { status?: number; headers?: Record<string, string> } = {}): Response {
  return new Response(`${JSON.stringify(body)}\n`, {
    status: options.status ?? 200,
    headers: { 'Content-Type': 'application/json; charset=utf-8', ...HEADERS, ...options.headers },
  })
}

/** The same answer as a table, for whoever prefers text/csv; caches are told that there are two. */
export function replyInForm(form: Form, answer: { json: unknown; csv: () => string; headers?: Record<string, string> }): Response {
  const headers = { Vary: 'Accept', ...answer.headers }
  if (form === 'json') return replyJson(answer.json, { headers })
  return new Response(answer.csv(), { headers: { 'Content-Type': 'text/csv; charset=utf-8; header=present', ...HEADERS, ...headers } })
}

/** RFC 9457; whatever is not a problem of the request is logged and answered without its inner words. */
export function replyProblem(error: unknown): Response {
  const problem = toProblem(error)
  const body = {
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    ...(problem.parameter === null ? {} : { parameter: problem.parameter }),
  }
  return new Response(`${JSON.stringify(body)}\n`, {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', ...HEADERS, ...problem.headers },
  })
}

function toProblem(error: unknown): RequestProblem {
  if (error instanceof RequestProblem) return error
  if (error instanceof Abandoned) return new RequestProblem(503, 'Abandoned', error.message)
  if (error instanceof UserError) return new RequestProblem(503, 'Not available', `${error.message} ${error.mend}`)
  const outage = noteOutage(error)
  if (outage) {
    const { message, mend } = describeOutage(outage)
    return new RequestProblem(503, 'Not available', `${message} ${mend}`, { headers: { 'Retry-After': String(OUTAGE_SECONDS) } })
  }
  log('error', 'An API request failed', { error: toDetail(error) })
  return new RequestProblem(500, 'Internal error', 'The request failed; the log of the web process says why.')
}
