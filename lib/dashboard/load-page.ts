import { requireOrganizationAccess } from '@/lib/auth/require-organization-access'
import type { AuthorizedScope } from '@/lib/db/authorized'
import { openContext, toSlugs, type DashboardContext, type OpenScope } from './context'
import { toCursor } from './cursor'
import { getDatabase } from './database'
import { loadPullRequests, type PullRequestsRequest } from './load-pull-requests'
import { loadSyncStatus } from './load-sync'
import type { PageQuestion } from './page-range'
import { FIGURE_NAMES, type EmptyPage, type OrganizationName, type PullRequestPage, type SyncStatus } from './page-types'

export interface SharedPageData {
  organization: OrganizationName
  sync: SyncStatus
}

/**
 * The frame of every page: the gate, the state of the sync, and the two pages there are before the first readings.
 * `run` returns null where there is nothing to read yet.
 */
export async function loadPage<Page>(
  run: (context: DashboardContext, shared: SharedPageData) => Promise<Page | null>,
): Promise<Page | EmptyPage> {
  const access = await requireOrganizationAccess(getDatabase())
  if (access.granted === null) return { kind: 'empty', expected: access.expected, known: access.known }
  const context = await openContext(access.granted)
  const { login, name, syncedAt } = context.organization
  const sync = await loadSyncStatus(context.database, context.organizationId, context.organization, context.now)
  const shared = { organization: { login, name }, sync }
  const page = syncedAt === null ? null : await run(context, shared)
  return page ?? { kind: 'waiting', ...shared }
}

export function toListRequest(
  context: DashboardContext,
  scope: AuthorizedScope,
  { range }: PageQuestion,
): PullRequestsRequest {
  return { ...context, scope, range, slugs: toSlugs(context.teams) }
}

/** The page of the list that the address asks for. */
export async function loadPageList(
  context: DashboardContext,
  { scope, name }: Pick<OpenScope, 'scope' | 'name'>,
  question: PageQuestion,
): Promise<PullRequestPage> {
  const { figure, after, range } = question
  const { items, last } = await loadPullRequests(toListRequest(context, scope, question), {
    after,
    figure: figure && FIGURE_NAMES[figure],
  })
  return { items, nextCursor: last && toCursor({ scope: name, figure }, range, last), figure }
}
