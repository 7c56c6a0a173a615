import { Work } from './work'

interface SharedAnswer {
  work: Work
  answer: Promise<{ status: number; headers: [string, string][]; body: string }>
}

/** Answers that are being made, by what they are made of and by key. */
const making = new WeakMap<object, Map<string, SharedAnswer>>()

/**
 * Who asks for the same while it is being made waits for that answer. `of` is what the answer is made of: where another one
 * holds now, the answer of the former is not shared.
 */
export async function shareAnswer(request: Request, of: object, key: string, make: () => Promise<Response>): Promise<Response> {
  const answers = making.get(of) ?? new Map<string, SharedAnswer>()
  making.set(of, answers)
  const isCrossSite = request.headers.get('sec-fetch-site') === 'cross-site'
  const fullKey = `${key}\n${isCrossSite ? 'for another site' : ''}`
  const known = answers.get(fullKey)
  known?.work.join(request.signal)
  const shared = known ?? start(request.signal, isCrossSite, answers, fullKey, make)
  const { status, headers, body } = await shared.answer
  return new Response(body, { status, headers })
}

function start(
  left: AbortSignal,
  isCrossSite: boolean,
  answers: Map<string, SharedAnswer>,
  key: string,
  make: () => Promise<Response>,
): SharedAnswer {
  const work = new Work(isCrossSite)
  work.join(left)
  const forget = () => {
    if (answers.get(key) === shared) answers.delete(key)
  }
  const read = async () => {
    try {
      const response = await make()
      return { status: response.status, headers: [...response.headers], body: await response.text() }
    } finally {
      forget()
      work.end()
    }
  }
  const shared: SharedAnswer = { work, answer: work.run(read) }
  work.signal.addEventListener('abort', forget)
  answers.set(key, shared)
  return shared
}
