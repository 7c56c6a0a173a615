import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders } from 'node:http'
import { Socket } from 'node:net'
import type { PageListener } from '../page-listener'

export interface DrawnPage {
  status: number
  headers: OutgoingHttpHeaders
  body: Buffer
}

export interface Drawing {
  /** Path and query. */
  address: string
  headers: Record<string, string>
  milliseconds: number
}

/**
 * What `next` answers to a request that nobody sent: neither a reader who leaves nor a slow one can end or hold it, and
 * nothing of a reader (cookies, host, language) can get into it.
 * @throws where `next` fails, ends the response half-way, or does not end it in time.
 */
export async function drawPage(next: PageListener, { address, headers, milliseconds }: Drawing): Promise<DrawnPage> {
  const request = new IncomingMessage(new Nowhere())
  Object.assign(request, { method: 'GET', url: address, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1, complete: true })
  request.headers = { host: 'localhost', ...headers }
  request.push(null)
  const response = new CapturedResponse(request)
  response.assignSocket(request.socket)
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<DrawnPage>((resolve, reject) => {
      timer = setTimeout(() => reject(new DrawingTooLong(milliseconds)), milliseconds)
      response.once('finish', () => resolve(response.toPage()))
      response.once('error', reject)
      request.socket.once('error', reject)
      response.once('close', () => reject(new Error('The page was broken off half-way')))
      Promise.resolve(next(request, response)).catch(reject)
    })
  } finally {
    clearTimeout(timer)
    // The end of the connection is also what tells Next to give up a drawing that takes too long.
    request.socket.destroy()
  }
}

export class DrawingTooLong extends Error {
  constructor(milliseconds: number) {
    super(`The page was not drawn within ${milliseconds / 1000} s`)
  }
}

class CapturedResponse extends ServerResponse {
  private readonly pieces: Buffer[] = []

  /** Always ready for more: only a server's own connections emit the drain that the writer would wait for. */
  override write(...args: unknown[]): boolean {
    this.note(args)
    Reflect.apply(super.write, this, args)
    return true
  }

  override end(...args: unknown[]): this {
    this.note(args)
    return Reflect.apply(super.end, this, args)
  }

  /** So that getHeaders knows those too that are given with the status alone. */
  override writeHead(status: number, ...rest: unknown[]): this {
    const given = rest.at(-1)
    if (given instanceof Object) for (const [name, value] of Object.entries(given)) this.setHeader(name, value)
    return super.writeHead(status)
  }

  toPage(): DrawnPage {
    const { 'transfer-encoding': _chunked, connection: _connection, 'keep-alive': _alive, date: _date, ...headers } = this.getHeaders()
    const body = Buffer.concat(this.pieces)
    return { status: this.statusCode, headers: { ...headers, 'content-length': body.length }, body }
  }

  private note([piece, encoding]: readonly unknown[]): void {
    if (typeof piece === 'string') this.pieces.push(Buffer.from(piece, encoding === 'latin1' ? 'latin1' : 'utf8'))
    else if (piece instanceof Uint8Array) this.pieces.push(Buffer.from(piece))
  }
}

/** A connection that takes everything at once and leads to nobody. */
class Nowhere extends Socket {
  override _write(_piece: unknown, _encoding: unknown, done: () => void): void {
    done()
  }

  override _writev(_pieces: unknown, done: () => void): void {
    done()
  }

  override _final(done: () => void): void {
    done()
  }
}
