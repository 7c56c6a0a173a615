import { escape } from 'es-toolkit'
import type { RequestProblem } from '../problem'
import type { DrawnPage } from './draw-page'

/**
 * Where the page itself cannot tell what is wrong: a page that needs neither Next nor a script, a sheet or the database.
 * It is asked for again by itself after `looksAgainAfter` seconds; null: when its reader does.
 */
export function toPlainPage(
  { status, title, message, headers }: RequestProblem,
  { link = null, looksAgainAfter = null }: { link?: { href: string; text: string } | null; looksAgainAfter?: number | null } = {},
): DrawnPage {
  const leads = link ? ` <a href="${escape(link.href)}">${escape(link.text)}</a>` : ''
  const body = Buffer.from(
    `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      (looksAgainAfter === null ? '' : `<meta http-equiv="refresh" content="${looksAgainAfter}">`) +
      `<title>${escape(title)} · Plumbline</title><h1>${escape(title)}</h1><p>${escape(message)}${leads}</p></html>`,
  )
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-length': body.length,
      'cache-control': 'no-store',
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body,
  }
}
