import { z } from 'zod'
import { UserError } from '@/lib/errors'
import type { Database } from '../client'
import { queryRows } from '../postgres/query-rows'

const LOCKED = z.strictObject({ locked: z.boolean() })

export interface SyncedOrganization {
  id: number
  login: string
  syncedAt: Date | null
  /** null: never. */
  machinesCountedAt: Date | null
}

/** The organisation by node id, or by login where it was never read. */
export async function upsertOrganization(
  database: Database,
  fact: { nodeId: string; login: string; name: string },
): Promise<SyncedOrganization> {
  const known = await database.organization.findFirst({ where: { OR: [{ nodeId: fact.nodeId }, { login: fact.login }] } })
  const select = { id: true, login: true, syncedAt: true, machinesCountedAt: true }
  return known
    ? database.organization.update({ where: { id: known.id }, data: fact, select })
    : database.organization.create({ data: fact, select })
}

export interface OrganizationSyncUpdate {
  syncStartedAt?: Date | null
  syncedAt?: Date
  syncMessage?: string | null
  lastError?: string | null
  listGap?: string | null
  pointsLeft?: number | null
  pointsResetAt?: Date | null
}

export async function updateOrganizationSync(database: Database, id: number, update: OrganizationSyncUpdate): Promise<void> {
  await database.organization.update({ where: { id }, data: update, select: { id: true } })
}

/** A reader that was killed leaves its connection to Postgres for a moment: ask again this often, half a second apart. */
const TRIES = 6
const A_MONTH = 2_000_000_000

/**
 * Runs `work` while no other process reads the same organisation. The lock lives in a transaction that does nothing else,
 * and Postgres frees it when this process ends, however it ends.
 *
 * The danger: a query's portal, and with it the snapshot, stays open until the next statement of the transaction. Held for
 * the hours of a backfill it would keep vacuum from every row that died meanwhile (seen: 110,000 of 110,000 review threads
 * dead in the index that the ledger asks), so a statement that needs no snapshot follows the lock.
 * @throws UserError where another ingest is at work.
 */
export async function withOrganizationLock<Result>(database: Database, login: string, work: () => Promise<Result>): Promise<Result> {
  let failure: unknown = null
  const locked = database.$transaction(
    async (transaction) => {
      for (let tries = 1; ; tries += 1) {
        const [row] = await queryRows(transaction, LOCKED)`
          select pg_try_advisory_xact_lock(hashtext('plumbline ingest'), hashtext(lower(${login}))) as locked`
        if (row?.locked) {
          await transaction.$executeRaw`set local application_name = 'plumbline ingest lock'`
          return work().catch((error: unknown) => {
            failure = error
            throw error
          })
        }
        if (tries === TRIES) {
          throw new UserError(
            `Another ingest of "${login}" is at work on this database.`,
            'Wait until it has finished, or stop it; two at once would ask GitHub for everything twice.',
          )
        }
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    },
    { timeout: A_MONTH, maxWait: 60_000 },
  )
  // Where the connection of the lock is gone, giving it back fails as well; the work's own failure is what came first.
  return locked.catch((error: unknown) => {
    throw failure ?? error
  })
}
