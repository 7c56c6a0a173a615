import { z } from 'zod'
import type { Span } from '@/lib/dates'
import type { StoredWeekRollUp } from '@/lib/metrics/readings/stored-week'
import type { Database, DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows } from '../postgres/query-rows'
import { toGeneration, type Generation } from '../generation'
import { toJsonText } from '../postgres/storable-text'
import type { Scope } from '@/lib/metrics/organization/scope'

const STORED_WEEK = z.strictObject({
  weekOn: z.date(),
  rollUp: jsonOf<StoredWeekRollUp>(),
})
export type StoredWeek = z.infer<typeof STORED_WEEK>

/** Weeks of a scope that begin in the span, oldest first; weeks without a roll-up are absent. */
export async function listWeekRollUps(
  database: DatabaseOrTransaction,
  organizationId: number,
  scope: Scope,
  span: Span,
  generation: Generation = 'served',
): Promise<StoredWeek[]> {
  return queryRows(database, STORED_WEEK)`
    select week_on as "weekOn", roll_up as "rollUp" from team_week_rollups
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, generation)} and scope = ${scope}
      and week_on >= ${span.from}::date and week_on < ${span.to}::date
    order by week_on`
}

/** Stores recomputed weeks, removes blank ones and takes both off the outbox, together. */
export async function replaceWeekRollUps(
  database: Database,
  organizationId: number,
  generation: number,
  scope: Scope,
  weeks: StoredWeek[],
  blank: Date[],
): Promise<void> {
  const done = [...weeks.map(({ weekOn }) => weekOn), ...blank]
  await database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`
        delete from team_week_rollups
        where organization_id = ${organizationId} and generation = ${generation} and scope = ${scope} and week_on = any(${blank}::date[])`
      await transaction.$executeRaw`
        insert into team_week_rollups (organization_id, generation, scope, week_on, roll_up)
        select ${organizationId}::int, ${generation}::int, ${scope}, week_on, roll_up
        from unnest(${weeks.map(({ weekOn }) => weekOn)}::date[], ${weeks.map(({ rollUp }) => toJsonText(rollUp))}::jsonb[]) as w(week_on, roll_up)
        on conflict (organization_id, generation, scope, week_on) do update set roll_up = excluded.roll_up`
      await transaction.$executeRaw`
        delete from pending_roll_ups
        where organization_id = ${organizationId} and scope = ${scope} and week_on = any(${done}::date[])`
    },
    // Thirteen weeks of a large organisation are some megabytes: five seconds may not do on a busy machine.
    { timeout: 60_000, maxWait: 60_000 },
  )
}
