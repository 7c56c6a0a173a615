import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { Configuration } from '@/lib/policy/configuration'
import type { Kept } from '../keep'
import type { RequestMemo } from '../request-memo'

/** Whose readings are asked for; a DashboardContext with a scope is one. */
export interface ReadingsRequest {
  database: Database
  organizationId: AuthorizedOrganizationId
  configuration: Configuration
  scope: Scope
  memo?: RequestMemo
  kept?: Kept
}
