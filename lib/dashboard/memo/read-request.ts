import type { IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'
import type { ViewUse } from '@/lib/auth/view'
import { readPageAddress } from './page-address'

/** All that a shared drawing knows of a request. */
export interface PageRequest {
  /** Equal texts are equal requests, apart from what the reader may see. */
  key: string
  address: string
  use: ViewUse
  /** Those that the drawing is asked with; none of them as it was sent. */
  headers: Record<string, string>
  /** What the page may load (lib/dashboard/edge): its nonce is of this drawing, and changes nothing else of it. */
  policy: Record<string, string>
  /** Whether the address names a range or an instant, so that the page may have to be computed. */
  isOfRange: boolean
}

/** Next asks for less than a page, or for something that it will do, by these. */
const PARTIAL = ['next-router-prefetch', 'next-router-segment-prefetch', 'next-hmr-refresh', 'next-action', 'range']

/** null: not a request for a page that is drawn for many. */
export function readPageRequest(request: IncomingMessage): PageRequest | null {
  const { method, url = '', headers } = request
  if (method !== 'GET' && method !== 'HEAD') return null
  if (PARTIAL.some((name) => headers[name] !== undefined)) return null
  const page = readPageAddress(url)
  if (!page) return null
  const isFlight = headers.rsc !== undefined
  // The parameter tells the two kinds of answer apart for caches on the way; Next sends who lacks it to where it is.
  if (isFlight && (headers.rsc !== '1' || !/[?&]_rsc=/.test(url))) return null
  const encoding = new Negotiator(request).encoding(['gzip', 'identity']) ?? 'identity'
  return {
    key: [page.address, isFlight ? 'flight' : 'document', encoding].join('\n'),
    address: isFlight ? `${page.address}${page.address.includes('?') ? '&' : '?'}_rsc=` : page.address,
    use: page.use,
    isOfRange: page.isOfRange,
    policy: pick(headers, 'content-security-policy'),
    // Without the tree that the reader's browser holds, Next sends the whole one: one answer, wherever somebody comes from.
    // A document is asked for as browsers do: by that word static markup knows that the HTML holds it (components/ui/static.tsx).
    headers: { 'accept-encoding': encoding, ...(isFlight ? { rsc: '1' } : { accept: 'text/html' }) },
  }
}

function pick(headers: IncomingMessage['headers'], name: string): Record<string, string> {
  const value = headers[name]
  return typeof value === 'string' ? { [name]: value } : {}
}
