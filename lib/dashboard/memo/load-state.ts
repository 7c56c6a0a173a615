import { stat } from 'node:fs/promises'
import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import type { View } from '@/lib/auth/view'
import { HOUR } from '@/lib/dates'
import { getPageState } from '@/lib/db/sync/get-page-state'
import { getSyncTotals } from '@/lib/db/sync/get-totals'
import { readEnvironment, systemClock } from '@/lib/env'
import { getDatabase } from '../database'

/** What a page depends on besides its address. */
export interface PageState {
  /** What this reader may see. */
  view: View
  /** Equal texts: equal figures, of one complete sync, by one configuration. */
  figures: string
  /** Equal texts: equal pages. */
  exact: string
  isSyncRunning: boolean
}

/**
 * Null where nothing can be kept: no organisation, or none that was read whole. The clock counts in whole hours, as the age
 * that pages print does (pages/sync/prepare-status.ts).
 *
 * What moves while a sync runs: titles and the like from its beginning (lists show them), evaluations in its last step
 * (lists and other than the default ranges show them), and documents, with the revision, in the transaction that
 * completes it. So a page that was drawn before the sync is whole and of one instant, which a page drawn now need not be:
 * the earlier one is shown until the revision changes. How far the sync is no kept page says: Freshness asks for it.
 */
export async function loadPageState(): Promise<PageState | null> {
  const database = getDatabase()
  const [access, file] = await Promise.all([
    requireOrganizationAccess(database),
    stat(readEnvironment().PLUMBLINE_CONFIG).catch(() => null),
  ])
  if (access.granted === null) return null
  const { organizationId } = access.granted
  const [row, totals] = await Promise.all([getPageState(database, organizationId), getSyncTotals(database, organizationId, false)])
  if (!row?.syncedAt) return null
  const hours = Math.floor((systemClock().getTime() - row.syncedAt.getTime()) / HOUR)
  const figures = JSON.stringify([organizationId, row.revision, hours, file && [file.mtimeMs, file.size]])
  const rest = row.isSyncRunning ? ['running', row.syncStartedAt] : [row.version, totals]
  return { view: access.granted, figures, exact: `${figures} ${JSON.stringify(rest)}`, isSyncRunning: row.isSyncRunning }
}
