import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { createCancellingPool } from './cancelling-pool'
import { PrismaClient } from './generated/client'

/**
 * One Prisma client a database URL. Next reloads modules in development and the worker lives beside it,
 * so the client hangs on globalThis instead of a module variable.
 */
const held = globalThis as typeof globalThis & { plumblineDatabase?: Map<string, PrismaClient> }

export type Database = PrismaClient
/** What a question takes: the client, or the client inside a transaction. */
export type DatabaseOrTransaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>

interface DatabaseOptions {
  max?: number
  /**
   * Postgres parses and plans a question once a connection. For whoever asks the same few questions again and again:
   * measured on a team's page, a quarter less waiting and a seventh less processor. A pooler that hands connections from
   * transaction to transaction and does not follow named statements (PgBouncer before 1.24, or without
   * max_prepared_statements) cannot take them: ?pgbouncer=true in the address, Prisma's own word for it, leaves them out.
   */
  namesStatements?: boolean
}

export function openDatabase(url: string, { max = 10, namesStatements = false }: DatabaseOptions = {}): Database {
  held.plumblineDatabase ??= new Map()
  const known = held.plumblineDatabase.get(url)
  if (known) return known
  const isNamed = namesStatements && !/[?&]pgbouncer=true\b/.test(url)
  const adapter = new PrismaPg(createCancellingPool({ connectionString: url, max }), {
    disposeExternalPool: true,
    ...(isNamed ? { statementNameGenerator: createStatementNames() } : {}),
  })
  const client = new PrismaClient({ adapter })
  held.plumblineDatabase.set(url, client)
  return client
}

/** A list of values in a question makes another question of each length, and a connection keeps what it has named. */
const MOST_NAMES = 200

/** A name for a question's text, never the same for two, whichever process asks; "" leaves it without one. */
function createStatementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>()
  return ({ sql }) => {
    const known = names.get(sql)
    if (known !== undefined) return known
    if (names.size >= MOST_NAMES) return ''
    const name = createHash('sha256').update(sql).digest('hex').slice(0, 32)
    names.set(sql, name)
    return name
  }
}

export async function closeDatabase(url: string): Promise<void> {
  const client = held.plumblineDatabase?.get(url)
  held.plumblineDatabase?.delete(url)
  await client?.$disconnect()
}
