import type { ServerResponse } from 'node:http'

/** Sends JSON, or HTML where the body is text. */
export function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  })
  response.end(text)
}

/** Sends the first half and breaks the connection. */
export function replyHalf(response: ServerResponse, body: unknown) {
  const bytes = Buffer.from(JSON.stringify(body))
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': String(bytes.length) })
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy())
}

/** Valid JSON, behind so much white space. */
export function replyHuge(response: ServerResponse, body: unknown, megabytes: number) {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  const blank = Buffer.alloc(1024 ** 2, ' ')
  let left = megabytes
  const write = () => {
    while (left > 0) {
      left -= 1
      if (!response.write(blank)) return void response.once('drain', write)
    }
    response.end(JSON.stringify(body))
  }
  write()
}
