import { UserError } from '@/lib/errors'
import { HeavyQueryError } from './errors'

// The one door through which GitHub is asked, for queries and for the tokens of an app: it decides where a request may
// go and how much of an answer is read.

export interface TextAnswer {
  status: number
  headers: Headers
  text: string
}

/** A full page of the heaviest query is some 8 MB; what is far beyond that is no answer to anything we ask. */
const MAXIMUM_ANSWER_MEGABYTES = 50
const MAXIMUM_REDIRECTS = 3

/**
 * One request, its answer as text. A redirect is followed on the same host only: another one must not get the token.
 * @throws HeavyQueryError where the connection broke or the answer is too large, UserError where a redirect leads away.
 */
export async function fetchText(url: string, request: RequestInit): Promise<TextAnswer> {
  let address = url
  for (let hops = 0; ; hops += 1) {
    const response = await reach(address, request)
    if (response.status < 300 || response.status >= 400) return read(response)
    await response.body?.cancel()
    address = toNextAddress(address, response.headers.get('location'), hops)
  }
}

async function reach(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...request, redirect: 'manual' })
  } catch (error) {
    throw toBrokenConnection(error)
  }
}

function toNextAddress(from: string, location: string | null, hops: number): string {
  const { origin } = new URL(from)
  const next = location !== null && URL.canParse(location, from) ? new URL(location, from) : null
  if (next && next.origin === origin && hops < MAXIMUM_REDIRECTS) return next.href
  const where = next === null ? 'nowhere' : next.origin === origin ? 'itself again and again' : next.origin
  throw new UserError(
    `${origin} redirects to ${where}; the token is sent to no other address than the one that was given.`,
    'Set GITHUB_API_URL to the address of the API itself.',
  )
}

/** The body, counted as it arrives (and as it is unpacked): no header is believed. */
async function read(response: Response): Promise<TextAnswer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      bytes += part.value.byteLength
      chunks.push(part.value)
      if (bytes > MAXIMUM_ANSWER_MEGABYTES * 1024 ** 2) break
    }
  } catch (error) {
    throw toBrokenConnection(error)
  }
  if (bytes > MAXIMUM_ANSWER_MEGABYTES * 1024 ** 2) {
    await reader?.cancel()
    throw new HeavyQueryError(`the answer is larger than ${MAXIMUM_ANSWER_MEGABYTES} MB`)
  }
  return { status: response.status, headers: response.headers, text: Buffer.concat(chunks).toString() }
}

/** In our words alone: those of the client may print the request, token and all. */
function toBrokenConnection(error: unknown): HeavyQueryError {
  if (error instanceof Error && error.name === 'TimeoutError') return new HeavyQueryError('no answer in time')
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? `: ${cause.code}` : ''
  return new HeavyQueryError(`the connection broke${code}`)
}
