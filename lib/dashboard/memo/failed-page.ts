import { OUTAGE_SECONDS, type Outage, type OutageKind } from '@/lib/db/outage'
import { RequestProblem } from '../problem'
import { DrawingTooLong, type DrawnPage } from './draw-page'
import { toPlainPage } from './plain-page'

/** Clients may come back in so many seconds. */
const SOON = { headers: { 'Retry-After': '5' } }

/** Where Next could not answer at all, so that its own error page could not either. */
export function toFailedPage(error: unknown): DrawnPage {
  return toPlainPage(
    error instanceof DrawingTooLong
      ? new RequestProblem(
          503,
          'This page took too long to make.',
          'Nothing was changed or lost. Try again, or ask for a shorter range.',
          SOON,
        )
      : new RequestProblem(500, 'This page could not be made.', 'Nothing was changed or lost. The reason is in the log of the server.'),
  )
}

const OUTAGES: Record<OutageKind, string> = {
  unreachable: 'The database does not answer.',
  refused: 'The database does not let Plumbline in.',
  exhausted: 'The database has no free connection.',
  busy: 'The database is busy.',
  locked: 'The database is busy with something that this page needs.',
  slow: 'The database took too long to answer.',
  cancelled: 'The database was told to stop answering this page.',
  full: 'The disk of the database is full.',
  'read-only': 'The database is read-only.',
}

/** Words that need no script, and a browser that looks again by itself. */
export function toOutagePage({ kind }: Outage): DrawnPage {
  const sentence = `Nothing was changed or lost. This page looks again every ${OUTAGE_SECONDS} seconds.`
  const headers = { 'Retry-After': String(OUTAGE_SECONDS) }
  return toPlainPage(new RequestProblem(503, OUTAGES[kind], sentence, { headers }), { looksAgainAfter: OUTAGE_SECONDS })
}

export function toBusyPage(): DrawnPage {
  return toPlainPage(new RequestProblem(503, 'Too many pages are being made at once.', 'Try again in a moment.', SOON))
}

/** What may not be computed for whoever asks; a page of another site leads here, and from here the same address is asked for by us. */
export function toRefusedPage(problem: RequestProblem, address: string): DrawnPage {
  return toPlainPage(problem, problem.status === 403 ? { link: { href: address, text: 'Open it here.' } } : {})
}
