import type { MethodPage } from '@/lib/pages/method/prepare-parts'
import { listMachineUsers } from '@/lib/db/facts/machine-users'
import { getScopeDetails } from '@/lib/db/figures/scope-readings'
import { loadAuditNote } from './load-audit'
import { loadPage } from './load-frame'
import { loadPrecision } from '@/lib/dashboard/readings/load-audits'
import { withPrecision } from '@/lib/metrics/audit/with-precision'
import { loadStored } from '@/lib/dashboard/readings/load-stored'

/** The method with the organisation's stored answer to the default range: one row, however large it is. */
export async function loadMethodPage(): Promise<MethodPage> {
  return loadPage<MethodPage>(async (context, shared) => {
    const { syncedAt } = context.organization
    const stored = syncedAt && (await loadStored({ ...context, scope: 'organization' }, syncedAt))
    if (!stored) return null
    const { document, series } = stored
    const details = await getScopeDetails(context.database, context.organizationId, 'organization')
    return {
      kind: 'ready',
      ...shared,
      readings: withPrecision(document, await loadPrecision(context)),
      series,
      details,
      range: { from: document.from, to: document.to },
      configuration: context.configuration,
      teams: context.teams.length,
      auditNote: await loadAuditNote(context),
      machines: await listMachineUsers(context.database, context.organizationId),
    }
  })
}
