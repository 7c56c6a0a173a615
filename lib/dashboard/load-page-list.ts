import { toOrder, type ListQuestion } from '@/lib/charts/list-address'
import { openSurface, toSlugs, type DashboardContext, type OpenScope } from './context'
import { toCursor, type ListStart } from './cursor'
import { loadRepositoryIds } from './list-choices'
import { loadPullRequests, type PullRequestsRequest } from './load-pull-requests'
import { loadWithheldScopes } from './load-readings'
import { toCursorQuestion, type PageQuestion } from './page-range'
import { FIGURE_NAMES, type PullRequestPage } from './page-types'
import type { ListSelection } from './walk-pull-requests'

export const PAGE_ROWS = 25

export interface ListPlan {
  request: PullRequestsRequest
  selection: ListSelection
}

/** How the list of an address is read; null: it is of a surface whose figures are withheld. */
export async function planList(context: DashboardContext, open: Pick<OpenScope, 'scope' | 'name' | 'team'>, { list, range }: PageQuestion): Promise<ListPlan | null> {
  // A surface of the organisation is a scope of its own, along an index; of a team it is one more condition.
  const surface = open.team === null && list.surface !== null ? await openSurface(context, list.surface) : null
  if (surface && (await loadWithheldScopes(context, range)).has(surface.scope)) return null
  const repositoryId = list.repository === null ? undefined : (await loadRepositoryIds(context)).get(list.repository)
  const filter = { ...list.filters, repositoryId, surface: surface ? undefined : (list.surface ?? undefined) }
  return {
    request: { ...context, scope: (surface ?? open).scope, range, slugs: toSlugs(context.teams) },
    selection: { filter, counted: toCounted(list), order: toOrder(list) },
  }
}

function toCounted({ figure, counted }: ListQuestion): ListSelection['counted'] {
  if (figure === null && counted === null) return null
  return { figure: figure && FIGURE_NAMES[figure], isCounted: counted !== 'no' }
}

/** The page of the list that the address asks for. */
export async function loadPageList(
  context: DashboardContext,
  open: Pick<OpenScope, 'scope' | 'name' | 'team'>,
  question: PageQuestion,
): Promise<PullRequestPage> {
  const { list, choices, range, start } = question
  const plan = await planList(context, open, question)
  if (!plan) return toEmptyList(question, 'surface')
  const { items, previous, next, isCut } = await loadPullRequests(plan.request, plan.selection, start, PAGE_ROWS)
  const cursor = (at: ListStart | null) => at && toCursor(toCursorQuestion(open.name, list), range, at.position, at.isBackwards)
  return { items, nextCursor: cursor(next), previousCursor: cursor(previous), figure: list.figure, question: list, choices, isCut, withheld: null }
}

/** A list that may not be shown: of a withheld team, of an organisation too small, of a withheld surface. */
export function toEmptyList({ list, choices }: PageQuestion, withheld: PullRequestPage['withheld']): PullRequestPage {
  return { items: [], nextCursor: null, previousCursor: null, figure: list.figure, question: list, choices, isCut: false, withheld }
}
