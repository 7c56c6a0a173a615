import { Client, type Pool, type PoolClient } from 'pg'
import { getStatementSignal } from './statement-signal'

/**
 * A pool whose single statements end in Postgres, too, when nobody waits for them any more (statement-signal.ts). Prisma has
 * no word for that: a statement that it has sent runs to its end, on a connection that others wait for. Those of a
 * transaction still do.
 */
export function toCancellingPool(pool: Pool, url: string): Pool {
  const queryPlainly = pool.query.bind(pool) as (...statement: unknown[]) => Promise<unknown>
  const query = async (...statement: unknown[]): Promise<unknown> => {
    const signal = getStatementSignal()
    if (!signal) return queryPlainly(...statement)
    signal.throwIfAborted()
    return queryUntil(signal, await pool.connect(), statement, url)
  }
  // The library lists eight ways to call it, of which Prisma's adapter knows one.
  pool.query = query as Pool['query']
  return pool
}

async function queryUntil(signal: AbortSignal, client: PoolClient, statement: unknown[], url: string): Promise<unknown> {
  const cancellations: Promise<void>[] = []
  const onAbort = () => void cancellations.push(cancel(client, url))
  // A connection that breaks rejects the statement as well.
  const onError = () => {}
  client.on('error', onError)
  signal.addEventListener('abort', onAbort, { once: true })
  let failure: Error | boolean = false
  try {
    signal.throwIfAborted()
    return await (Reflect.apply(client.query, client, statement) as Promise<unknown>)
  } catch (error) {
    failure = error instanceof Error ? error : true
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
    // Before another statement runs on the connection: that one would be ended.
    await Promise.all(cancellations)
    client.off('error', onError)
    client.release(failure)
  }
}

const CANCEL_WITHIN_MILLISECONDS = 5_000

/** On a connection of its own: the pool's may all be taken by what is to be ended. */
async function cancel(client: PoolClient, url: string): Promise<void> {
  const { processID } = client as PoolClient & { processID: number | null }
  const canceller = new Client({ connectionString: url, connectionTimeoutMillis: CANCEL_WITHIN_MILLISECONDS })
  canceller.on('error', () => {})
  try {
    await canceller.connect()
    await canceller.query('select pg_cancel_backend($1)', [processID])
  } catch {
    // A database that takes no connection now ends the statement by its own limits.
  } finally {
    await canceller.end().catch(() => {})
  }
}
