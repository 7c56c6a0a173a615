import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import { drawFor } from '@/lib/auth/drawn-view'
import { narrowView, toViewKey, type View } from '@/lib/auth/view'
import { noteOutage } from '@/lib/db/note-outage'
import { log } from '@/lib/log'
import { Work } from '@/lib/dashboard/work/work'
import { isCrossSite, toLeft } from '@/lib/dashboard/work/with-work'
import type { PageListener } from '../page-listener'
import { drawPage, type DrawnPage } from './draw-page'
import { toBusyPage, toFailedPage, toOutagePage, toRefusedPage } from './failed-page'
import type { PageState } from './load-state'
import { watchFailure, withOutagePages, type PageFailure } from './page-failure'
import { readPageRequest, type PageRequest } from './read-request'
import { sendPage } from './send-page'

interface Drawing {
  page: Promise<DrawnPage>
  work: Work
}

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
  /** Of them, those whose address names a range: they may wait for a place to compute it, and the others shall not. */
  rangeDrawings: 4,
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
 * Nobody's socket: a drawing ends as a page or as an error, whether its readers are still there or not. Only what is
 * computed for its address alone ends with the last of them (work.ts).
 */
export function withPageMemo(
  next: PageListener,
  loadState: () => Promise<PageState | null>,
  limits: Partial<typeof LIMITS> = {},
): PageListener {
  const { bytes, drawings: width, rangeDrawings, waiting, drawingMilliseconds, unsettledMilliseconds } = { ...LIMITS, ...limits }
  const pages = new LRUCache<string, KeptPage>({
    maxSize: bytes,
    sizeCalculation: ({ body }, key) => body.length + key.length + ENTRY_BYTES,
  })
  /** Pages that are being drawn, by key and state: eight readers who ask at once after a sync wait for one drawing. */
  const drawings = new Map<string, Drawing>()
  const inLine = pLimit(width)
  const inRangeLine = pLimit(rangeDrawings)

  async function draw(asked: PageRequest, key: string, view: View, state: PageState, work: Work): Promise<DrawnPage> {
    const { address, headers, policy } = asked
    try {
      const failure: PageFailure = { hasFailed: false, outage: null }
      const drawing = { address, headers: { ...headers, ...policy }, milliseconds: drawingMilliseconds }
      const drawn = await watchFailure(failure, () => work.run(() => drawFor(view, () => drawPage(next, drawing))))
      if (failure.outage) return toOutagePage(failure.outage)
      if (work.refusal) return toRefusedPage(work.refusal, address)
      // The scripts in the page have the nonce of this policy, whoever is sent it.
      const page = { ...drawn, headers: { ...drawn.headers, ...policy } }
      // What changed half-way may be on the page or not.
      if (!failure.hasFailed && isKeepable(page) && (await loadState().catch(() => null))?.exact === state.exact) {
        pages.set(key, { ...page, state }, state.isSyncRunning ? { ttl: unsettledMilliseconds } : {})
      }
      return page
    } catch (error) {
      if (work.refusal) return toRefusedPage(work.refusal, address)
      if (!work.signal.aborted) log('error', 'Page not drawn', { address, reason: String(error) })
      return toFailedPage(error)
    } finally {
      work.end()
    }
  }

  const toNext = withOutagePages(next)

  function start(asked: PageRequest, key: string, drawingKey: string, view: View, state: PageState, work: Work): Drawing {
    const forget = () => {
      if (drawings.get(drawingKey) === drawing) drawings.delete(drawingKey)
    }
    const drawInLine = () => inLine(() => draw(asked, key, view, state, work))
    const drawing: Drawing = {
      page: (asked.isOfRange ? inRangeLine(drawInLine) : drawInLine()).finally(forget),
      work,
    }
    // It ends for nobody; whoever asks now waits for another one.
    work.signal.addEventListener('abort', forget)
    drawings.set(drawingKey, drawing)
    return drawing
  }

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
    const drawingKey = `${state.exact}\n${key}\n${isCrossSite(request) ? 'for another site' : ''}`
    const known = drawings.get(drawingKey)
    if (!known && inLine.pendingCount + inRangeLine.pendingCount >= waiting) return sendPage(toBusyPage(), request, response)
    const drawing = known ?? start(asked, key, drawingKey, view, state, new Work(isCrossSite(request)))
    drawing.work.join(toLeft(response))
    const page = await drawing.page
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
