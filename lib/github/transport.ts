import { z } from 'zod'
import { parseCleanJson, toReason } from './clean-text'
import { HeavyQueryError, type GraphQlError } from './errors'
import { fetchText, type TextAnswer } from './fetch-text'
import type { HeaderReader } from './limits'

export interface Reply {
  status: number
  header: HeaderReader
  /** null too where the answer has no such key at all. */
  data: unknown
  errors: GraphQlError[]
  /** REST's form of an error, which GraphQL's endpoint uses for 401 and 403 too. */
  message: string
}

const bodySchema = z.object({
  // The key itself is missing where the hour's points are used up.
  data: z.unknown().optional(),
  message: z.string().nullish(),
  errors: z
    .array(
      z.object({
        type: z.string().nullish(),
        code: z.string().nullish(),
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
  const answer = await fetchText(url, request)
  if (answer.status >= 500) throw new HeavyQueryError(`GitHub answered ${answer.status}`, answer.status)
  const body = parseBody(answer)
  return {
    status: answer.status,
    header: (name) => answer.headers.get(name),
    data: body.data ?? null,
    message: toReason(body.message ?? ''),
    errors: (body.errors ?? []).map((error) => ({
      type: error.type ?? null,
      code: error.code ?? null,
      message: toReason(error.message ?? ''),
      path: error.path ?? [],
    })),
  }
}

function parseBody({ status, text }: TextAnswer): z.infer<typeof bodySchema> {
  let body: unknown
  try {
    body = parseCleanJson(text)
  } catch {
    if (status !== 200) return { message: text }
    throw new HeavyQueryError(/^\s*</.test(text) ? "the answer is a web page and not GitHub's" : 'the answer was cut off')
  }
  const parsed = bodySchema.safeParse(body)
  if (parsed.success) return parsed.data
  if (status !== 200) return { message: text }
  throw new HeavyQueryError("the answer has another form than GitHub's")
}
