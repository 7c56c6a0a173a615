import * as health from '@/app/api/health/route'
import * as rest from '@/app/api/v1/[[...rest]]/route'
import * as openapi from '@/app/api/v1/openapi.json/route'
import * as organizationMetrics from '@/app/api/v1/organization/metrics/route'
import * as organizationPullRequests from '@/app/api/v1/organization/pull-requests/route'
import * as organizationSeries from '@/app/api/v1/organization/series/route'
import * as sync from '@/app/api/v1/sync/route'
import * as teamMetrics from '@/app/api/v1/teams/[teamSlug]/metrics/route'
import * as teamPullRequests from '@/app/api/v1/teams/[teamSlug]/pull-requests/route'
import * as teamSeries from '@/app/api/v1/teams/[teamSlug]/series/route'
import * as teams from '@/app/api/v1/teams/route'

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Route = Record<Method, (request: Request, context: { params: Promise<{ teamSlug: string }> }) => Promise<Response> | Response>

const routes: [pattern: RegExp, route: Route][] = [
  [/^\/api\/health$/, health],
  [/^\/api\/v1\/openapi\.json$/, openapi],
  [/^\/api\/v1\/sync$/, sync],
  [/^\/api\/v1\/teams$/, teams],
  [/^\/api\/v1\/organization\/metrics$/, organizationMetrics],
  [/^\/api\/v1\/organization\/series$/, organizationSeries],
  [/^\/api\/v1\/organization\/pull-requests$/, organizationPullRequests],
  [/^\/api\/v1\/teams\/([^/]+)\/metrics$/, teamMetrics],
  [/^\/api\/v1\/teams\/([^/]+)\/series$/, teamSeries],
  [/^\/api\/v1\/teams\/([^/]+)\/pull-requests$/, teamPullRequests],
  [/^\/api\/v1(\/|$)/, rest],
]

/** Asks a route handler as Next's router would, without a server: the browser tests ask the real one. */
export async function askApi(path: string, options: { token?: string | null; method?: Method; accept?: string } = {}): Promise<Response> {
  const url = new URL(path, 'http://plumbline.test')
  const method = options.method ?? 'GET'
  const headers = new Headers(options.token ? { Authorization: `Bearer ${options.token}` } : {})
  if (options.accept) headers.set('Accept', options.accept)
  for (const [pattern, route] of routes) {
    const match = pattern.exec(url.pathname)
    if (!match) continue
    const params = Promise.resolve({ teamSlug: decodeURIComponent(match[1] ?? '') })
    return route[method](new Request(url, { method, headers }), { params })
  }
  throw new Error(`No route for ${url.pathname}`)
}
