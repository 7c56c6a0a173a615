import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { drawFor } from '@/lib/auth/drawn-view'
import { narrowView, toViewKey, type View } from '@/lib/auth/view'
import { noteOutage } from '@/lib/db/note-outage'
import { log } from '@/lib/log'
import { drawPage, type DrawnPage, type PageListener } from './draw-page'
import { toBusyPage, toFailedPage, toOutagePage } from './failed-page'
import type { PageState } from './load-state'
import { watchFailure, withOutagePages, type PageFailure } from './page-failure'
import { readPageRequest, type PageRequest } from './read-request'
import { sendPage } from './send-page'

interface KeptPage extends DrawnPage {
  state: PageState
}

const LIMITS = {
  /** Of all kept pages together. */
  bytes: 64e6,
  /** A drawing that takes longer ends as an error for all who wait for it. */
  drawingMilliseconds: 60_000,
  /** Drawings at once: eight fill the processor and the connections to the database. */
  drawings: 8,
  /** Drawings in line; who would be the next is told to come back. */
  waiting: 200,
  /** How long a page holds that was drawn while a sync changed what it lists. */
  unsettledMilliseconds: 15_000,
}

const KEPT_TYPES = /^text\/(html|x-component)/
/** What an entry takes besides its body: key, headers, state. */
const ENTRY_BYTES = 4_000

/**
 * Rendered pages, drawn once and kept as they were sent. Figures change only when a sync completes, and drawing them takes
 * most of a request (50 of 55 ms on a team page of 100 pull requests), so the second reader of a page gets the bytes of
 * the first.
 *
 * Never stale: before every answer `loadState` asks the database for what changes with anything that a page shows. While
 * a sync runs, what was kept of the last complete one goes on being shown (load-state.ts says why). Null: nothing is kept.
 * Never somebody else's: a page is drawn for a view and an address, without the request of whoever asked first, and
 * these are its key. So no cookie, header or unknown parameter can change what others get, nor fill the memory.
 * Nobody's socket: a drawing ends as a page or as an error, whether its readers are still there or not.
 */
export function withPageMemo(
  next: PageListener,
  loadState: () => Promise<PageState | null>,
  limits: Partial<typeof LIMITS> = {},
): PageListener {
  const { bytes, drawings: width, waiting, drawingMilliseconds, unsettledMilliseconds } = { ...LIMITS, ...limits }
  const pages = new LRUCache<string, KeptPage>({
    maxSize: bytes,
    sizeCalculation: ({ body }, key) => body.length + key.length + ENTRY_BYTES,
  })
  /** Pages that are being drawn, by key and state: eight readers who ask at once after a sync wait for one drawing. */
  const drawings = new Map<string, Promise<DrawnPage>>()
  const inLine = pLimit(width)

  async function draw({ address, headers }: PageRequest, key: string, view: View, state: PageState): Promise<DrawnPage> {
    try {
      const failure: PageFailure = { hasFailed: false, outage: null }
      const page = await watchFailure(failure, () =>
        drawFor(view, () => drawPage(next, { address, headers, milliseconds: drawingMilliseconds })),
      )
      if (failure.outage) return toOutagePage(failure.outage)
      // What changed half-way may be on the page or not.
      if (!failure.hasFailed && isKeepable(page) && (await loadState().catch(() => null))?.exact === state.exact) {
        pages.set(key, { ...page, state }, state.isSyncRunning ? { ttl: unsettledMilliseconds } : {})
      }
      return page
    } catch (error) {
      log('error', 'Page not drawn', { address, reason: String(error) })
      return toFailedPage(error)
    }
  }

  const toNext = withOutagePages(next)

  return async (request, response) => {
    const asked = readPageRequest(request)
    const state = asked && (await loadState().catch(noteOutage))
    if (state && 'kind' in state) return sendPage(toOutagePage(state), request, response)
    // Other failures are for the page itself to tell.
    if (!asked || !state) return toNext(request, response)
    const view = narrowView(state.view, asked.use)
    const key = `${toViewKey(view)}\n${asked.key}`
    const kept = pages.get(key)
    if (kept && holds(kept.state, state)) return sendPage(kept, request, response)
    const drawingKey = `${state.exact}\n${key}`
    const known = drawings.get(drawingKey)
    if (!known && inLine.pendingCount >= waiting) return sendPage(toBusyPage(), request, response)
    const drawing = known ?? inLine(() => draw(asked, key, view, state)).finally(() => drawings.delete(drawingKey))
    drawings.set(drawingKey, drawing)
    const page = await drawing
    // A cookie is for one reader: the others ask for themselves.
    if (known && page.headers['set-cookie']) return toNext(request, response)
    return sendPage(page, request, response)
  }
}

function isKeepable({ status, headers }: DrawnPage): boolean {
  return status === 200 && !headers['set-cookie'] && KEPT_TYPES.test(String(headers['content-type']))
}

/** Whether a page of one state is also the page of another. */
function holds(kept: PageState, now: PageState): boolean {
  return kept.exact === now.exact || (now.isSyncRunning && !kept.isSyncRunning && kept.figures === now.figures)
}
