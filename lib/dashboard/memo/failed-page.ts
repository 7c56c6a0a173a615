import type { DrawnPage } from './draw-page'
import { DrawingTooLong } from './draw-page'

/** Where Next could not answer at all, so that its own error page could not either. */
export function toFailedPage(error: unknown): DrawnPage {
  return error instanceof DrawingTooLong
    ? toPage(503, 'This page took too long to make.', 'Nothing was changed or lost. Try again, or ask for a shorter range.')
    : toPage(500, 'This page could not be made.', 'Nothing was changed or lost. The reason is in the log of the server.')
}

export function toBusyPage(): DrawnPage {
  return toPage(503, 'Too many pages are being made at once.', 'Try again in a moment.')
}

function toPage(status: number, title: string, sentence: string): DrawnPage {
  const body = Buffer.from(
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${title} · Plumbline</title><h1>${title}</h1><p>${sentence}</p></html>`,
  )
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    ...(status === 503 ? { 'retry-after': '5' } : {}),
  }
  return { status, headers, body }
}
