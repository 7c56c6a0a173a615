import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { toCancellingPool } from './cancelling-pool'
import { PrismaClient } from './generated/client'
import { openPool, type PoolOptions } from './pool'

/**
 * One Prisma client a database URL and use. Next reloads modules in development and the worker lives beside it,
 * so the client hangs on globalThis instead of a module variable.
 */
const held = globalThis as typeof globalThis & { plumblineDatabases?: Map<string, Map<string, PrismaClient>> }

export type Database = PrismaClient
/** What a question takes: the client, or the client inside a transaction. */
export type DatabaseOrTransaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>

interface DatabaseUse extends Omit<PoolOptions, 'max'> {
  max?: number
  /**
   * Postgres parses and plans a question once a connection. For whoever asks the same few questions again and again:
   * measured on a team's page, a quarter less waiting and a seventh less processor. A pooler that hands connections from
   * transaction to transaction and does not follow named statements (PgBouncer before 1.24, or without
   * max_prepared_statements) cannot take them: ?pgbouncer=true in the address, Prisma's own word for it, leaves them out.
   */
  namesStatements?: boolean
}

/** How long each waits: a sync as long as it takes; a reader not for another's lock, nor behind a crowd; health hardly at all. */
const USES = {
  work: {},
  pages: { namesStatements: true, connectionMilliseconds: 10_000, statementMilliseconds: 30_000, lockMilliseconds: 5_000 },
  // One connection that stays: nobody else's queue or crowd keeps it from asking.
  health: { max: 1, keepsIdle: true, connectionMilliseconds: 5_000, statementMilliseconds: 5_000, lockMilliseconds: 1_000 },
} as const satisfies Record<string, DatabaseUse>

export function openDatabase(url: string, use: keyof typeof USES = 'work'): Database {
  held.plumblineDatabases ??= new Map()
  const clients = held.plumblineDatabases.get(url) ?? new Map<string, PrismaClient>()
  held.plumblineDatabases.set(url, clients)
  const known = clients.get(use)
  if (known) return known
  const { max = 10, namesStatements = false, ...options }: DatabaseUse = USES[use]
  const isNamed = namesStatements && !/[?&]pgbouncer=true\b/.test(url)
  const pool = toCancellingPool(openPool(url, { max, ...options }), url)
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    ...(isNamed && { statementNameGenerator: createStatementNames() }),
  })
  const client = new PrismaClient({ adapter })
  clients.set(use, client)
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

/** Closes what was opened of a database, for every use. */
export async function closeDatabase(url: string): Promise<void> {
  const clients = held.plumblineDatabases?.get(url)
  held.plumblineDatabases?.delete(url)
  await Promise.all([...(clients?.values() ?? [])].map((client) => client.$disconnect()))
}
