import type { Database } from '@/lib/db/client'

/** Where in lib/db a raw question stands, as "facts/ledger.ts:33". */
export type QuestionSite = string

/**
 * The same database, which writes down from which line each raw question came and how many rows it got at the most:
 * transactions too.
 */
export function recordQuestions<Client extends object>(client: Client, most: Map<QuestionSite, number>): Client {
  return new Proxy(client, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target)
      if (typeof value !== 'function') return value
      if (property === '$queryRaw') {
        return async (sql: unknown) => {
          const site = toSite(new Error().stack ?? '')
          const rows: unknown[] = await value.call(target, sql)
          most.set(site, Math.max(most.get(site) ?? 0, rows.length))
          return rows
        }
      }
      if (property === '$transaction') {
        return (work: unknown, ...rest: unknown[]) =>
          value.call(target, typeof work === 'function' ? (inner: Database) => work(recordQuestions(inner, most)) : work, ...rest)
      }
      return value.bind(target)
    },
  })
}

function toSite(stack: string): QuestionSite {
  const lines = [...stack.matchAll(/lib\/db\/([\w/-]+\.ts):(\d+)/g)].map(([, file, line]) => `${file}:${line}`)
  return lines.find((line) => !line.startsWith('postgres/query-rows.ts')) ?? stack
}
