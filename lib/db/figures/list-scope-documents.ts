import { z } from 'zod'
import { completeDocument } from '@/lib/metrics/document/complete'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { CapacityStrain } from '@/lib/metrics/document/scope-details'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows, textOf } from '../postgres/query-rows'
import { toGeneration } from '../generation'

const SCOPE_DOCUMENT = z.strictObject({
  scope: textOf<Scope>(),
  asOf: z.date(),
  document: jsonOf<ReadingsDocument>(),
  /** null: withheld, or a cell. */
  strain: jsonOf<CapacityStrain>().nullable(),
})
export type ScopeDocument = z.infer<typeof SCOPE_DOCUMENT>

/** The default documents of all surfaces and cells, without their series: one read for the whole matrix. */
export async function listSurfaceDocuments(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
): Promise<ScopeDocument[]> {
  const rows = await queryRows(database, SCOPE_DOCUMENT)`
    select scope, as_of as "asOf", document, details #> '{capacity,strain}' as strain from scope_readings
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')}
      and (scope like 'surface:%' or scope like 'cell:%')
    order by scope`
  return rows.map((row) => ({ ...row, document: completeDocument(row.document) }))
}

export async function hasScopeReadings(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  scope: Scope,
): Promise<boolean> {
  const rows = await queryRows(database, z.strictObject({ scope: z.string() }))`
    select scope from scope_readings
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')} and scope = ${scope}`
  return rows.length > 0
}
