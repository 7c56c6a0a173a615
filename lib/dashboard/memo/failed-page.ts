import { OUTAGE_SECONDS, type Outage, type OutageKind } from '@/lib/db/outage'
import type { DrawnPage } from './draw-page'
import { DrawingTooLong } from './draw-page'

/** Where Next could not answer at all, so that its own error page could not either. */
export function toFailedPage(error: unknown): DrawnPage {
  return error instanceof DrawingTooLong
    ? toPage(503, 'This page took too long to make.', 'Nothing was changed or lost. Try again, or ask for a shorter range.')
    : toPage(500, 'This page could not be made.', 'Nothing was changed or lost. The reason is in the log of the server.')
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
  return toPage(503, OUTAGES[kind], `Nothing was changed or lost. This page looks again every ${OUTAGE_SECONDS} seconds.`, OUTAGE_SECONDS)
}

export function toBusyPage(): DrawnPage {
  return toPage(503, 'Too many pages are being made at once.', 'Try again in a moment.')
}

/** @param seconds after which the page is asked for again; null: when its reader does */
function toPage(status: number, title: string, sentence: string, seconds: number | null = null): DrawnPage {
  const body = Buffer.from(
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      (seconds === null ? '' : `<meta http-equiv="refresh" content="${seconds}">`) +
      `<title>${title} · Plumbline</title><h1>${title}</h1><p>${sentence}</p></html>`,
  )
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...(status === 503 ? { 'retry-after': String(seconds ?? 5) } : {}),
  }
  return { status, headers, body }
}
