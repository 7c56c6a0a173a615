import { stat } from 'node:fs/promises'
import { HOUR } from '@/lib/dates'
import { listPageStates, PENDING_COUNTED } from '@/lib/db/list-page-states'
import { readEnvironment, systemClock } from '@/lib/env'
import { getDatabase } from './database'

/**
 * Everything that a page depends on besides its address, in a line: two equal lines mean equal pages. Null while that
 * cannot be said, because a sync or a rebuild is changing facts now. The clock counts in whole hours, as the age that
 * pages print does (prepare-sync.ts).
 */
export async function loadPageState(): Promise<string | null> {
  const now = systemClock().getTime()
  const [states, file] = await Promise.all([
    listPageStates(getDatabase()),
    stat(readEnvironment().PLUMBLINE_CONFIG).catch(() => null),
  ])
  if (states.some(({ isSyncRunning, pending }) => isSyncRunning || pending === PENDING_COUNTED)) return null
  const organizations = states.map(({ organizationId, version, syncedAt, pending }) =>
    [organizationId, version, pending, syncedAt && Math.floor((now - syncedAt.getTime()) / HOUR)].join(' '),
  )
  return [...organizations, file ? `${file.mtimeMs} ${file.size}` : 'no file'].join(', ')
}
