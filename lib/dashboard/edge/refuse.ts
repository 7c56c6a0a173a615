import type { IncomingMessage, ServerResponse } from 'node:http'
import { replyProblem } from '@/lib/dashboard/api/reply'
import { toPlainPage } from '@/lib/dashboard/memo/plain-page'
import { sendPage } from '@/lib/dashboard/memo/send-page'
import type { RequestProblem } from '@/lib/dashboard/problem'

/** Answers a request with what is wrong with it: a program in its own terms, a person with a page. */
export async function refuse(problem: RequestProblem, isData: boolean, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isData) return sendPage(toPlainPage(problem), request, response)
  const reply = replyProblem(problem)
  const body = Buffer.from(await reply.text())
  sendPage(
    { status: reply.status, headers: { ...Object.fromEntries(reply.headers), 'content-length': body.length }, body },
    request,
    response,
  )
}
