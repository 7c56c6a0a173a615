import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Database } from '../client'
import { PrismaClient } from '../generated/client'

export interface ExplainedQuery {
  sql: string
  /** Lines of EXPLAIN (ANALYZE). */
  plan: string[]
  milliseconds: number
}

/**
 * Runs `work` with a client that remembers its queries, then explains each reading one with the values it was asked with.
 * For benchmarks: plans at a size that tests do not reach.
 */
export async function explainQueries(url: string, work: (database: Database) => Promise<unknown>): Promise<ExplainedQuery[]> {
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }), log: [{ emit: 'event', level: 'query' }] })
  const connection = new pg.Client({ connectionString: url })
  await connection.connect()
  const asked: { sql: string; params: unknown[] }[] = []
  client.$on('query', ({ query, params }) => {
    if (/^\s*(select|with)/i.test(query) && !asked.some(({ sql }) => sql === query)) asked.push({ sql: query, params: toParams(params) })
  })
  try {
    await work(client)
    const explained: ExplainedQuery[] = []
    for (const { sql, params } of asked.slice()) {
      const { rows } = await connection.query<{ 'QUERY PLAN': string }>(
        `explain (analyze, costs off, timing off, buffers off) ${sql}`,
        params,
      )
      const plan = rows.map((row) => row['QUERY PLAN'])
      const time = plan.find((line) => line.startsWith('Execution Time'))
      explained.push({ sql, plan, milliseconds: Number(/[\d.]+/.exec(time ?? '')?.[0] ?? 0) })
    }
    return explained
  } finally {
    await connection.end()
    await client.$disconnect()
  }
}

function toParams(text: string): unknown[] {
  const params: unknown = JSON.parse(text)
  return Array.isArray(params) ? params : []
}
