import type { ActorFact } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'

/** Accounts by node id. A changed login is kept as an alias, because older text names it. */
export async function upsertActors(database: DatabaseOrTransaction, organizationId: number, actors: ActorFact[]): Promise<void> {
  if (actors.length === 0) return
  await database.$executeRaw`
    insert into actors (organization_id, id, type, login, aliases, database_id)
    select ${organizationId}::int, a.id, a.type, a.login, '{}', a."databaseId"
    from jsonb_to_recordset(${JSON.stringify(actors)}::jsonb) as a(id text, type text, login text, "databaseId" bigint)
    on conflict (organization_id, id) do update set
      type = excluded.type,
      login = excluded.login,
      database_id = coalesce(excluded.database_id, actors.database_id),
      aliases = case
        when actors.login = excluded.login or actors.login = any(actors.aliases) then actors.aliases
        else array_append(actors.aliases, actors.login)
      end
    where (actors.type, actors.login) is distinct from (excluded.type, excluded.login)
       or (actors.database_id is null and excluded.database_id is not null)`
}
