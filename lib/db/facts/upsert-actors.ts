import type { ActorFact } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { upsertRows } from '../postgres/upsert-rows'

/** Accounts by node id. A changed login is kept as an alias, because older text names it. */
export async function upsertActors(database: DatabaseOrTransaction, organizationId: number, actors: ActorFact[]): Promise<void> {
  await upsertRows(database, {
    table: 'actors',
    organizationId,
    rows: actors.map((actor) => ({ ...actor, aliases: [] })),
    key: ['id'],
    updates: {
      databaseId: Prisma.sql`coalesce(excluded.database_id, actors.database_id)`,
      aliases: Prisma.sql`case
        when actors.login = excluded.login or actors.login = any(actors.aliases) then actors.aliases
        else array_append(actors.aliases, actors.login)
      end`,
    },
    where: Prisma.sql`(actors.type, actors.login) is distinct from (excluded.type, excluded.login)
      or (actors.database_id is null and excluded.database_id is not null)`,
  })
}
