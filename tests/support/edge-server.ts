import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { withEdge } from '@/lib/dashboard/edge/guard'

export interface EdgeServer {
  port: number
  /** Requests that were let in, as what stands behind the edge sees them. */
  seen: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[]
  close: () => Promise<void>
}

/** The edge in front of something that answers 200 to all. */
export async function startEdgeServer({ isReloading = false } = {}): Promise<EdgeServer> {
  const seen: EdgeServer['seen'] = []
  const listener = withEdge(
    ({ method, url, headers }, response) => {
      seen.push({ method, url, headers: { ...headers } })
      response.writeHead(200, { 'content-type': 'text/html' }).end('inside')
    },
    { isReloading },
  )
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { port: (server.address() as AddressInfo).port, seen, close }
}

export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** A request as it stands on the wire: what fetch and browsers would correct or refuse to send. */
export async function sendRaw(port: number, line: string, headers: string[] = ['Host: localhost']): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`${[`${line} HTTP/1.1`, ...headers, 'Connection: close'].join('\r\n')}\r\n\r\n`)
  const pieces: Buffer[] = []
  for await (const piece of socket) pieces.push(piece as Buffer)
  const [head = '', ...body] = Buffer.concat(pieces).toString('utf8').split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const pairs = lines.map((text): [string, string] => {
    const colon = text.indexOf(':')
    return [text.slice(0, colon).toLowerCase(), text.slice(colon + 1).trim()]
  })
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(pairs), body: body.join('\r\n\r\n') }
}
