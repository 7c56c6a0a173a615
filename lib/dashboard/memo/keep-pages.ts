import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from 'node:http'

type PageListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Next answers the same address with a document or with a part of it, told apart by these. */
const KEY_HEADERS = ['accept-encoding', 'rsc', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-router-state-tree', 'next-url']
const KEPT_TYPES = /^text\/(html|x-component)/
const MOST_BYTES = 64e6

interface KeptPage {
  headers: OutgoingHttpHeaders
  body: Buffer
}

/**
 * Rendered pages, kept as they were sent. Figures change only when a sync completes, and drawing them takes most of a
 * request (50 of 55 ms on a team page of 100 pull requests), so the second reader of a page gets the bytes of the first.
 *
 * Never stale: before every answer `loadState` asks the database for a line that changes with anything a page shows
 * (load-state.ts), and another line empties the memo. Null stands for "it changes right now".
 * Never somebody else's: only requests without cookies and credentials are answered from here, which today are all pages.
 * Whoever adds sign-in leaves it so, or puts what the reader may see into the key.
 */
export function withPageMemo(next: RequestListener, loadState: () => Promise<string | null>): PageListener {
  const memo = createMemo()
  /** Pages that are being drawn, by state and key. */
  const drawing = new Map<string, Promise<void>>()

  return async (request, response) => {
    // A database that is down is for the page itself to tell.
    const state = isKeepable(request) ? await loadState().catch(() => null) : null
    if (state === null) return next(request, response)
    const key = [request.url, ...KEY_HEADERS.map((name) => request.headers[name])].join('\n')
    // Eight readers who ask at once after a sync wait for one drawing.
    await drawing.get(state + key)
    const page = memo.get(state, key)
    if (page) {
      response.writeHead(200, page.headers)
      response.end(page.body)
      return
    }
    const drawn = capture(response).then((made) => {
      drawing.delete(state + key)
      if (made) memo.add(state, key, made)
    })
    drawing.set(state + key, drawn)
    return next(request, response)
  }
}

function isKeepable({ method, url = '', headers }: IncomingMessage): boolean {
  return method === 'GET' && !/^\/(api|_next)\//.test(url) && !headers.cookie && !headers.authorization
}

/** Pages of one state; when they are too many, those go first that nobody has asked for the longest. */
function createMemo() {
  const pages = new Map<string, KeptPage>()
  let kept: string | null = null
  let bytes = 0
  const drop = (key: string) => {
    bytes -= pages.get(key)?.body.length ?? 0
    pages.delete(key)
  }
  return {
    get(state: string, key: string): KeptPage | undefined {
      if (state !== kept) {
        kept = state
        bytes = 0
        pages.clear()
      }
      const page = pages.get(key)
      if (page) {
        pages.delete(key)
        pages.set(key, page)
      }
      return page
    },
    add(state: string, key: string, page: KeptPage): void {
      if (state !== kept) return
      drop(key)
      pages.set(key, page)
      bytes += page.body.length
      for (const oldest of pages.keys()) {
        if (bytes <= MOST_BYTES) return
        drop(oldest)
      }
    },
  }
}

/** What goes through the response, once it is whole; null where it is not to be kept. */
function capture(response: ServerResponse): Promise<KeptPage | null> {
  const pieces: Buffer[] = []
  const write = response.write.bind(response)
  const end = response.end.bind(response)
  const note = ([piece, encoding]: readonly unknown[]) => {
    if (typeof piece === 'string') pieces.push(Buffer.from(piece, encoding === 'latin1' ? 'latin1' : 'utf8'))
    else if (piece instanceof Uint8Array) pieces.push(Buffer.from(piece))
  }
  response.write = (...args: unknown[]) => {
    note(args)
    return Reflect.apply(write, response, args)
  }
  response.end = (...args: unknown[]) => {
    note(args)
    return Reflect.apply(end, response, args)
  }
  return new Promise((resolve) => {
    response.once('close', () => {
      const { 'transfer-encoding': _chunked, connection: _connection, date: _date, ...headers } = response.getHeaders()
      const isWhole = response.writableFinished && response.statusCode === 200 && !headers['set-cookie']
      if (!isWhole || !KEPT_TYPES.test(String(headers['content-type']))) return resolve(null)
      const body = Buffer.concat(pieces)
      resolve({ headers: { ...headers, 'content-length': body.length }, body })
    })
  })
}
