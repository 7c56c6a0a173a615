import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DrawnPage } from './draw-page'

/** Nobody waits for a reader: what one does not take lies in the buffer of the connection, and goes with it. */
export function sendPage({ status, headers, body }: DrawnPage, { method }: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed) return
  response.writeHead(status, headers)
  response.end(method === 'HEAD' ? undefined : body)
}
