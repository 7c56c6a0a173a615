import { isolate } from '@/lib/pages/words/isolate'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { formatCounted } from '@/lib/pages/words/format-figures'
import { explainWithheld } from '@/lib/pages/words/name-missing'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'
import { prepareTeamsPager, type TeamsPage, type TeamsPager } from '@/lib/pages/frame/page-teams'
import { prepareRange, rangeQuery, type Range, type RangeView } from '@/lib/pages/frame/prepare-range'
import { prepareSurfaceMatrix, type SurfaceMatrixView, type SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import { prepareTierNotice, type TierNotice } from '@/lib/pages/controls/prepare-tier-notice'
import { prepareSync, type SyncView } from '@/lib/pages/frame/prepare-sync'
import type { Verdict } from '@/lib/pages/figures/prepare-verdict'
import { prepareTierVerdict } from '@/lib/pages/controls/prepare-tier-verdict'
import { prepareManifests, type ManifestsView } from './prepare-manifests'
import { prepareRevertRows, type RevertRows } from './prepare-revert-rows'
import { prepareRules, type RulesInForce, type RulesView } from './prepare-rules'
import { prepareTeamRows, type TeamTierRow, type TeamTiers } from './prepare-team-rows'
import { prepareTierRows, type TierRow } from '@/lib/pages/controls/prepare-tier-rows'
import { prepareTiersNotConfigured, type RepositoryWithoutTiers, type TiersNotConfiguredView } from './prepare-tiers-not-configured'
import { prepareUnclassified, type UnclassifiedView } from './prepare-unclassified'

export interface SurfacesPageView {
  eyebrow: string
  verdict: Verdict
  range: RangeView
  sync: SyncView
  /** null: the tiers of every repository behind the page are configured. */
  tierNotice: TierNotice | null
  query: string
  tiers: TierRow[]
  teams: { rows: TeamTierRow[]; pager: TeamsPager | null }
  /** null: the organisation is withheld, `hidden` says why. */
  manifests: ManifestsView | null
  reverts: RevertRows | null
  unclassified: UnclassifiedView | null
  /** Empty: the tiers of every repository are configured. */
  notConfigured: TiersNotConfiguredView[]
  hidden: string | null
  matrix: SurfaceMatrixView
  /** The rows after those of the matrix, where there are more; they come when they are opened. */
  moreSurfaces: SurfaceMatrixView | null
  rules: RulesView
}

export interface SurfacesPageData extends SharedPageData {
  kind: 'ready'
  range: Range
  document: ReadingsDocument
  /** null: withheld. */
  details: ScopeDetails | null
  /** Alphabetical: the names of all of them, and one page of rows. */
  teams: { names: { slug: string; name: string }[]; page: TeamsPage<TeamTiers> }
  surfaces: SurfaceRow[]
  configuration: RulesInForce
  /** At the end of the range; absent: none. */
  notConfigured?: RepositoryWithoutTiers[]
}
export type SurfacesPage = SurfacesPageData | EmptyPage

/** The tightest, which one reads; the others are looked up. */
const READ_SURFACES = 30
/** Every surface that plumbline.yml names, and of repositories as many as one looks through. */
const MOST_SURFACES = 200

export function prepareSurfacesPage(source: SurfacesPageData): SurfacesPageView {
  const { organization, sync, range, document, details, teams, surfaces, configuration } = source
  const toHref = (parameters: Record<string, string>) => `/${rangeQuery(range, parameters)}#pull-requests`
  const tiers = details?.tiers ?? null
  const named = surfaces.filter(({ source: kind }) => kind === 'configuration')
  return {
    eyebrow: `${isolate(organization.name)} · ${named.length > 0 ? formatCounted(named.length, 'surface') : formatCounted(surfaces.length, 'repository', 'repositories')} · 4\u00a0tiers`,
    verdict: prepareTierVerdict(tiers?.byTier ?? null, '#tiers'),
    range: prepareRange(range, '/surfaces'),
    tierNotice: prepareTierNotice(details?.tiers ?? null, source.tierStates, rangeQuery(range)),
    sync: prepareSync(sync),
    query: rangeQuery(range),
    tiers: prepareTierRows(tiers?.byTier ?? null, configuration.rules, toHref),
    teams: {
      rows: prepareTeamRows(teams.page.shown, (slug, parameters) =>
        parameters ? `/teams/${slug}${rangeQuery(range, parameters)}#pull-requests` : `/teams/${slug}${rangeQuery(range)}`,
      ),
      pager: prepareTeamsPager(
        teams.names,
        teams.page,
        (number) => `/surfaces${rangeQuery(range, number === 1 ? {} : { teams: String(number) })}`,
      ),
    },
    manifests: tiers && prepareManifests(tiers, toHref),
    reverts: tiers && prepareRevertRows(tiers.byTier, toHref),
    unclassified: tiers && prepareUnclassified(tiers, toHref({ unclassified: '1' })),
    notConfigured: prepareTiersNotConfigured(source.notConfigured ?? []),
    hidden: tiers ? null : explainWithheld(document.contributors),
    matrix: prepareSurfaceMatrix(surfaces, rangeQuery(range), READ_SURFACES),
    moreSurfaces:
      surfaces.length > READ_SURFACES
        ? prepareSurfaceMatrix(surfaces, rangeQuery(range), MOST_SURFACES - READ_SURFACES, READ_SURFACES)
        : null,
    rules: prepareRules(configuration, named),
  }
}
