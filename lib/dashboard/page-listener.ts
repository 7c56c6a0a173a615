import type { IncomingMessage, ServerResponse } from 'node:http'

/** Answers a request; it may be done with that before its promise is, or after. */
export type PageListener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>
