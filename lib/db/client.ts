import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/client'

/**
 * One Prisma client a database URL. Next reloads modules in development and the worker lives beside it,
 * so the client hangs on globalThis instead of a module variable.
 */
const held = globalThis as typeof globalThis & { plumblineDatabase?: Map<string, PrismaClient> }

export type Database = PrismaClient
/** What a question takes: the client, or the client inside a transaction. */
export type DatabaseOrTransaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$use' | '$extends' | '$transaction'>

export function openDatabase(url: string, options: { max?: number } = {}): Database {
  held.plumblineDatabase ??= new Map()
  const known = held.plumblineDatabase.get(url)
  if (known) return known
  const client = new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: options.max ?? 10 }) })
  held.plumblineDatabase.set(url, client)
  return client
}

export async function closeDatabase(url: string): Promise<void> {
  const client = held.plumblineDatabase?.get(url)
  held.plumblineDatabase?.delete(url)
  await client?.$disconnect()
}
