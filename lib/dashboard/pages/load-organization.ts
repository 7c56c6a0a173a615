import { requireLists } from '@/lib/auth/access'
import { isListAsked } from '@/lib/pages/list/address'
import { toTeamScope, type Scope } from '@/lib/metrics/organization/scope'
import { SERIES_WEEKS } from '@/lib/metrics/readings/scope-document'
import { openOrganization } from '../context'
import { loadAuditNote } from './load-audit'
import { loadPage } from './load-frame'
import { loadPageList, toEmptyList } from '@/lib/dashboard/list/load-page-list'
import { loadDetails, loadReadings, loadStrain } from '@/lib/dashboard/readings/load'
import { loadSeries } from '@/lib/dashboard/readings/load-series'
import { keepStored } from '@/lib/dashboard/readings/load-stored'
import { loadSurfaceRows } from './load-surface-rows'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { loadPageQuestion, toRange } from '@/lib/dashboard/list/load-question'
import type { PageSearch } from '@/lib/pages/frame/page'
import type { OrganizationPage } from '@/lib/pages/organization/prepare-page'
import type { TeamRow } from '@/lib/pages/organization/prepare-teams-table'

/** The organisation page: its readings, a row a team, and the pull requests that the address asks for. */
export async function loadOrganizationPage(search: PageSearch): Promise<OrganizationPage> {
  return loadPage(async (context, shared) => {
    const organization = openOrganization(context)
    const question = await loadPageQuestion(context, organization.name, search)
    const load = async (scope: Scope) => {
      // The series first: it looks further back, and what it has read serves the document too.
      const series = (await loadSeries({ ...context, scope }, SERIES_WEEKS, question.range.asOf, question.range.to)) ?? []
      return { document: await loadReadings({ ...context, scope }, question.range), series }
    }
    const { document, series } = await load('organization')
    if (!document) return null
    const details = await loadDetails({ ...context, scope: 'organization' }, question.range)
    const surfaces = await loadSurfaceRows(context, question.range)
    const loadTeams = async () => {
      await keepStored(
        context,
        context.teams.map(({ id }) => toTeamScope(id)),
      )
      const teams: TeamRow[] = []
      for (const { id, slug, name, members } of context.teams) {
        const scope = toTeamScope(id)
        teams.push({ slug, name, members, ...(await load(scope)), strain: await loadStrain({ ...context, scope }, question.range) })
      }
      return teams
    }
    const teams = await (question.range.isDefault ? context.kept.once('team rows', loadTeams) : loadTeams())
    const loadList = () => (isWithheld(document) ? toEmptyList(question, 'organization') : loadPageList(context, organization, question))
    const pullRequests = isListAsked(question.list) && requireLists(context.view, null) ? await loadList() : null
    const auditNote = await loadAuditNote(context)
    const { events } = context.configuration
    return {
      kind: 'ready',
      ...shared,
      range: toRange(question),
      document,
      series,
      details,
      teams,
      surfaces,
      events,
      auditNote,
      pullRequests,
    }
  })
}
