import { z } from 'zod'
import { parseCleanJson } from './clean-text'
import { HeavyQueryError, type GraphQlError } from './errors'
import type { HeaderReader } from './limits'

export interface Reply {
  status: number
  header: HeaderReader
  data: unknown
  errors: GraphQlError[]
  /** REST's form of an error, which GraphQL's endpoint uses for 401 and 403 too. */
  message: string
}

const bodySchema = z.object({
  data: z.unknown(),
  message: z.string().nullish(),
  errors: z
    .array(
      z.object({
        type: z.string().nullish(),
        message: z.string().nullish(),
        path: z.array(z.union([z.string(), z.number()])).nullish(),
      }),
    )
    .nullish(),
})

/**
 * One POST, parsed. Everything that a narrower or a later call may mend becomes a HeavyQueryError.
 * octokit's own transport scans every answer for big integers and turns a body that was cut off into an empty string;
 * answers of a megabyte and connections that break are this program's daily bread, so it reads them itself.
 */
export async function send(
  url: string,
  request: { method: string; headers: Record<string, string>; body: string; signal: AbortSignal },
): Promise<Reply> {
  let response: Response
  let text: string
  try {
    response = await fetch(url, request)
    text = await response.text()
  } catch (error) {
    throw new HeavyQueryError(toNetworkReason(error), { cause: error })
  }
  if (response.status >= 500) throw new HeavyQueryError(`GitHub answered ${response.status}`)
  const parsed = parseBody(text)
  if (!parsed) {
    if (response.status === 200) throw new HeavyQueryError('the answer was cut off')
    return { status: response.status, header: (name) => response.headers.get(name), data: null, errors: [], message: text }
  }
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    data: parsed.data ?? null,
    message: parsed.message ?? '',
    errors: (parsed.errors ?? []).map((error) => ({
      type: error.type ?? null,
      message: error.message ?? '',
      path: error.path ?? [],
    })),
  }
}

function parseBody(text: string) {
  try {
    return bodySchema.parse(parseCleanJson(text))
  } catch {
    return null
  }
}

function toNetworkReason(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection broke'
  if (error.name === 'TimeoutError') return 'no answer in time'
  const cause = error.cause
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return `the connection broke: ${cause.code}`
  return `the connection broke: ${error.message}`
}
