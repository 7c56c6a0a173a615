import { AsyncLocalStorage } from 'node:async_hooks'
import { noteOutage } from '@/lib/db/note-outage'
import { findOutage, type Outage } from '@/lib/db/outage'
import type { PageListener } from '../page-listener'
import { toOutagePage } from './failed-page'
import { sendPage } from './send-page'

/** What went wrong while a page was made; Next tells it apart from the answer, whose head may be gone already. */
export interface PageFailure {
  hasFailed: boolean
  outage: Outage | null
}

// Next's pages and instrumentation.ts are compiled apart, each with its own module variables: they share what hangs on globalThis.
const shared = globalThis as typeof globalThis & { plumblineFailure?: AsyncLocalStorage<PageFailure> }
const failures = (shared.plumblineFailure ??= new AsyncLocalStorage<PageFailure>())

/** Runs the making of a page; `failure` holds afterwards what went wrong in it. */
export function watchFailure<Result>(failure: PageFailure, make: () => Result): Result {
  return failures.run(failure, make)
}

/** Next's onRequestError. */
export function notePageFailure(error: unknown): void {
  const outage = noteOutage(error)
  const failure = failures.getStore()
  if (!failure) return
  failure.hasFailed = true
  failure.outage ??= outage
}

/**
 * Next writes the stack of everything that fails. Of a database that is away there is a line a minute (note-outage.ts),
 * and thousands of stacks would bury it.
 */
export function silenceOutages(): void {
  const print = console.error
  console.error = (...things: unknown[]) => {
    if (!things.some((thing) => findOutage(thing))) print(...things)
  }
}

/** Answers 503 in words that need no script where Next's answer would be an error page because the database is away. */
export function withOutagePages(next: PageListener): PageListener {
  return (request, response) => {
    const failure: PageFailure = { hasFailed: false, outage: null }
    const writeHead = response.writeHead.bind(response)
    let isReplaced = false
    const replace = () => {
      if (isReplaced || response.headersSent || !failure.outage || response.statusCode < 500) return isReplaced
      isReplaced = true
      Object.assign(response, { writeHead, write, end })
      for (const name of response.getHeaderNames()) response.removeHeader(name)
      sendPage(toOutagePage(failure.outage), request, response)
      // What Next still has to say is said to nobody.
      Object.assign(response, { writeHead: () => response, write: () => true, end: () => response })
      return true
    }
    const write = response.write.bind(response)
    const end = response.end.bind(response)
    Object.assign(response, {
      writeHead: (status: number, ...rest: never[]) => {
        response.statusCode = status
        return replace() ? response : Reflect.apply(writeHead, response, [status, ...rest])
      },
      write: (...args: never[]) => (replace() ? true : Reflect.apply(write, response, args)),
      end: (...args: never[]) => (replace() ? response : Reflect.apply(end, response, args)),
    })
    return watchFailure(failure, () => next(request, response))
  }
}
