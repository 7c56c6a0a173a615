import { z } from 'zod'
import type { Database, DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'
import { queryRows } from '../postgres/query-rows'
import { upsertRows } from '../postgres/upsert-rows'
import { upsertActors } from './upsert-actors'

export interface TeamFact {
  id: string
  slug: string
  name: string
  parentId: string | null
  members: { id: string; login: string; name: string | null; databaseId: number | null }[]
}

/**
 * Teams and who is in them as of this reading. Memberships found at the very first one have no date ("since always,
 * assumed"); later ones joined on the day they were first seen, and end on the day they were first missing. Someone who
 * comes back gets a second row, so the time away stays visible. One transaction.
 * Of a list that is not whole nobody can be said to have left, nor, of the very first one, to have been there always: the
 * one then adds only, and the other is not stored.
 */
export async function replaceTeamMemberships(
  database: Database,
  organizationId: number,
  teams: TeamFact[],
  seenAt: Date,
  isWhole = true,
): Promise<void> {
  const seenOn = seenAt.toISOString().slice(0, 10)
  const members = teams.flatMap((team) => team.members)
  const pairs = teams.flatMap((team) => team.members.map((member) => ({ teamId: team.id, userId: member.id })))
  const distinct = [...new Map(members.map((member) => [member.id, member])).values()]
  await database.$transaction(
    async (transaction) => {
      const before = await describeTeams(transaction, organizationId)
      const isFirst = (await transaction.team.count({ where: { organizationId } })) === 0
      if (isFirst && !isWhole) return
      const actors = distinct.map(({ id, login, databaseId }) => ({ id, type: 'User' as const, login, databaseId }))
      await upsertActors(transaction, organizationId, actors)
      const users = distinct.map(({ id, login, name }) => ({ id, login, name }))
      await upsertRows(transaction, { table: 'users', organizationId, rows: users, key: ['id'] })
      // A slug may pass from one team to another: free them all before they are given anew.
      await transaction.$executeRaw`
        update teams t set slug = t.id, aliases = case when t.slug = any(t.aliases) then t.aliases else array_append(t.aliases, t.slug) end
        from jsonb_to_recordset(${JSON.stringify(teams)}::jsonb) as x(id text, slug text)
        where t.organization_id = ${organizationId} and t.slug = x.slug and t.id <> x.id`
      await upsertRows(transaction, {
        table: 'teams',
        organizationId,
        rows: teams.map(({ id, slug, name, parentId }) => ({ id, slug, name, parentId, aliases: [], removedOn: null })),
        key: ['id'],
        updates: {
          aliases: Prisma.sql`case
            when teams.slug = excluded.slug or teams.slug = teams.id or teams.slug = any(teams.aliases) then teams.aliases
            else array_append(teams.aliases, teams.slug)
          end`,
        },
      })
      await transaction.$executeRaw`
        update teams set removed_on = ${seenOn}::date
        where organization_id = ${organizationId} and removed_on is null and ${isWhole} and id <> all(${teams.map((team) => team.id)})`
      await transaction.$executeRaw`
        update team_memberships m set left_on = ${seenOn}::date
        where m.organization_id = ${organizationId} and m.left_on is null and ${isWhole} and not exists (
          select 1 from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as x("teamId" text, "userId" text)
          where x."teamId" = m.team_id and x."userId" = m.user_id)`
      await transaction.$executeRaw`
        update team_memberships m set last_seen_on = ${seenOn}::date
        from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as x("teamId" text, "userId" text)
        where m.organization_id = ${organizationId} and m.team_id = x."teamId" and m.user_id = x."userId" and m.left_on is null`
      await transaction.$executeRaw`
        insert into team_memberships (organization_id, team_id, user_id, first_seen_on, last_seen_on, joined_on)
        select ${organizationId}::int, x."teamId", x."userId", ${seenOn}::date, ${seenOn}::date,
          case when ${isFirst} then null else ${seenOn}::date end
        from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as x("teamId" text, "userId" text)
        where not exists (
          select 1 from team_memberships m
          where m.organization_id = ${organizationId} and m.team_id = x."teamId" and m.user_id = x."userId" and m.left_on is null)
        on conflict (organization_id, team_id, user_id, first_seen_on) do update set left_on = null, last_seen_on = excluded.last_seen_on`
      // Most readings find the teams as they were, and what is kept of them then holds.
      if ((await describeTeams(transaction, organizationId)) === before) return
      await transaction.$executeRaw`update organizations set revision = gen_random_uuid() where id = ${organizationId}`
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}

/** Equal texts: the same teams, the same people in them since the same days, under the same names. */
async function describeTeams(database: DatabaseOrTransaction, organizationId: number): Promise<string | null> {
  const [row] = await queryRows(database, z.strictObject({ text: z.string().nullable() }))`
    select md5(concat(
      (select string_agg(md5(t::text), '' order by t.id) from teams t where t.organization_id = ${organizationId}),
      (select string_agg(md5(concat_ws('|', m.team_id, m.user_id, m.joined_on, m.left_on)), '' order by m.team_id, m.user_id, m.first_seen_on)
        from team_memberships m where m.organization_id = ${organizationId}),
      (select string_agg(md5(concat_ws('|', u.id, u.login, u.name)), '' order by u.id) from users u where u.organization_id = ${organizationId})
    )) as text`
  return row?.text ?? null
}
