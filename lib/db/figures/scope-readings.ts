import { z } from 'zod'
import { chunk } from 'es-toolkit'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import type { AuthorizedOrganizationId } from '../authorized'
import type { Database, DatabaseOrTransaction } from '../client'
import { deleteJudged } from '../facts/set-aside'
import { jsonOf, queryRows, textOf } from '../postgres/query-rows'
import { toJsonText } from '../postgres/storable-text'
import type { Scope } from '@/lib/metrics/organization/scope'
import { toGeneration } from '../generation'

const DETAILS = z.strictObject({ details: jsonOf<ScopeDetails>().nullable() })
const WITHHELD = z.strictObject({ scope: textOf<Scope>() })

/** The precomputed answer to a default request. */
const SCOPE_READINGS_ROW = z.strictObject({
  scope: textOf<Scope>(),
  asOf: z.date(),
  document: jsonOf<ReadingsDocument>(),
  /** 26 weeks, oldest first. */
  series: jsonOf<SeriesEntry[]>(),
})
export type ScopeReadingsRow = z.infer<typeof SCOPE_READINGS_ROW>

export interface ScopeReadings extends ScopeReadingsRow {
  /** null: withheld, or a cell. */
  details: ScopeDetails | null
}

/** Without details: they weigh as much as the rest, and of many scopes nobody draws them. */
export async function listScopeReadings(
  database: DatabaseOrTransaction,
  organizationId: number,
  scopes?: Scope[],
): Promise<ScopeReadingsRow[]> {
  return queryRows(database, SCOPE_READINGS_ROW)`
    select scope, as_of as "asOf", document, series from scope_readings
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')}
      and (${scopes ?? null}::text[] is null or scope = any(${scopes ?? null}::text[]))
    order by scope`
}

/** The details behind the default document of one scope; null: withheld, or none yet. */
export async function getScopeDetails(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  scope: Scope,
): Promise<ScopeDetails | null> {
  const [row] = await queryRows(database, DETAILS)`
    select details from scope_readings
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')} and scope = ${scope}`
  return row?.details ?? null
}

/** Teams, surfaces and cells whose default document is withheld. */
export async function listStoredWithheldScopes(database: DatabaseOrTransaction, organizationId: number): Promise<Scope[]> {
  const rows = await queryRows(database, WITHHELD)`
    select scope from scope_readings
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')} and scope <> 'organization'
      and document->'reviewCapacity'->>'status' = 'withheld'
    order by scope`
  return rows.map(({ scope }) => scope)
}

const ROWS_AT_ONCE = 50

/**
 * Replaces the answers of all scopes and the default "as of" at once: a page never mixes two instants. From then on this
 * generation is the served one.
 */
export async function replaceScopeReadings(
  database: Database,
  organizationId: number,
  generation: number,
  asOf: Date,
  rows: ScopeReadings[],
): Promise<void> {
  await database.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`delete from scope_readings where organization_id = ${organizationId} and generation = ${generation}`
      for (const part of chunk(rows, ROWS_AT_ONCE)) {
        await transaction.$executeRaw`
          insert into scope_readings (organization_id, generation, scope, as_of, document, series, details)
          select ${organizationId}::int, ${generation}::int, scope, as_of, document, series, details
          from unnest(${part.map(({ scope }) => scope)}::text[], ${part.map(({ asOf }) => asOf)}::timestamptz[],
            ${part.map(({ document }) => toJsonText(document))}::jsonb[],
            ${part.map(({ series }) => toJsonText(series))}::jsonb[],
            ${part.map(({ details }) => details && toJsonText(details))}::jsonb[]) as r(scope, as_of, document, series, details)`
      }
      await transaction.$executeRaw`
        update organizations set synced_at = ${asOf}, revision = gen_random_uuid(), generation = ${generation},
          derived_with = coalesce(next_derived_with, derived_with), next_generation = null, next_derived_with = null, next_as_of = null
        where id = ${organizationId}`
      await deleteJudged(transaction, organizationId)
    },
    // The documents of 600 scopes are 50 MB: on a busy machine more than the five seconds that Prisma grants.
    { timeout: 300_000, maxWait: 60_000 },
  )
}
