import type { IncomingMessage } from 'node:http'
import { RequestProblem } from '@/lib/dashboard/problem'

export interface EdgeRules {
  isOwnHost: (host: string) => boolean
  isProxy: (address: string | undefined) => boolean
  /** Next's development server has addresses and methods of its own. */
  isReloading: boolean
}

/** Paths that programs ask for, so that what is wrong is told as application/problem+json. */
export function isDataPath(path: string): boolean {
  return /^\/(api|download)(\/|$)/.test(path)
}

/**
 * Takes out of a request what nobody may say, and throws a RequestProblem for one that gets no answer. Afterwards its address
 * is a path of ours that can be decoded, its Host one of our names, and what it says of proxies was said by one.
 */
export function receive(request: IncomingMessage, rules: EdgeRules): void {
  receiveHost(request, rules)
  receiveForwarded(request, rules)
  const path = toPath(request)
  if (!isDecodable(path)) throw toUndecodable(path)
  receiveMethod(request, path, rules)
  if (!isSafe(request)) receiveOrigin(request)
}

export function toPath({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/'
}

/** The whole address that a request line may hold, "GET http://host/path", counts for the host and then is the path alone. */
function receiveHost(request: IncomingMessage, { isOwnHost }: EdgeRules): void {
  const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length > 1) throw new RequestProblem(400, 'More than one host is named.', 'A request has one Host header.')
  const { host = '' } = request.headers
  const [, authority, rest = ''] = /^https?:\/\/([^/?#]*)((?:[/?#].*)?)$/is.exec(request.url ?? '') ?? []
  if (!isOwnHost(host) || (authority !== undefined && !isOwnHost(authority))) throw toMisdirected()
  if (authority !== undefined) {
    request.url = rest.startsWith('/') ? rest : `/${rest}`
    request.headers.host = authority
  }
  if (request.method === 'OPTIONS' && request.url === '*') request.url = '/'
  if (!request.url?.startsWith('/')) throw new RequestProblem(400, 'This is not an address.', 'An address begins with a slash.')
}

function toMisdirected(): RequestProblem {
  return new RequestProblem(
    421,
    'This is not the name of this Plumbline.',
    'It answers to localhost and to the address that NEXTAUTH_URL names; set that to the one people use.',
  )
}

const FORWARDED = /^(forwarded$|x-forwarded-|x-real-ip$)/

function receiveForwarded(request: IncomingMessage, { isOwnHost, isProxy }: EdgeRules): void {
  const { headers, socket } = request
  if (!isProxy(socket.remoteAddress)) {
    for (const name of Object.keys(headers)) if (FORWARDED.test(name)) delete headers[name]
    return
  }
  const hosts = listForwarded(headers['x-forwarded-host'])
  if (!hosts.every(isOwnHost)) throw toMisdirected()
  const protocols = listForwarded(headers['x-forwarded-proto'])
  if (!protocols.every((protocol) => protocol === 'http' || protocol === 'https')) delete headers['x-forwarded-proto']
}

function listForwarded(value: string | string[] | undefined): string[] {
  const texts = [value ?? []].flat()
  return texts.flatMap((text) => text.split(',')).map((text) => text.trim())
}

/** Two slashes at the beginning are the address of another server to a browser that is sent there. */
function isDecodable(path: string): boolean {
  if (/\\|\/\//.test(path)) return false
  try {
    return !decodeURIComponent(path).includes('\0')
  } catch {
    return false
  }
}

function toUndecodable(path: string): RequestProblem {
  return isDataPath(path)
    ? new RequestProblem(400, 'Bad address', 'The path holds a percent sign or a character that cannot be read; write it as %25.')
    : new RequestProblem(404, 'There is no such page.', 'The address holds something that cannot be read.')
}

const READING = ['GET', 'HEAD', 'OPTIONS']
const ROUTED = [...READING, 'POST', 'PUT', 'PATCH', 'DELETE']

function receiveMethod({ method = 'GET' }: IncomingMessage, path: string, { isReloading }: EdgeRules): void {
  if (isReloading && path.startsWith('/__nextjs')) return
  const known = isDataPath(path) ? ROUTED : toPageMethods(path)
  if (known.includes(method)) return
  throw new RequestProblem(405, 'Method not allowed', `${method} is not possible here.`, {
    headers: { Allow: (isDataPath(path) ? READING : known).join(', ') },
  })
}

/** Forms are sent to the page that they stand on. */
export function toPageMethods(path: string): string[] {
  return /^\/method\/audit(\/|$)/.test(path) ? [...READING, 'POST'] : READING
}

export function isSafe({ method = 'GET' }: IncomingMessage): boolean {
  return READING.includes(method)
}

/** What changes something is asked for by a page of ours, or by a program, which says nothing of an origin. */
function receiveOrigin({ headers }: IncomingMessage): void {
  const { origin, 'sec-fetch-site': site } = headers
  const own = listForwarded(headers['x-forwarded-host'])[0] ?? headers.host
  const isOwn = origin === undefined ? site === undefined || site === 'same-origin' || site === 'none' : toHost(origin) === own
  if (isOwn) return
  throw new RequestProblem(
    403,
    'This was sent by another site.',
    'Nothing was changed. What changes something is sent from a page of this Plumbline.',
  )
}

function toHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
