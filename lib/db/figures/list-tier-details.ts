import { z } from 'zod'
import type { TierDetails } from '@/lib/metrics/document/scope-details'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { jsonOf, queryRows, textOf } from '../postgres/query-rows'
import { toGeneration } from '../generation'

const SCOPE_TIERS = z.strictObject({
  scope: textOf<Scope>(),
  asOf: z.date(),
  contributors: z.number().nullable(),
  /** null: withheld. */
  byTier: jsonOf<TierDetails['byTier']>().nullable(),
})
export type ScopeTiers = z.infer<typeof SCOPE_TIERS>

/** Tier compliance of every team in the default range: one read, and only this part of their details. */
export async function listTeamTiers(database: DatabaseOrTransaction, organizationId: AuthorizedOrganizationId): Promise<ScopeTiers[]> {
  return queryRows(database, SCOPE_TIERS)`
    select scope, as_of as "asOf", (document->>'contributors')::int as contributors, details->'tiers'->'byTier' as "byTier"
    from scope_readings
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, 'served')} and scope like 'team:%'
    order by scope`
}
