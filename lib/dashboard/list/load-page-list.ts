import { toOrder, type ListQuestion } from '@/lib/pages/list/address'
import { toCellScope } from '@/lib/metrics/organization/scope'
import type { Tier } from '@/lib/policy/tiers'
import { openSurface, toSlugs, type DashboardContext, type OpenScope } from '../context'
import { toCursor, type ListStart } from './cursor'
import { loadRepositoryIds } from './load-choices'
import { loadPullRequests, type PullRequestsRequest } from './load-pull-requests'
import { loadDetails, loadReadings } from '@/lib/dashboard/readings/load'
import { loadWithheldScopes } from '@/lib/dashboard/readings/load-withheld'
import { toCursorQuestion, type PageQuestion } from './load-question'
import { FIGURE_NAMES } from '@/lib/pages/list/figures'
import type { PullRequestPage } from '@/lib/pages/list/prepare-pull-request-list'
import type { ListSelection } from './walk-pull-requests'

const PAGE_ROWS = 25

export interface ListPlan {
  request: PullRequestsRequest
  selection: ListSelection
}

/** How the list of an address is read; or what it is of, where the figures of that are withheld. */
export async function planList(
  context: DashboardContext,
  open: Pick<OpenScope, 'scope' | 'name' | 'team'>,
  { list, range }: PageQuestion,
): Promise<ListPlan | 'surface' | 'cell' | 'tier'> {
  // A surface of the organisation is a scope of its own, along an index; of a team it is one more condition.
  const surface = open.team === null && list.surface !== null ? await openSurface(context, list.surface) : null
  const tiers = toTiers(list.filters.tier)
  if (surface || tiers.length > 0) {
    const withheld = await loadWithheldScopes(context, range)
    if (surface && withheld.has(surface.scope)) return 'surface'
    if (tiers.some((tier) => list.surface !== null && withheld.has(toCellScope(tier, list.surface)))) return 'cell'
  }
  if (tiers.length > 0) {
    const request = { ...context, scope: open.scope }
    const [document, details] = [await loadReadings(request, range), await loadDetails(request, range)]
    // The list of a tier is each of its blocks: what one of them withholds the list does.
    const isWithheld = (tier: Tier) =>
      document?.reviewCapacity.slo.byTier[tier]?.n === null ||
      document?.reasoningTrail.byTier[tier]?.eligible === null ||
      details?.tiers.byTier[tier]?.merged === null
    if (tiers.some(isWithheld)) return 'tier'
  }
  const repositoryId = list.repository === null ? undefined : (await loadRepositoryIds(context)).get(list.repository)
  const filter = { ...list.filters, repositoryId, surface: surface ? undefined : (list.surface ?? undefined) }
  return {
    request: { ...context, scope: (surface ?? open).scope, range, slugs: toSlugs(context.teams) },
    selection: { filter, counted: toCounted(list), order: toOrder(list) },
  }
}

function toTiers(asked: ListQuestion['filters']['tier']): Tier[] {
  if (asked === undefined) return []
  return asked === 'T2-T3' ? ['T2', 'T3'] : [asked]
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
  if (typeof plan === 'string') return toEmptyList(question, plan)
  const { items, previous, next, isCut } = await loadPullRequests(plan.request, plan.selection, start, PAGE_ROWS)
  const cursor = (at: ListStart | null) => at && toCursor(toCursorQuestion(open.name, list), range, at.position, at.isBackwards)
  return {
    items,
    nextCursor: cursor(next),
    previousCursor: cursor(previous),
    question: list,
    choices,
    isCut,
    withheld: null,
  }
}

/** A list that may not be shown: of a withheld team, of an organisation too small, of a withheld surface, cell or tier. */
export function toEmptyList({ list, choices }: PageQuestion, withheld: PullRequestPage['withheld']): PullRequestPage {
  return { items: [], nextCursor: null, previousCursor: null, question: list, choices, isCut: false, withheld }
}
