import { getAudit, listAudits } from '@/lib/db/audit/stored'
import { addWeeks, DAY, toDateString, toWeekStart } from '@/lib/dates'
import { loadLatestAudits } from '@/lib/dashboard/readings/load-audits'
import { toServedDefinitions } from '@/lib/dashboard/readings/served-definitions'
import { prepareAuditNote } from '@/lib/pages/figures/prepare-audit-note'
import { ESCAPE_WINDOW_DAYS } from '@/lib/metrics/defects/catch-rate'
import type { AuditsPage, AuditsPageData } from '@/lib/pages/audit/prepare-list'
import type { AuditPage } from '@/lib/pages/audit/prepare-sample'
import type { DashboardContext } from '../context'
import { loadPage } from './load-frame'

/** Half a year: the fewest weeks in which most organisations have 25 escapes, or all there are. */
const PROPOSED_WEEKS = 26

export async function loadAuditsPage(): Promise<AuditsPage> {
  return loadPage<AuditsPageData>(async (context, shared) => {
    const matureBefore = toMatureBefore(context)
    const end = toWeekStart(matureBefore)
    const audits = await listAudits(context.database, context.organizationId)
    const proposal = {
      kind: 'threads' as const,
      from: toDateString(addWeeks(end, -PROPOSED_WEEKS)),
      to: toDateString(new Date(end.getTime() - DAY)),
      // Today's date: nobody can look for a sample that they like, and everybody can draw this one again.
      seed: Number(toDateString(context.now).replaceAll('-', '')),
    }
    return { kind: 'ready', ...shared, proposal, matureUntil: toDateString(matureBefore), audits }
  })
}

export async function loadAuditPage(id: string): Promise<AuditPage> {
  return loadPage<AuditPage>(async (context, shared) => {
    // Postgres refuses a NUL in any text, before it can say that there is no such audit.
    const audit = id.includes('\0') ? null : await getAudit(context.database, context.organizationId, id)
    if (!audit) return { kind: 'not_found' }
    const partner = await getAudit(context.database, context.organizationId, audit.secondOf ?? toSecondId(audit.id))
    const other = audit.finishedAt && partner?.finishedAt ? partner : null
    return { kind: 'ready', ...shared, audit, other, hasSecond: partner !== null }
  })
}

/** What stands beside the defect catch rate; null: nobody has audited it. */
export async function loadAuditNote(context: DashboardContext): Promise<string | null> {
  return prepareAuditNote(await loadLatestAudits(context, toServedDefinitions(context.organization)))
}

/** Merges up to here have had 30 days to show a defect. */
export function toMatureBefore({ organization, now }: DashboardContext): Date {
  return new Date((organization.syncedAt ?? now).getTime() - ESCAPE_WINDOW_DAYS * DAY)
}

export function toSecondId(id: string): string {
  return `${id}-second`
}
