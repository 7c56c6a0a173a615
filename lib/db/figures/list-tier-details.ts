import type { TierDetails } from '@/lib/metrics/document/scope-details'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'

export interface ScopeTiers {
  scope: Scope
  asOf: Date
  contributors: number | null
  /** null: withheld. */
  byTier: TierDetails['byTier'] | null
}

/** Tier compliance of every team in the default range: one read, and only this part of their details. */
export async function listTeamTiers(database: DatabaseOrTransaction, organizationId: AuthorizedOrganizationId): Promise<ScopeTiers[]> {
  return database.$queryRaw<ScopeTiers[]>`
    select scope, as_of as "asOf", (document->>'contributors')::int as contributors, details->'tiers'->'byTier' as "byTier"
    from scope_readings
    where organization_id = ${organizationId} and scope like 'team:%'
    order by scope`
}
