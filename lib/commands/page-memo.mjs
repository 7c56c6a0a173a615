// Rendered pages, kept as they were sent. Figures change only when a sync completes, and drawing them takes most of a
// request (50 of 55 ms on a team page of 100 pull requests), so the second reader of a page gets the bytes of the first.
//
// Never stale: before every answer `loadState` asks the database for a line that changes with anything a page shows
// (lib/dashboard/load-page-state.ts), and another line empties the memo. Null stands for "it changes right now".
// Never somebody else's: only requests without cookies and credentials are answered from here, which today are all pages.
// Whoever adds sign-in leaves it so, or puts what the reader may see into the key.

/** Next answers the same address with a document or with a part of it, told apart by these. */
const KEY_HEADERS = ['accept-encoding', 'rsc', 'next-router-prefetch', 'next-router-segment-prefetch', 'next-router-state-tree', 'next-url']
const KEPT_TYPES = /^text\/(html|x-component)/
const MOST_BYTES = 64e6

/**
 * @typedef {{ head: [number, Record<string, import('node:http').OutgoingHttpHeader>], body: Buffer }} Entry
 * @param {import('node:http').RequestListener} next
 * @param {() => Promise<string | null>} loadState
 * @returns {import('node:http').RequestListener}
 */
export function withPageMemo(next, loadState) {
  /** @type {Map<string, Entry>} oldest use first */
  const entries = new Map()
  /** @type {Map<string, Promise<void>>} pages that are being drawn, by state and key */
  const drawing = new Map()
  let kept = ''
  let bytes = 0

  /** @param {string} state */
  function enter(state) {
    if (state === kept) return
    kept = state
    bytes = 0
    entries.clear()
  }

  /** @param {string} key @param {Entry} entry */
  function add(key, entry) {
    drop(key)
    entries.set(key, entry)
    bytes += entry.body.length
    for (const oldest of entries.keys()) {
      if (bytes <= MOST_BYTES) break
      drop(oldest)
    }
  }

  /** @param {string} key */
  function drop(key) {
    bytes -= entries.get(key)?.body.length ?? 0
    entries.delete(key)
  }

  return async (request, response) => {
    if (!isKeepable(request)) return next(request, response)
    // A database that is down is for the page itself to tell.
    const state = await loadState().catch(() => null)
    if (state === null) return next(request, response)
    enter(state)
    const key = [request.url, ...KEY_HEADERS.map((name) => request.headers[name])].join('\n')
    // Eight readers who ask at once after a sync wait for one drawing.
    await drawing.get(state + key)
    const entry = kept === state ? entries.get(key) : undefined
    if (entry) {
      entries.delete(key)
      entries.set(key, entry)
      response.writeHead(...entry.head)
      response.end(entry.body)
      return
    }
    const drawn = capture(response).then((made) => {
      drawing.delete(state + key)
      if (made && kept === state) add(key, made)
    })
    drawing.set(state + key, drawn)
    return next(request, response)
  }
}

/** @param {import('node:http').IncomingMessage} request */
function isKeepable({ method, url = '', headers }) {
  return method === 'GET' && !/^\/(api|_next)\//.test(url) && !headers.cookie && !headers.authorization
}

/**
 * What goes through the response, once it is whole; null where it is not to be kept.
 * @param {import('node:http').ServerResponse} response
 * @returns {Promise<Entry | null>}
 */
function capture(response) {
  /** @type {Buffer[]} */
  const pieces = []
  const { write, end } = response
  const note = (piece, encoding) => {
    if (typeof piece === 'string') pieces.push(Buffer.from(piece, typeof encoding === 'string' ? encoding : 'utf8'))
    else if (piece && typeof piece !== 'function') pieces.push(Buffer.from(piece))
  }
  response.write = (...args) => (note(...args), write.apply(response, args))
  response.end = (...args) => (note(...args), end.apply(response, args))
  return new Promise((resolve) => {
    response.once('close', () => {
      const { 'transfer-encoding': _, connection, 'keep-alive': __, date, ...headers } = response.getHeaders()
      const isWhole = response.writableFinished && response.statusCode === 200 && !headers['set-cookie']
      if (!isWhole || !KEPT_TYPES.test(String(headers['content-type']))) return resolve(null)
      const body = Buffer.concat(pieces)
      resolve({ head: [200, { ...headers, 'content-length': body.length }], body })
    })
  })
}
