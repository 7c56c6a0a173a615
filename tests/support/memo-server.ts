import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { toAuthorizedOrganizationId } from '@/lib/auth/access'
import { toWholeView, type View } from '@/lib/auth/view'
import { withPageMemo } from '@/lib/dashboard/memo/keep-pages'
import type { PageListener } from '@/lib/dashboard/page-listener'
import type { PageState } from '@/lib/dashboard/memo/load-state'

export const EVERYTHING = toWholeView(toAuthorizedOrganizationId(1))

export interface MemoServer {
  url: string
  port: number
  /** Addresses that were drawn, in order. */
  drawn: string[]
  /** How often the database was asked; the readers who have arrived, while none was answered. */
  asked: number
  /** What the database says; null: nothing that can be kept. */
  state: PageState | null
  /** Draws; the default writes how many were drawn. */
  draw: PageListener
  close: () => Promise<void>
}

/** Equal numbers are equal pages; a sync that runs changes none of the figures. */
export function toState(figures: string, { running = null, view = EVERYTHING }: { running?: string | null; view?: View } = {}): PageState {
  return { view, figures, exact: `${figures} ${running ?? 'rest'}`, isSyncRunning: running !== null }
}

/** The memo in front of a server that counts how often it draws. */
export async function startMemoServer(limits: Parameters<typeof withPageMemo>[2] = {}): Promise<MemoServer> {
  const drawn: string[] = []
  const draw: MemoServer['draw'] = (_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.write(`drawing ${drawn.length} `)
    setImmediate(() => response.end('done'))
  }
  const memo: MemoServer = { url: '', port: 0, drawn, asked: 0, state: toState('one'), draw, close: async () => {} }
  const listener = withPageMemo(
    (request, response) => {
      drawn.push(request.url ?? '')
      return memo.draw(request, response)
    },
    async () => {
      memo.asked += 1
      return memo.state
    },
    limits,
  )
  const server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  memo.port = (server.address() as AddressInfo).port
  memo.url = `http://127.0.0.1:${memo.port}`
  memo.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return memo
}

/** Resolves once so many readers have arrived, however busy the machine is. */
export async function untilAsked(memo: MemoServer, times: number): Promise<void> {
  while (memo.asked < times) await new Promise((resolve) => setTimeout(resolve, 5))
}

export async function readPage({ url }: MemoServer, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(`${url}${path}`, { headers, method, redirect: 'manual' })
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
}
