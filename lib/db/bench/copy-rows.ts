import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

/** What a column may be given; arrays are text[], other objects jsonb. */
export type CopyValue = string | number | boolean | Date | null | readonly string[] | object

export interface TableCopy {
  /** Rows are sent in pieces; waits while Postgres is behind. */
  write(rows: Iterable<readonly CopyValue[]>): Promise<void>
  /** Ends the table; what was written is there after it. */
  end(): Promise<void>
}

/** Fills a table through COPY FROM STDIN on a connection of its own: about five times the speed of inserts. */
export async function openTableCopy(url: string, table: string, columns: readonly string[]): Promise<TableCopy> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  const ended = finished(stream)
  // A refused row is told by end(), or by the write that it stops.
  ended.catch(() => undefined)
  return {
    async write(rows) {
      let text = ''
      for (const row of rows) text += `${row.map(toField).join('\t')}\n`
      if (text !== '' && !stream.write(text)) await Promise.race([once(stream, 'drain'), ended])
    },
    async end() {
      stream.end()
      try {
        await ended
      } finally {
        await client.end()
      }
    },
  }
}

/** The text format of COPY. */
function toField(value: CopyValue): string {
  if (value === null) return '\\N'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return escape(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return escape(`{${value.map((item) => JSON.stringify(item)).join(',')}}`)
  return escape(JSON.stringify(value))
}

function escape(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character) : text
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
