import { addWeeks } from '@/lib/dates'
import type { DatabaseOrTransaction } from '../client'
import type { Scope } from '@/lib/metrics/organization/scope'

export interface TouchedWeek {
  scope: Scope
  /** Monday, UTC. */
  weekOn: Date
}

export async function enqueueRollUps(database: DatabaseOrTransaction, organizationId: number, touched: TouchedWeek[]): Promise<void> {
  if (touched.length === 0) return
  await database.$executeRaw`
    insert into pending_roll_ups (organization_id, scope, week_on)
    select ${organizationId}::int, scope, week_on
    from unnest(${touched.map(({ scope }) => scope)}::text[], ${touched.map(({ weekOn }) => weekOn)}::date[]) as t(scope, week_on)
    on conflict do nothing`
}

/** Whether an evaluation has changed what the weeks, or the states of the tiers, are made of. */
export async function hasPendingRollUps(database: DatabaseOrTransaction, organizationId: number): Promise<boolean> {
  return (await database.pendingRollUp.findFirst({ where: { organizationId }, select: { scope: true } })) !== null
}

/** The scope with the most to do first is not wanted: order by scope and week, so that work and progress are repeatable. */
export async function listPendingRollUps(
  database: DatabaseOrTransaction,
  organizationId: number,
): Promise<{ scope: Scope; weeks: Date[] }[]> {
  const rows = await database.pendingRollUp.findMany({
    where: { organizationId },
    orderBy: [{ scope: 'asc' }, { weekOn: 'asc' }],
    select: { scope: true, weekOn: true },
  })
  const byScope = new Map<string, Date[]>()
  for (const { scope, weekOn } of rows) byScope.set(scope, [...(byScope.get(scope) ?? []), weekOn])
  return [...byScope].map(([scope, weeks]) => ({ scope: scope as Scope, weeks }))
}

/** Forgets the weeks of surfaces that are no more; a scope of another kind is left alone. */
export async function deleteForeignSurfaces(
  database: DatabaseOrTransaction,
  organizationId: number,
  generation: number,
  scopes: Scope[],
): Promise<void> {
  await database.$executeRaw`
    delete from pending_roll_ups
    where organization_id = ${organizationId} and (scope like 'surface:%' or scope like 'cell:%') and scope <> all(${scopes}::text[])`
  await database.$executeRaw`
    delete from team_week_rollups
    where organization_id = ${organizationId} and generation = ${generation}
      and (scope like 'surface:%' or scope like 'cell:%') and scope <> all(${scopes}::text[])`
}

/** Every week of the half-open range, for the given scopes. */
export function toTouchedWeeks(scopes: Scope[], fromWeek: Date, toWeek: Date): TouchedWeek[] {
  const touched: TouchedWeek[] = []
  for (let weekOn = fromWeek; weekOn < toWeek; weekOn = addWeeks(weekOn, 1)) {
    for (const scope of scopes) touched.push({ scope, weekOn })
  }
  return touched
}
