import { listRangePullRequests } from '@/lib/db/list/list-range-pull-requests'
import type { AuthorizedOrganizationId, AuthorizedScope } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { passesFilter, toPopulation, type PullRequestFilter } from '@/lib/pages/list/narrow'
import { comparePositions, toListPosition, type ListPosition, type PullRequestOrder } from '@/lib/pages/list/order'
import type { NotConfigured } from '@/lib/metrics/history/judge-tier'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { compute } from '@/lib/dashboard/work/work'
import { toCountedIn } from './counted-in'
import type { ListStart } from './cursor'
import type { EvaluationSource } from '@/lib/dashboard/readings/load-evaluations'
import type { Figure } from '@/lib/pages/list/figures'
import type { ResolvedRange } from '@/lib/dashboard/readings/resolve-range'

/** What a list holds, and in which order. */
export interface ListSelection {
  filter: PullRequestFilter
  /** null: whatever is counted. `isCounted` false gives the range's other pull requests. */
  counted: { figure: Figure | null; isCounted: boolean } | null
  order: PullRequestOrder
}

export interface WalkSource {
  database: Database
  organizationId: AuthorizedOrganizationId
  scope: AuthorizedScope
  range: ResolvedRange
  /** Judged by the states of tiers at the end of the range, as `notConfigured` says them. */
  evaluations: EvaluationSource
  notConfigured: NotConfigured
}

const BATCH = 500

/**
 * Positions in list order from a start on, or backwards from it. Stored evaluations are narrowed and ordered by SQL; which
 * figure counts a row is the pure rule that also writes countedIn, not a second one in SQL, so such a list is read in
 * batches and yields null for a row that is passed over. Evaluations made anew for another instant are narrowed by the
 * pure rules, and where the order is theirs too, all of them are made before the first is given.
 */
export async function* walkPullRequests(
  source: WalkSource,
  selection: ListSelection,
  start: ListStart | null,
  expected: number,
): AsyncGenerator<{ position: ListPosition; isListed: boolean }> {
  const { evaluations, range } = source
  const isByRow = selection.order.key === 'hours' || selection.order.key === 'wait'
  if (!evaluations.isStored && isByRow) {
    for (const position of await orderAnew(source, selection, start)) yield { position, isListed: true }
    return
  }
  const isNarrowedBySql = evaluations.isStored && selection.counted === null
  const limit = isNarrowedBySql ? expected : BATCH
  for (let at = start?.position ?? null; ;) {
    const positions = await listPositions(source, selection, at, start?.isBackwards ?? false, limit)
    if (isNarrowedBySql) for (const position of positions) yield { position, isListed: true }
    else {
      const rows = await evaluations.narrow(positions.map(({ pullRequestId }) => pullRequestId))
      for (const position of positions) {
        const row = rows.get(position.pullRequestId)
        yield { position, isListed: row !== undefined && isListed(row, selection, range, evaluations.isStored) }
      }
    }
    at = positions.at(-1) ?? at
    if (positions.length < limit) return
  }
}

async function listPositions(
  { database, organizationId, scope, range, evaluations, notConfigured }: WalkSource,
  { filter, order }: ListSelection,
  start: ListPosition | null,
  isBackwards: boolean,
  limit: number,
): Promise<ListPosition[]> {
  const { from, to, asOf } = range
  const population = toPopulation(filter)
  const narrowed = evaluations.isStored ? filter : null
  const list = () =>
    listRangePullRequests(database, organizationId, scope, {
      from,
      to,
      asOf,
      population,
      filter: narrowed,
      order,
      notConfigured,
      start,
      isBackwards,
      limit,
    })
  return evaluations.isStored ? list() : compute(list)
}

function isListed(row: NarrowEvaluation, { filter, counted }: ListSelection, range: ResolvedRange, isNarrowed: boolean): boolean {
  if (!isNarrowed && !passesFilter(row, filter)) return false
  if (counted === null) return true
  const figures = toCountedIn(row, range)
  return (counted.figure === null ? figures.length > 0 : figures.includes(counted.figure)) === counted.isCounted
}

async function orderAnew(source: WalkSource, selection: ListSelection, start: ListStart | null): Promise<ListPosition[]> {
  const plain: ListSelection = { ...selection, order: { key: 'merged', isDescending: false } }
  const positions: ListPosition[] = []
  for (let at: ListPosition | null = null; ;) {
    const batch = await listPositions(source, plain, at, false, BATCH)
    const rows = await source.evaluations.narrow(batch.map(({ pullRequestId }) => pullRequestId))
    for (const row of rows.values()) {
      if (isListed(row, selection, source.range, false)) positions.push(toListPosition(row, selection.order, source.range.asOf))
    }
    at = batch.at(-1) ?? null
    if (batch.length < BATCH) break
  }
  const sorted = positions.sort((a, b) => comparePositions(a, b, selection.order))
  if (start === null) return sorted
  const side = (position: ListPosition) => comparePositions(position, start.position, selection.order)
  return start.isBackwards ? sorted.filter((position) => side(position) < 0).reverse() : sorted.filter((position) => side(position) > 0)
}
