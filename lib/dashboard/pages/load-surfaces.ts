import { addWeeks } from '@/lib/dates'
import { countCodeOwners } from '@/lib/db/organization/count-codeowners'
import { listCodeOwners } from '@/lib/db/organization/list-codeowners'
import { listTeamTiers } from '@/lib/db/figures/list-tier-details'
import type { TeamListRow } from '@/lib/db/organization/list-teams'
import { listMergedPaths } from '@/lib/db/list/list-merged-paths'
import { listUnknownMaintainers } from '@/lib/db/organization/list-unknown-maintainers'
import type { PageSearch, RepositoryTiers } from '@/lib/pages/frame/page'
import { takeTeamsPage } from '@/lib/pages/frame/page-teams'
import type { SurfacesPage, SurfacesPageData } from '@/lib/pages/surfaces/prepare-page'
import type { TeamTiers } from '@/lib/pages/surfaces/prepare-team-rows'
import type { RepositoryWithoutTiers } from '@/lib/pages/surfaces/prepare-tiers-not-configured'
import { loadNotConfigured } from '@/lib/dashboard/readings/load-tier-states'
import { THRESHOLDS } from '@/lib/policy/defaults'
import { proposeTierRules } from '@/lib/policy/propose-tier-rules'
import { compileTierPolicy } from '@/lib/policy/tier-policy'
import { parseCodeOwners } from '@/lib/policy/codeowners'
import { toTeamScope } from '@/lib/metrics/organization/scope'
import { openOrganization, type DashboardContext } from '../context'
import { loadConfigurationPath } from '../load-configuration'
import { loadPage } from './load-frame'
import { loadDetails, loadReadings, loadTiers } from '@/lib/dashboard/readings/load'
import { loadSurfaceRows } from './load-surface-rows'
import { loadPageQuestion, toRange, type PageQuestion } from '@/lib/dashboard/list/load-question'

/** The page of surfaces and tiers: what each tier asks for, and what was there, for the organisation and each team. */
export async function loadSurfacesPage(search: PageSearch): Promise<SurfacesPage> {
  return loadPage<SurfacesPage>(async (context, shared) => {
    const question = await loadPageQuestion(context, openOrganization(context).name, search)
    const scope = { ...context, scope: 'organization' as const }
    const document = await loadReadings(scope, question.range)
    if (!document) return null
    return {
      kind: 'ready',
      ...shared,
      range: toRange(question),
      document,
      details: await loadDetails(scope, question.range),
      teams: await loadTeams(context, question, search),
      surfaces: await loadSurfaceRows(context, question.range),
      configuration: await loadRules(context),
      notConfigured: await loadWithoutTiers(context, question, shared.tierStates ?? []),
    }
  })
}

async function loadTeams(context: DashboardContext, { range }: PageQuestion, search: PageSearch): Promise<SurfacesPageData['teams']> {
  const page = takeTeamsPage(context.teams, search.teams)
  const readStored = async () => new Map((await listTeamTiers(context.database, context.organizationId)).map((row) => [row.scope, row]))
  const tiers = range.isDefault
    ? await context.kept.once('team tiers', readStored)
    : await loadTiers(
        context,
        page.shown.map(({ id }) => toTeamScope(id)),
        range,
      )
  const toRow = ({ id, slug, name, members }: TeamListRow): TeamTiers => {
    const known = tiers.get(toTeamScope(id))
    return { slug, name, members, contributors: known?.contributors ?? null, byTier: known?.byTier ?? null }
  }
  return { names: context.teams.map(({ slug, name }) => ({ slug, name })), page: { ...page, shown: page.shown.map(toRow) } }
}

/** Repositories whose tiers are not configured at the end of the range, each with rules for what it holds. */
async function loadWithoutTiers(
  context: DashboardContext,
  { range }: PageQuestion,
  states: readonly RepositoryTiers[],
): Promise<RepositoryWithoutTiers[]> {
  const { database, organizationId, configuration } = context
  const notConfigured = await loadNotConfigured(context, range)
  const policy = compileTierPolicy({ globs: configuration.tiers.globs, surfaces: configuration.surfaces })
  const found: RepositoryWithoutTiers[] = []
  for (const { repositoryId, repository, sinceOn, decidedOn, merges, unmatched } of states) {
    if (!notConfigured.has(repositoryId) || found.length === MOST_REPOSITORIES) continue
    const to = new Date(decidedOn)
    const weeks = THRESHOLDS.tiersNotConfigured.weeks
    const paths = await listMergedPaths(database, organizationId, repositoryId, { from: addWeeks(to, -weeks), to })
    found.push({ repository, sinceOn, merges, unmatched, proposal: proposeTierRules(paths, policy, repository) })
  }
  return found
}

/** A page is read; whoever has more writes their first rules for these. */
const MOST_REPOSITORIES = 12

async function loadRules({ configuration, database, organizationId, kept }: DashboardContext): Promise<SurfacesPageData['configuration']> {
  const names = [...new Set(configuration.surfaces.flatMap(({ maintainers }) => maintainers))]
  const { repositories, withFile } = await kept.once('codeowners', () => countCodeOwners(database, organizationId))
  return {
    path: await loadConfigurationPath(),
    rules: configuration.tiers.rules,
    unknownMaintainers: await kept.once('unknown maintainers', () => listUnknownMaintainers(database, organizationId, names)),
    ownGlobs: Object.values(configuration.tiers.globs).reduce((total, globs) => total + globs.length, 0),
    repositories,
    repositoriesWithCodeOwners: withFile,
    codeOwnersProblems: await kept.once('codeowners problems', async () =>
      (await listCodeOwners(database, organizationId)).flatMap(({ repository, codeowners }) =>
        parseCodeOwners(codeowners).problems.map((problem) => `${repository}, ${problem}`),
      ),
    ),
  }
}
