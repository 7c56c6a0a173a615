import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

export interface ScopeDocument {
  scope: Scope
  asOf: Date
  document: ReadingsDocument
}

/** The default documents of all surfaces and cells, without their series: one read for the whole matrix. */
export async function listSurfaceDocuments(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
): Promise<ScopeDocument[]> {
  return database.$queryRaw<ScopeDocument[]>`
    select scope, as_of as "asOf", document from scope_readings
    where organization_id = ${organizationId} and (scope like 'surface:%' or scope like 'cell:%')
    order by scope`
}

export async function hasScopeReadings(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  scope: Scope,
): Promise<boolean> {
  return (await database.scopeReadings.count({ where: { organizationId, scope } })) > 0
}
