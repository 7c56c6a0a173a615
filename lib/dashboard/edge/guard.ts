import { readEnvironment } from '@/lib/env'
import type { PageListener } from '@/lib/dashboard/page-listener'
import { RequestProblem } from '@/lib/dashboard/problem'
import { createContentPolicy } from './content-policy'
import { createHostCheck, createProxyCheck } from './hosts'
import { isDataPath, isSafe, receive, toPageMethods, toPath } from './receive'
import { refuse } from './refuse'

const HEADERS = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin' }

/**
 * The edge to the browser: what every request must be before anything else looks at it, and what every answer carries. The
 * policy stands in the request too, since Next takes the nonce of its scripts from there; a kept page keeps its own.
 */
export function withEdge(next: PageListener, { isReloading }: { isReloading: boolean }): PageListener {
  const { NEXTAUTH_URL, TRUSTED_PROXIES } = readEnvironment()
  const rules = { isOwnHost: createHostCheck(NEXTAUTH_URL), isProxy: createProxyCheck(TRUSTED_PROXIES ?? []), isReloading }
  return (request, response) => {
    const policy = createContentPolicy(isReloading)
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    response.setHeader('content-security-policy', policy)
    try {
      receive(request, rules)
    } catch (error) {
      if (!(error instanceof RequestProblem)) throw error
      // Nobody reads the body of a request that is refused.
      if (!isSafe(request)) response.setHeader('connection', 'close')
      return refuse(error, isDataPath(toPath(request)), request, response)
    }
    const path = toPath(request)
    if (request.method === 'OPTIONS' && !isDataPath(path)) {
      response.writeHead(204, { allow: toPageMethods(path).join(', ') }).end()
      return
    }
    request.headers['content-security-policy'] = policy
    delete request.headers['content-security-policy-report-only']
    return next(request, response)
  }
}
