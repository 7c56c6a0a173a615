import type { AuthorizedScope } from '@/lib/db/authorized'
import { listPullRequestTitles } from '@/lib/db/list/list-pull-request-titles'
import type { ListPosition } from '@/lib/pages/list/order'
import { judgeTier, judgeTierWhole, type NotConfigured } from '@/lib/metrics/history/judge-tier'
import { toSurfaceScope, toTeamScope } from '@/lib/metrics/organization/scope'
import type { ListStart } from './cursor'
import { openEvaluations, type EvaluationsRequest, type EvaluationSource } from '@/lib/dashboard/readings/load-evaluations'
import { loadNotConfigured } from '@/lib/dashboard/readings/load-tier-states'
import { loadWithheldScopes } from '@/lib/dashboard/readings/load-withheld'
import { type RequestMemo } from '@/lib/dashboard/request-memo'
import type { PullRequestLine } from '@/lib/pages/list/pull-request-line'
import type { ResolvedRange } from '@/lib/dashboard/readings/resolve-range'
import { toLine, toListItem } from './to-list-item'
import { walkPullRequests, type ListSelection, type WalkSource } from './walk-pull-requests'

export interface PullRequestsRequest extends Omit<EvaluationsRequest, 'asOf'> {
  scope: AuthorizedScope
  range: ResolvedRange
  /** Slugs by team id. */
  slugs: ReadonlyMap<string, string>
  memo?: RequestMemo
}

export interface PullRequestsPage {
  items: PullRequestLine[]
  /** Where the pages before and after this one begin; null: there is none. */
  previous: ListStart | null
  next: ListStart | null
  /** The page is not full, and there may be more: looking further would have taken too long for one request. */
  isCut: boolean
}

/** Everything that counts nowhere, say, may be one in a thousand: a page looks at so many rows and offers to go on. */
const MOST_ROWS = 5_000

/** One page of the pull requests behind the figures of a range, from a start on. */
export async function loadPullRequests(
  request: PullRequestsRequest,
  selection: ListSelection,
  start: ListStart | null,
  pageSize: number,
): Promise<PullRequestsPage> {
  const source = await openSource(request)
  const found: ListPosition[] = []
  let looked = 0
  let last: ListPosition | null = null
  let isCut = false
  for await (const { position, isListed } of walkPullRequests(source, selection, start, pageSize + 1)) {
    looked += 1
    last = position
    if (isListed) found.push(position)
    if (found.length > pageSize) break
    if (looked >= MOST_ROWS) {
      isCut = true
      break
    }
  }
  const isMore = found.length > pageSize || isCut
  // Back at the beginning: a whole first page, not the few rows in front of the second.
  if (start?.isBackwards && !isMore) return loadPullRequests(request, selection, null, pageSize)
  const shown = found.slice(0, pageSize)
  const end = shown.length === pageSize ? (shown.at(-1) ?? null) : last
  const onward = isMore && end ? { position: end, isBackwards: start?.isBackwards ?? false } : null
  const backward = start ? { position: shown[0] ?? start.position, isBackwards: !start.isBackwards } : null
  const items = await loadLines(
    request,
    source,
    (start?.isBackwards ? shown.toReversed() : shown).map(({ pullRequestId }) => pullRequestId),
  )
  return start?.isBackwards ? { items, previous: onward, next: backward, isCut } : { items, previous: backward, next: onward, isCut }
}

/** All of them, a batch at a time, for a file: nothing is cut off. */
export async function* streamPullRequests(
  request: PullRequestsRequest,
  selection: ListSelection,
  batch = 200,
): AsyncGenerator<PullRequestLine[]> {
  const source = await openSource(request)
  let ids: string[] = []
  for await (const { position, isListed } of walkPullRequests(source, selection, null, batch)) {
    if (isListed) ids.push(position.pullRequestId)
    if (ids.length < batch) continue
    yield await loadLines(request, source, ids)
    ids = []
  }
  if (ids.length > 0) yield await loadLines(request, source, ids)
}

/** Evaluations as the range judges them: by the states of tiers at its end. */
async function openSource(request: PullRequestsRequest): Promise<PullRequestsRequest & WalkSource> {
  const [evaluations, notConfigured] = await Promise.all([
    openEvaluations({ ...request, asOf: request.range.asOf }),
    loadNotConfigured(request, request.range),
  ])
  return { ...request, evaluations: judgeEvaluations(evaluations, notConfigured), notConfigured }
}

function judgeEvaluations({ isStored, narrow, whole }: EvaluationSource, notConfigured: NotConfigured): EvaluationSource {
  const judgeAll = <Row>(rows: Map<string, Row>, judge: (row: Row, set: NotConfigured) => Row) =>
    new Map([...rows].map(([id, row]) => [id, judge(row, notConfigured)]))
  return {
    isStored,
    narrow: async (ids) => judgeAll(await narrow(ids), judgeTier),
    whole: async (ids) => judgeAll(await whole(ids), judgeTierWhole),
  }
}

async function loadLines(
  request: PullRequestsRequest,
  { evaluations: source, notConfigured }: WalkSource,
  ids: string[],
): Promise<PullRequestLine[]> {
  const [evaluations, titles, withheld] = await Promise.all([
    source.whole(ids),
    listPullRequestTitles(request.database, request.organizationId, ids),
    loadWithheldScopes(request, request.range),
  ])
  // A withheld team or surface is not named: the organisation's list would be its own, with every figure in it.
  const slugs = new Map([...request.slugs].filter(([teamId]) => !withheld.has(toTeamScope(teamId))))
  return ids.flatMap((id) => {
    const evaluation = evaluations.get(id)
    const title = titles.get(id)
    if (!evaluation || !title) return []
    const surfaces = evaluation.surfaces.filter((name) => !withheld.has(toSurfaceScope(name)))
    return [toLine({ ...evaluation, surfaces }, toListItem(evaluation, title, slugs, request.range, notConfigured))]
  })
}
