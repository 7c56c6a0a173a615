import { requireApiAccess } from '@/lib/auth/require-api-access'
import { toViewKey } from '@/lib/auth/view'
import { systemClock } from '@/lib/env'
import { openContext, type DashboardContext } from '../context'
import { getDatabase } from '../database'
import { negotiateForm, type Form } from '@/lib/dashboard/download/negotiate'
import { RequestProblem } from '@/lib/dashboard/problem'
import { shareAnswer } from '@/lib/dashboard/work/share-answer'
import { replyProblem } from './reply'
import { toParameters, type Parameters } from '@/lib/dashboard/parse-parameters'

export type RouteHandler<Params> = (request: Request, context: { params: Promise<Params> }) => Promise<Response>

const ALLOWED = 'GET, HEAD, OPTIONS'

/** The exports of a read-only route: GET and HEAD answer, OPTIONS lists them, everything else is 405; all errors are problem+json. */
export function readOnlyRoute<Params>(handler: RouteHandler<Params>) {
  const GET: RouteHandler<Params> = async (request, context) => {
    try {
      return await handler(request, context)
    } catch (error) {
      return replyProblem(error)
    }
  }
  const HEAD: RouteHandler<Params> = async (request, context) => {
    const { status, headers } = await GET(request, context)
    return new Response(null, { status, headers })
  }
  const OPTIONS = () => new Response(null, { status: 204, headers: { Allow: ALLOWED } })
  const refuse = (request: Request) =>
    replyProblem(
      new RequestProblem(405, 'Method not allowed', `${request.method} is not possible here: the API only reads.`, {
        headers: { Allow: ALLOWED },
      }),
    )
  return { GET, HEAD, OPTIONS, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse }
}

export interface ApiRequest<Params> {
  context: DashboardContext
  parameters: Parameters
  params: Params
  /** What Accept prefers, for paths that answer in both. */
  form: Form
}

/** A read-only route behind an API token. The token is checked before anything about the request is told. */
export function apiRoute<Params = object>(handler: (request: ApiRequest<Params>) => Promise<Response>) {
  return readOnlyRoute<Params>(async (request, { params }) => {
    const view = await requireApiAccess(getDatabase(), request, systemClock())
    if (view === null) {
      throw new RequestProblem(401, 'Unauthorized', 'An API token is needed as "Authorization: Bearer TOKEN"; npm run token makes one.', {
        headers: { 'WWW-Authenticate': 'Bearer realm="Plumbline"' },
      })
    }
    const context = await openContext(view)
    const form = negotiateForm(request)
    const { pathname, searchParams } = new URL(request.url)
    searchParams.sort()
    const key = [toViewKey(view), pathname, searchParams.toString(), form].join('\n')
    const answer = async () => handler({ context, parameters: toParameters(searchParams), params: await params, form })
    return shareAnswer(request, context.kept, key, answer)
  })
}
