import { stat } from 'node:fs/promises'
import { HOUR } from '@/lib/dates'
import { getSyncTotals } from '@/lib/db/sync/get-totals'
import { listPageStates } from '@/lib/db/sync/list-page-states'
import { readEnvironment, systemClock } from '@/lib/env'
import { getDatabase } from '../database'

/**
 * Everything that a page depends on besides its address, in a line: two equal lines mean equal pages. Null while that
 * cannot be said, because a sync is changing facts now. The clock counts in whole hours, as the age that pages print
 * does (pages/frame/prepare-sync.ts).
 */
export async function loadPageState(): Promise<string | null> {
  const database = getDatabase()
  const [states, file] = await Promise.all([listPageStates(database), stat(readEnvironment().PLUMBLINE_CONFIG).catch(() => null)])
  if (states.some(({ isSyncRunning }) => isSyncRunning)) return null
  const organizations = states.map(async ({ organizationId, version, syncedAt }) => {
    const totals = await getSyncTotals(database, organizationId, false)
    const hours = syncedAt && Math.floor((systemClock().getTime() - syncedAt.getTime()) / HOUR)
    return JSON.stringify([organizationId, version, hours, totals])
  })
  return [...(await Promise.all(organizations)), file ? `${file.mtimeMs} ${file.size}` : 'no file'].join(' ')
}
