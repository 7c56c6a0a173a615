import type { IncomingMessage, ServerResponse } from 'node:http'
import { replyProblem } from '@/lib/dashboard/api/reply'
import { toPlainPage } from '@/lib/dashboard/memo/plain-page'
import type { RequestProblem } from '@/lib/dashboard/problem'

/** Answers a request with what is wrong with it: a program in its own terms, a person with a page. */
export async function refuse(problem: RequestProblem, isData: boolean, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isData) {
    const reply = replyProblem(problem)
    const body = Buffer.from(await reply.text())
    response.writeHead(reply.status, { ...Object.fromEntries(reply.headers), 'content-length': body.length })
    response.end(request.method === 'HEAD' ? undefined : body)
    return
  }
  const page = toPlainPage(problem)
  response.writeHead(page.status, page.headers)
  response.end(request.method === 'HEAD' ? undefined : page.body)
}
