import { getAttributionSetting } from '@/lib/db/get-attribution-setting'
import { SERIES_WEEKS } from '@/lib/metrics/scope-readings'
import { openScope } from './context'
import { isWithheld } from './load-api'
import { loadPage, loadPageList, toListRequest } from './load-page'
import { countPullRequests } from './load-pull-requests'
import { loadReadings, loadSeries } from './load-readings'
import { parsePageQuestion, toRange } from './page-range'
import type { PageSearch, TeamName, TeamPage } from './page-types'

/** A team's page: its readings, its weeks, and the pull requests behind them, of one figure with ?figure=. */
export async function loadTeamPage(slug: string, search: PageSearch): Promise<TeamPage> {
  return loadPage<TeamPage>(async (context, shared) => {
    const teams: TeamName[] = context.teams.map(({ slug, name, members }) => ({ slug, name, members }))
    const open = await openScope(context, slug)
    const team = open && teams.find((known) => known.slug === open.name)
    if (!open?.team || !team) return { kind: 'not_found', slug, teams }
    const question = await parsePageQuestion(context, open.name, search)
    // The series first: it looks further back, and what it has read serves the document too.
    const series = (await loadSeries({ ...context, scope: open.scope }, SERIES_WEEKS, question.range.asOf)) ?? []
    const document = await loadReadings({ ...context, scope: open.scope }, question.range)
    if (!document) return null
    const head = { kind: 'ready' as const, ...shared, team, teams, range: toRange(question), document, series, details: null }
    if (isWithheld(document)) {
      return { ...head, pullRequests: { items: [], nextCursor: null, figure: question.figure }, counts: null, attribution: null }
    }
    const [pullRequests, counts, attribution] = await Promise.all([
      loadPageList(context, open, question),
      countPullRequests(toListRequest(context, open.scope, question)),
      context.kept.once('attribution', () => getAttributionSetting(context.database, context.organizationId)),
    ])
    return { ...head, pullRequests, counts, attribution }
  })
}
