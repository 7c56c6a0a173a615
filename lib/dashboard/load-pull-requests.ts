import type { AuthorizedScope } from '@/lib/db/authorized'
import { listPullRequestTitles } from '@/lib/db/list-pull-request-titles'
import { listRangePullRequests, type ListPosition } from '@/lib/db/list-range-pull-requests'
import { toTeamScope } from '@/lib/metrics/scope'
import type { NarrowEvaluation } from '@/lib/metrics/roll-up-week'
import { toCountedIn } from './counted-in'
import { openEvaluations, type EvaluationsRequest, type EvaluationSource } from './load-evaluations'
import { loadWithheldScopes, type ReadingsMemo } from './load-readings'
import { FIGURES, type Figure, type PullRequestLine } from './page-types'
import type { ResolvedRange } from './resolve-range'
import { toLine, toListItem } from './to-list-item'

export interface PullRequestsRequest extends Omit<EvaluationsRequest, 'asOf'> {
  scope: AuthorizedScope
  range: ResolvedRange
  /** Slugs by team id. */
  slugs: ReadonlyMap<string, string>
  memo?: ReadingsMemo
}

export const PAGE_SIZE = 100
const BATCH = 500

/**
 * One page of the pull requests behind the figures of a range, from after a position; `figure` keeps only those that
 * it counts. The filter is the pure rule that also writes countedIn, not a second one in SQL: it reads ahead in
 * batches until the page is full.
 */
export async function loadPullRequests(
  request: PullRequestsRequest,
  { after, figure }: { after: ListPosition | null; figure: Figure | null },
): Promise<{ items: PullRequestLine[]; last: ListPosition | null }> {
  const source = await openEvaluations({ ...request, asOf: request.range.asOf })
  const page: ListPosition[] = []
  for await (const { position } of walk(request, source, after, figure === null ? PAGE_SIZE + 1 : BATCH, figure)) {
    page.push(position)
    if (page.length > PAGE_SIZE) break
  }
  const shown = page.slice(0, PAGE_SIZE)
  const ids = shown.map(({ pullRequestId }) => pullRequestId)
  const [evaluations, titles, withheld] = await Promise.all([
    source.whole(ids),
    listPullRequestTitles(request.database, request.organizationId, ids),
    loadWithheldScopes(request, request.range),
  ])
  // A withheld team is not named: the organisation's list would be the team's own, with every figure in it.
  const slugs = new Map([...request.slugs].filter(([teamId]) => !withheld.has(toTeamScope(teamId))))
  const items = ids.flatMap((id) => {
    const evaluation = evaluations.get(id)
    const title = titles.get(id)
    return evaluation && title ? [toLine(evaluation, toListItem(evaluation, title, slugs, request.range))] : []
  })
  return { items, last: page.length > PAGE_SIZE ? (shown.at(-1) ?? null) : null }
}

/** How many of the range's pull requests each reading counts. */
export async function countPullRequests(request: PullRequestsRequest): Promise<Record<Figure | 'all', number>> {
  const source = await openEvaluations({ ...request, asOf: request.range.asOf })
  const counts = { all: 0, ...Object.fromEntries(FIGURES.map((figure) => [figure, 0])) } as Record<Figure | 'all', number>
  for await (const { row } of walk(request, source, null, BATCH, null)) {
    counts.all += 1
    for (const figure of toCountedIn(row, request.range)) counts[figure] += 1
  }
  return counts
}

async function* walk(
  { database, organizationId, scope, range }: PullRequestsRequest,
  source: EvaluationSource,
  from: ListPosition | null,
  limit: number,
  figure: Figure | null,
): AsyncGenerator<{ position: ListPosition; row: NarrowEvaluation }> {
  let after = from
  for (;;) {
    const positions = await listRangePullRequests(database, organizationId, scope, { ...range, after, limit })
    const rows = await source.narrow(positions.map(({ pullRequestId }) => pullRequestId))
    for (const position of positions) {
      const row = rows.get(position.pullRequestId)
      if (row && (figure === null || toCountedIn(row, range).includes(figure))) yield { position, row }
    }
    after = positions.at(-1) ?? null
    if (positions.length < limit) return
  }
}
