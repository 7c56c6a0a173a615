import { getWork } from '@/lib/dashboard/work/work'
import type { Form } from './negotiate'

export interface Download {
  /** Without its ending. */
  fileName: string
  form: Form
  /** Text, or its pieces as they are read. */
  body: string | AsyncGenerator<string>
}

const TYPES: Record<Form, string> = { csv: 'text/csv; charset=utf-8; header=present', json: 'application/json; charset=utf-8' }

/** Without it a spreadsheet takes UTF-8 for its own old code page. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A file to keep. What fails half-way breaks the connection, so that nobody takes half a list for the whole. */
export function replyDownload({ fileName, form, body }: Download): Response {
  // What is left to compute is computed as the reader takes it; meanwhile others compute.
  getWork()?.rest()
  const mark = form === 'csv' ? BYTE_ORDER_MARK : ''
  return new Response(typeof body === 'string' ? mark + body : toStream(mark, body), {
    headers: {
      'Content-Type': TYPES[form],
      'Content-Disposition': `attachment; filename="${toFileName(fileName)}.${form}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}

/** Names of teams and organisations are ASCII on GitHub; those of surfaces may be anything. */
export function toFileName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9._]+/g, '-').replaceAll(/^-|-$/g, '')
}

function toStream(mark: string, pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const work = getWork()
  const next = () => pieces.next()
  return new ReadableStream({
    start(controller) {
      if (mark !== '') controller.enqueue(encoder.encode(mark))
    },
    async pull(controller) {
      const { value, done } = await (work ? work.run(next) : next())
      work?.rest()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
