import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import { getOrganization } from '@/lib/db/organization/find'
import { getSyncTotals, isSyncRunning } from '@/lib/db/sync/get-totals'
import { nameRunning } from '@/lib/pages/frame/prepare-sync'
import { getDatabase } from '../database'
import { toNextDefinitions } from './to-status'

/** How far the sync is that runs now, in a few words; null: none runs. Every open page asks, so nothing is counted. */
export async function loadRunningSync(): Promise<string | null> {
  const database = getDatabase()
  const access = await requireOrganizationAccess(database)
  const organization = access.granted && (await getOrganization(database, access.granted.organizationId))
  if (!organization || !(await isSyncRunning(database, organization.login))) return null
  const totals = await getSyncTotals(database, organization.id, false)
  return nameRunning(totals, toNextDefinitions(organization, totals, null))
}
