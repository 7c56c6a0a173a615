import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PageListener } from '@/lib/dashboard/page-listener'
import { Work } from './work'

/** Every request is the work of its own reader, until something makes it that of several. */
export function withWork(next: PageListener): PageListener {
  return (request, response) => {
    const work = new Work(isCrossSite(request))
    work.join(toLeft(response))
    response.once('close', () => work.end())
    return work.run(() => next(request, response))
  }
}

export function isCrossSite({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'cross-site'
}

/** Aborted when the reader is gone before the answer was sent. */
export function toLeft(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  const check = () => {
    if (!response.writableFinished) left.abort()
  }
  if (response.destroyed) check()
  else response.once('close', check)
  return left.signal
}
