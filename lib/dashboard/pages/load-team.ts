import { requireLists } from '@/lib/auth/access'
import { getAttributionSetting } from '@/lib/db/organization/get-attribution-setting'
import { SERIES_WEEKS } from '@/lib/metrics/readings/scope-document'
import { openScope } from '../context'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { loadAuditNote } from './load-audit'
import { loadPage } from './load-frame'
import { loadPageList, toEmptyList } from '@/lib/dashboard/list/load-page-list'
import { loadDetails, loadReadings } from '@/lib/dashboard/readings/load'
import { loadSeries } from '@/lib/dashboard/readings/load-series'
import { loadPageQuestion, toRange } from '@/lib/dashboard/list/load-question'
import type { PageSearch, TeamName } from '@/lib/pages/frame/page'
import type { TeamPage } from '@/lib/pages/team/prepare-page'

/** A team's page: its readings, its weeks, and the pull requests behind them, narrowed by the address. */
export async function loadTeamPage(slug: string, search: PageSearch): Promise<TeamPage> {
  return loadPage<TeamPage>(async (context, shared) => {
    const teams: TeamName[] = context.teams.map(({ slug, name, members }) => ({ slug, name, members }))
    const open = await openScope(context, slug)
    const team = open && teams.find((known) => known.slug === open.name)
    if (!open?.team || !team) return { kind: 'not_found', slug, teams }
    const question = await loadPageQuestion(context, open.name, search)
    // The series first: it looks further back, and what it has read serves the document too.
    const series = (await loadSeries({ ...context, scope: open.scope }, SERIES_WEEKS, question.range.asOf, question.range.to)) ?? []
    const document = await loadReadings({ ...context, scope: open.scope }, question.range)
    if (!document) return null
    const details = await loadDetails({ ...context, scope: open.scope }, question.range)
    const { rules } = context.configuration.tiers
    const head = { kind: 'ready' as const, ...shared, team, teams, range: toRange(question), document, series, details, rules }
    if (isWithheld(document) || !requireLists(context.view, team.slug)) {
      return { ...head, pullRequests: toEmptyList(question, 'team'), attribution: null, auditNote: null }
    }
    const [pullRequests, attribution, auditNote] = await Promise.all([
      loadPageList(context, open, question),
      context.kept.once('attribution', () => getAttributionSetting(context.database, context.organizationId)),
      loadAuditNote(context),
    ])
    return { ...head, pullRequests, attribution, auditNote }
  })
}
