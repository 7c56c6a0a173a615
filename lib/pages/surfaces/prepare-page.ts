import { isolate } from '@/lib/pages/words/isolate'
import type { ReadingsDocument } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { explainWithheld } from '@/lib/pages/words/name-missing'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'
import { prepareRange, rangeQuery, type Range, type RangeView } from '@/lib/pages/frame/prepare-range'
import { prepareSurfaceMatrix, type SurfaceMatrixView, type SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import { prepareSync, type SyncView } from '@/lib/pages/frame/prepare-sync'
import type { Verdict } from '@/lib/pages/figures/prepare-verdict'
import { prepareTierVerdict } from '@/lib/pages/controls/prepare-tier-verdict'
import { prepareManifests, type ManifestsView } from './prepare-manifests'
import { prepareRevertRows, type RevertRows } from './prepare-revert-rows'
import { prepareRules, type RulesInForce, type RulesView } from './prepare-rules'
import { prepareTeamRows, type TeamTierRow, type TeamTiers } from './prepare-team-rows'
import { prepareTierRows, type TierRow } from '@/lib/pages/controls/prepare-tier-rows'
import { prepareUnclassified, type UnclassifiedView } from './prepare-unclassified'

export interface SurfacesPageView {
  eyebrow: string
  verdict: Verdict
  range: RangeView
  sync: SyncView
  query: string
  tiers: TierRow[]
  teams: { rows: TeamTierRow[]; shown: string | null; pages: { label: string; href: string; isCurrent: boolean }[] }
  /** null: the organisation is withheld, `hidden` says why. */
  manifests: ManifestsView | null
  reverts: RevertRows | null
  unclassified: UnclassifiedView | null
  hidden: string | null
  matrix: SurfaceMatrixView
  rules: RulesView
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
  configuration: RulesInForce
}
export type SurfacesPage = SurfacesPageData | EmptyPage

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
    sync: prepareSync(sync),
    query: rangeQuery(range),
    tiers: prepareTierRows(tiers?.byTier ?? null, configuration.rules, toHref),
    teams: {
      rows: prepareTeamRows(teams.rows, (slug, parameters) =>
        parameters ? `/teams/${slug}${rangeQuery(range, parameters)}#pull-requests` : `/teams/${slug}${rangeQuery(range)}`,
      ),
      shown:
        teams.pages > 1
          ? `${formatCount(teams.from + 1)}–${formatCount(teams.from + teams.rows.length)} of ${formatCounted(teams.total, 'team')}`
          : null,
      pages: Array.from({ length: teams.pages > 1 ? teams.pages : 0 }, (_, index) => ({
        label: String(index + 1),
        href: `/surfaces${rangeQuery(range, index === 0 ? {} : { teams: String(index + 1) })}#teams`,
        isCurrent: index + 1 === teams.page,
      })),
    },
    manifests: tiers && prepareManifests(tiers, toHref),
    reverts: tiers && prepareRevertRows(tiers.byTier, toHref),
    unclassified: tiers && prepareUnclassified(tiers, toHref({ unclassified: '1' })),
    hidden: tiers ? null : explainWithheld(document.contributors),
    matrix: prepareSurfaceMatrix(surfaces, rangeQuery(range), MOST_SURFACES),
    rules: prepareRules(configuration, named),
  }
}
