import { toTeamScope } from '@/lib/metrics/organization/scope'
import { chooseStressTeams } from '@/lib/pages/stress/choose-teams'
import type { StressPage } from '@/lib/pages/stress/source'
import { toStressSource } from '@/lib/pages/stress/to-source'
import { loadPage } from './load-frame'
import { loadReadings } from '@/lib/dashboard/readings/load'
import { keepStored } from '@/lib/dashboard/readings/load-stored'
import { loadSurfaceRows } from './load-surface-rows'
import { loadPageQuestion, toRange } from '@/lib/dashboard/list/load-question'
import type { PageSearch } from '@/lib/pages/frame/page'
import type { Range } from '@/lib/pages/frame/prepare-range'

/** The stress test: the review capacity of the organisation, of every surface and of a page of teams, to be multiplied by the page. */
export async function loadStressPage(search: PageSearch): Promise<StressPage> {
  return loadPage<StressPage>(async (context, shared) => {
    const question = await loadPageQuestion(context, 'organization', { from: search.from, to: search.to, asOf: search.asOf })
    const range = toRange(question)
    const document = await loadReadings({ ...context, scope: 'organization' }, question.range)
    if (!document) return null
    const surfaces = await loadSurfaceRows(context, question.range)
    const { page, held, keep } = chooseStressTeams(context.teams, search)
    await keepStored(
      context,
      held.map(({ id }) => toTeamScope(id)),
    )
    const teams = []
    for (const { id, slug, name } of held) {
      teams.push({ slug, name, document: await loadReadings({ ...context, scope: toTeamScope(id) }, question.range) })
    }
    const source = toStressSource({
      organization: shared.organization.name,
      range,
      keep: { ...toKept(range, search), ...keep },
      document,
      surfaces,
      teams,
      teamNames: context.teams,
      teamsPage: page.number,
    })
    return { kind: 'ready', ...shared, range, source }
  })
}

/** The range of the address stays in every address that the page writes; the default one is not spelled out. */
function toKept(range: Range, { asOf }: PageSearch): Record<string, string> {
  if (range.isDefault || range.problem !== null) return {}
  return { from: range.from, to: range.to, ...(typeof asOf === 'string' && asOf !== '' ? { asOf } : {}) }
}
