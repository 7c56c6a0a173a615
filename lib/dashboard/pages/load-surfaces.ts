import { z } from 'zod'
import { countCodeOwners } from '@/lib/db/organization/count-codeowners'
import { listTeamTiers } from '@/lib/db/figures/list-tier-details'
import { listUnknownMaintainers } from '@/lib/db/organization/list-unknown-maintainers'
import { toTeamScope } from '@/lib/metrics/organization/scope'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { ScopeDetails, TierDetails } from '@/lib/metrics/document/scope-details'
import type { TierRule } from '@/lib/policy/defaults'
import type { Tier } from '@/lib/policy/tiers'
import { openOrganization, type DashboardContext } from '../context'
import { loadConfigurationPath } from '../load-configuration'
import { loadPage, type SharedPageData } from './load-frame'
import { loadDetails, loadReadings, loadTiers } from '@/lib/dashboard/readings/load'
import { loadSurfaces } from './list-surface-rows'
import { parsePageQuestion, toRange, type PageQuestion } from './range'
import type { EmptyPage, PageSearch, Range, SurfaceRow, TeamName } from '../page-types'

export interface TeamTiers extends TeamName {
  contributors: number | null
  /** null: withheld, or no readings yet. */
  byTier: TierDetails['byTier'] | null
}

export interface SurfacesPageData extends SharedPageData {
  kind: 'ready'
  range: Range
  document: ReadingsDocument
  /** null: withheld. */
  details: ScopeDetails | null
  /** Alphabetical, one page of them. */
  teams: { rows: TeamTiers[]; from: number; total: number; page: number; pages: number }
  surfaces: SurfaceRow[]
  configuration: {
    /** null: no file, the defaults hold. */
    path: string | null
    rules: Record<Tier, TierRule>
    ownGlobs: number
    /** Maintainers of plumbline.yml that GitHub has not told of. */
    unknownMaintainers: string[]
    repositories: number
    repositoriesWithCodeOwners: number
  }
}
export type SurfacesPage = SurfacesPageData | EmptyPage

/** Four hundred rows are nobody's table. */
const TEAMS_A_PAGE = 50

/** The page of surfaces and tiers: what each tier asks for, and what was there, for the organisation and each team. */
export async function loadSurfacesPage(search: PageSearch): Promise<SurfacesPage> {
  return loadPage<SurfacesPage>(async (context, shared) => {
    const question = await parsePageQuestion(context, openOrganization(context).name, search)
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
      surfaces: await loadSurfaces(context, question.range),
      configuration: await loadRules(context),
    }
  })
}

async function loadTeams(context: DashboardContext, { range }: PageQuestion, search: PageSearch): Promise<SurfacesPageData['teams']> {
  const pages = Math.max(1, Math.ceil(context.teams.length / TEAMS_A_PAGE))
  const page = z.coerce.number().int().min(1).max(pages).catch(1).parse(search.teams)
  const from = (page - 1) * TEAMS_A_PAGE
  const shown = context.teams.slice(from, from + TEAMS_A_PAGE)
  const readStored = async () => new Map((await listTeamTiers(context.database, context.organizationId)).map((row) => [row.scope, row]))
  const tiers = range.isDefault
    ? await context.kept.once('team tiers', readStored)
    : await loadTiers(
        context,
        shown.map(({ id }) => toTeamScope(id)),
        range,
      )
  return {
    from,
    page,
    pages,
    total: context.teams.length,
    rows: shown.map(({ id, slug, name, members }): TeamTiers => {
      const known = tiers.get(toTeamScope(id))
      return { slug, name, members, contributors: known?.contributors ?? null, byTier: known?.byTier ?? null }
    }),
  }
}

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
  }
}
