import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

type Json = Record<string, unknown>

/**
 * Between the product and the stand-in: answers may be changed on their way, to what GitHub's own schema would refuse to
 * say. `rewrite` gets each object of an answer that has an id, the outermost first, and may change it.
 */
export async function startRewritingProxy(target: string, rewrite: (node: Json) => void): Promise<string> {
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { 'content-type': type = 'application/json', authorization = '' } = request.headers
      const headers = { 'content-type': type, authorization }
      const answer = await fetch(`${target}${request.url ?? ''}`, { method: 'POST', headers, body: Buffer.concat(chunks) })
      const body = JSON.parse(await answer.text()) as unknown
      walk(body, rewrite)
      const limits = [...answer.headers].filter(([name]) => name.startsWith('x-'))
      response.writeHead(answer.status, { ...Object.fromEntries(limits), 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function walk(value: unknown, rewrite: (node: Json) => void): void {
  if (Array.isArray(value)) for (const part of value) walk(part, rewrite)
  else if (typeof value === 'object' && value !== null) {
    if ('id' in value) rewrite(value as Json)
    for (const part of Object.values(value)) walk(part, rewrite)
  }
}
