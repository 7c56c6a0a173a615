import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import { openContext } from '../context'
import { getDatabase } from '../database'
import { loadCommentsToReadAgain, loadRepositories, loadSetAside, loadSyncStatus } from '@/lib/dashboard/sync/load-status'
import type { SyncPage } from '@/lib/pages/sync/prepare-repositories'

/** How far the reading of each repository is, with an estimate of the rest. */
export async function loadSyncPage(): Promise<SyncPage> {
  const access = await requireOrganizationAccess(getDatabase())
  if (access.granted === null) return { kind: 'empty', expected: access.expected, known: access.known }
  const context = await openContext(access.granted)
  const { login, name } = context.organization
  const sync = await loadSyncStatus(context.database, context.organizationId, context.organization, context.now)
  const [repositories, setAside, commentsToReadAgain] = await Promise.all([
    loadRepositories(context, sync),
    loadSetAside(context),
    loadCommentsToReadAgain(context),
  ])
  return { kind: 'ready', organization: { login, name }, sync, repositories, setAside, commentsToReadAgain }
}
