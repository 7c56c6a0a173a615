import { SERIES_WEEKS } from '@/lib/metrics/readings/scope-document'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { openScope, toSlugs, type DashboardContext, type OpenScope } from '@/lib/dashboard/context'
import { parseCursor, toCursor } from '@/lib/dashboard/list/cursor'
import { loadPullRequests } from '@/lib/dashboard/list/load-pull-requests'
import { loadBounds, loadRange, requireOwnDefinitions } from '@/lib/dashboard/readings/load-range'
import { loadReadings } from '@/lib/dashboard/readings/load'
import { loadSeries } from '@/lib/dashboard/readings/load-series'
import type { PullRequestLine } from '@/lib/pages/list/pull-request-line'
import { notSyncedYet, RequestProblem } from '@/lib/dashboard/problem'
import { resolveAsOf, type AskedRange, type ResolvedRange } from '@/lib/dashboard/readings/resolve-range'
import type { ListSelection } from '@/lib/dashboard/list/walk-pull-requests'

/** The answers of /api/v1/{organization|teams/SLUG}/…; a null slug is the organisation. All throw RequestProblems. */

export async function loadMetricsAnswer(context: DashboardContext, slug: string | null, asked: AskedRange): Promise<ReadingsDocument> {
  const open = await requireScope(context, slug)
  return loadDocument(context, open, await loadRange(context, asked))
}

export async function loadSeriesAnswer(
  context: DashboardContext,
  slug: string | null,
  asked: { weeks?: number | undefined; asOf?: Date | undefined },
): Promise<SeriesEntry[]> {
  const open = await requireScope(context, slug)
  const bounds = await loadBounds(context, asked)
  const asOf = resolveAsOf(asked.asOf, bounds)
  const weeks = asked.weeks ?? SERIES_WEEKS
  // Fewer weeks are the end of the stored ones.
  const isStored = asOf.getTime() === bounds.syncedAt.getTime() && weeks <= SERIES_WEEKS
  if (!isStored) requireOwnDefinitions(context)
  const series = await loadSeries({ ...context, scope: open.scope }, isStored ? SERIES_WEEKS : weeks, asOf)
  if (!series) throw notSyncedYet()
  return series.slice(-weeks)
}

export interface PullRequestPageAnswer {
  scope: string
  from: string
  to: string
  asOf: string
  status: 'ok' | 'withheld'
  /** People of the scope: why it is withheld. The schema does not keep it. */
  contributors: number | null
  /** The schema of the answer keeps what the contract names. */
  pullRequests: PullRequestLine[]
  nextCursor: string | null
}

export async function loadPullRequestsAnswer(
  context: DashboardContext,
  slug: string | null,
  { cursor, ...asked }: AskedRange & { cursor?: string | undefined },
): Promise<PullRequestPageAnswer> {
  const open = await requireScope(context, slug)
  const question = { scope: open.name, address: '' }
  const found = cursor === undefined ? null : parseCursor(cursor, question, asked)
  const wanted = found?.range ?? asked
  const range = await loadRange(context, wanted)
  requireOwnDefinitions(context)
  const document = await loadDocument(context, open, range)
  const head = { contributors: document.contributors, scope: document.scope, from: document.from, to: document.to, asOf: document.asOf }
  if (isWithheld(document)) return { ...head, status: 'withheld', pullRequests: [], nextCursor: null }
  const request = { ...context, scope: open.scope, range, slugs: toSlugs(context.teams) }
  const { items, next } = await loadPullRequests(request, WHOLE_LIST, found?.start ?? null, API_ROWS)
  return { ...head, status: 'ok', pullRequests: items, nextCursor: next && toCursor(question, range, next.position) }
}

const API_ROWS = 100
const WHOLE_LIST: ListSelection = { filter: {}, counted: null, order: { key: 'merged', isDescending: false } }

async function requireScope(context: DashboardContext, slug: string | null): Promise<OpenScope> {
  const open = await openScope(context, slug)
  if (open) return open
  throw new RequestProblem(404, 'Not found', `There is no team ${slug}; GET /api/v1/teams lists them.`, { parameter: 'slug' })
}

async function loadDocument(context: DashboardContext, open: OpenScope, range: ResolvedRange): Promise<ReadingsDocument> {
  const document = await loadReadings({ ...context, scope: open.scope }, range)
  if (!document) throw notSyncedYet()
  return document
}
