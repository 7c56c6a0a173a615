import type { DatabaseOrTransaction } from './client'
import { Prisma } from './generated/client'

/**
 * Which set of derived rows: the one that pages are served from, or by its number one that is being made beside it. A
 * question for the served one finds out in its own statement which that is, so that it never meets rows that go.
 */
export type Generation = 'served' | number

/** The number, as SQL. */
export function toGeneration(organizationId: number, generation: Generation): Prisma.Sql {
  return generation === 'served'
    ? Prisma.sql`(select generation from organizations where id = ${organizationId})`
    : Prisma.sql`${generation}::int`
}

/** In SQL, of a row `s` that names a pull request: the figures that are shown count it. */
export function isServed(organizationId: number): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from pull_request_metrics m
    where m.organization_id = ${organizationId} and m.generation = ${toGeneration(organizationId, 'served')}
      and m.pull_request_id = s.pull_request_id)`
}

export interface OpenGeneration {
  number: number
  /** As of which instant its rows were last made; null: none was. */
  asOf: Date | null
}

/**
 * The generation that is to be worked on: the served one, or the one being made, where it is made with these rules; else a
 * new one, with every complete pull request on the outbox. What is served stays as it is until the new one is whole.
 */
export async function openGeneration(
  database: DatabaseOrTransaction,
  organizationId: number,
  { derivedWith, asOf, isAnew }: { derivedWith: string; asOf: Date; isAnew: boolean },
): Promise<OpenGeneration> {
  const organization = await database.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { generation: true, derivedWith: true, syncedAt: true, nextGeneration: true, nextDerivedWith: true, nextAsOf: true },
  })
  const { generation, nextGeneration } = organization
  const [number, madeWith, madeAsOf] =
    nextGeneration === null
      ? [generation, organization.derivedWith, organization.syncedAt]
      : [nextGeneration, organization.nextDerivedWith, organization.nextAsOf]
  if (number !== null && madeWith === derivedWith && !isAnew) return { number, asOf: madeAsOf }
  const next = (number ?? 0) + 1
  // A program before generations, cut off in its first reading, left rows that nobody was ever shown.
  await deleteGenerations(database, organizationId, Prisma.sql`generation >= ${next}::int`)
  await startGeneration(database, organizationId, next, derivedWith, asOf)
  await deleteOtherGenerations(database, organizationId)
  return { number: next, asOf: null }
}

/** One statement: a kill leaves the generation begun, with all of its work on the outbox, or nothing. */
async function startGeneration(
  database: DatabaseOrTransaction,
  organizationId: number,
  generation: number,
  derivedWith: string,
  asOf: Date,
): Promise<void> {
  await database.$executeRaw`
    with started as (
      update organizations set next_generation = ${generation}::int, next_derived_with = ${derivedWith}, next_as_of = ${asOf}
      where id = ${organizationId}
    ), weeks as (
      delete from pending_roll_ups where organization_id = ${organizationId}
    )
    insert into pending_evaluations (organization_id, pull_request_id)
    select organization_id, id from pull_requests where organization_id = ${organizationId} and is_complete
    on conflict do nothing`
}

/** Tables of derived rows. */
const DERIVED = [
  'scope_readings',
  'team_week_rollups',
  'scope_pull_requests',
  'pull_request_references',
  'pull_request_evidence',
  'pull_request_metrics',
]

/** Removes what is neither served nor being made: older generations, and what one that was given up left. */
export async function deleteOtherGenerations(database: DatabaseOrTransaction, organizationId: number): Promise<void> {
  const { generation, nextGeneration } = await database.organization.findUniqueOrThrow({
    where: { id: organizationId },
    select: { generation: true, nextGeneration: true },
  })
  const [served, newest] = [generation ?? 0, nextGeneration ?? generation ?? 0]
  await deleteGenerations(database, organizationId, Prisma.sql`generation < ${served}::int`)
  await deleteGenerations(database, organizationId, Prisma.sql`generation > ${served}::int and generation < ${newest}::int`)
}

/** One range of the primary key: mostly there is nothing, and then nothing is read. */
async function deleteGenerations(database: DatabaseOrTransaction, organizationId: number, range: Prisma.Sql): Promise<void> {
  for (const table of DERIVED) {
    await database.$executeRaw`delete from ${Prisma.raw(table)} where organization_id = ${organizationId} and ${range}`
  }
}
