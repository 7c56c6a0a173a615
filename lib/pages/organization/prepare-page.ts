import { isolate } from '@/lib/pages/words/isolate'
import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { EMPTY_QUESTION, type ListQuestion } from '@/lib/pages/list/address'
import type { ListFigure } from '@/lib/pages/list/figures'
import { listHref } from '@/lib/pages/list/href'
import { formatCounted } from '@/lib/pages/words/format-figures'
import { addAuditNote } from '@/lib/pages/figures/prepare-audit-note'
import { prepareBudget, type BudgetLine } from '@/lib/pages/figures/prepare-budget'
import type { EmptyPage, SharedPageData } from '@/lib/pages/frame/page'
import { prepareChanges, type ChangesView } from './prepare-changes'
import type { ChartEvent } from '@/lib/pages/figures/prepare-chart-events'
import { prepareDrawing, type FigureView, type FigureViewKey } from '@/lib/pages/figures/prepare'
import { prepareOrganizationFigures } from './prepare-figures'
import { prepareOrganizationVerdict, type VerdictPart } from './prepare-verdict'
import { prepareOutputChart, type OutputChartView } from './prepare-output-chart'
import {
  preparePullRequestList,
  toFigureHrefs,
  type PullRequestPage,
  type PullRequestListView,
} from '@/lib/pages/list/prepare-pull-request-list'
import { addToQuery, prepareRange, rangeQuery, type Range, type RangeView } from '@/lib/pages/frame/prepare-range'
import { prepareDownloads, type DownloadLink } from '@/lib/pages/list/prepare-downloads'
import { prepareSurfaceMatrix, type SurfaceMatrixView, type SurfaceRow } from '@/lib/pages/figures/prepare-surface-matrix'
import { prepareTierNotice, type TierNotice } from '@/lib/pages/controls/prepare-tier-notice'
import { prepareSync, type SyncView } from '@/lib/pages/frame/prepare-sync'
import { prepareTeamsTable, type TeamRow, type TeamsTableView } from './prepare-teams-table'
import { prepareConfidenceSentence, type Verdict } from '@/lib/pages/figures/prepare-verdict'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { REFERENCE_FIGURES, type ReferenceFigure } from './reference-figures'

export interface OrganizationPageView {
  eyebrow: string
  verdict: Verdict
  range: RangeView
  sync: SyncView
  /** null: the tiers of every repository behind the page are configured. */
  tierNotice: TierNotice | null
  query: string
  figures: FigureView[]
  figureHrefs: Partial<Record<FigureViewKey, string>>
  output: OutputChartView
  changes: ChangesView
  budget: BudgetLine[]
  references: readonly ReferenceFigure[]
  matrix: SurfaceMatrixView
  teams: TeamsTableView
  downloads: Record<'weeks' | 'surfaces' | 'teams', DownloadLink[]>
  /** Only where a figure was asked for. */
  list: PullRequestListView | null
}

export interface OrganizationPageData extends SharedPageData {
  kind: 'ready'
  range: Range
  document: ReadingsDocument
  /** 26 weeks, oldest first. */
  series: SeriesEntry[]
  /** null: withheld. */
  details: ScopeDetails | null
  /** Alphabetical by name. */
  teams: TeamRow[]
  /** In the order of plumbline.yml, "everything else" last. */
  surfaces: SurfaceRow[]
  /** What the last hand audit said of the rule behind the catch rate; null: nobody made one. */
  auditNote: string | null
  /** What plumbline.yml says happened on which day (YYYY-MM-DD): charts mark it. */
  events: ChartEvent[]
  /** The list behind a figure of the organisation, where ?figure= asks for one. */
  pullRequests: PullRequestPage | null
}
export type OrganizationPage = OrganizationPageData | EmptyPage

const FIGURE_WEEKS = 26

/** `teamsPage` is ?teams= of the address. */
export function prepareOrganizationPage(source: OrganizationPageData, teamsPage?: string | string[]): OrganizationPageView {
  const { organization, sync, range, document, series, details, teams, surfaces, pullRequests } = source
  const query = rangeQuery(range)
  const matrix = prepareSurfaceMatrix(surfaces, query)
  const linked = teams.map((team) => ({ ...team, href: `/teams/${team.slug}${query}` }))
  const readings = { readings: document, series, range }
  const { trend } = prepareDrawing('withoutConfidence', readings, FIGURE_WEEKS)
  const { evidence: seen, ...verdict } = prepareOrganizationVerdict({
    document,
    details: details?.capacity ?? null,
    // What no named surface holds is a remainder and no place.
    surfaces: surfaces.filter(({ source: kind }) => kind !== 'rest').map((surface) => toVerdictSurface(surface, query)),
    teams: linked.map((team) => toVerdictTeam(team, query)),
    stressHref: `/stress-test${query}`,
  })
  const confidence = isWithheld(document) ? null : prepareConfidenceSentence(document, series, trend, range)
  const evidence = [...seen, confidence].filter(Boolean).join(' ')
  return {
    eyebrow: `${isolate(organization.name)} · ${formatCounted(teams.length, 'team')}`,
    verdict: { ...verdict, evidence },
    range: prepareRange(range, '/'),
    tierNotice: prepareTierNotice(details?.tiers ?? null, source.tierStates, query),
    sync: prepareSync(sync),
    query,
    figures: addAuditNote(
      prepareOrganizationFigures({ ...readings, details, surfaces: matrix.rows, surfaceCount: surfaces.length }),
      source.auditNote,
    ),
    figureHrefs: listFigureHrefs(range),
    output: prepareOutputChart(series, range, source.events),
    changes: prepareChanges(linked, range),
    budget: prepareBudget(document.reviewCapacity),
    references: REFERENCE_FIGURES,
    matrix,
    teams: prepareTeamsTable(teams, range, teamsPage),
    downloads: {
      weeks: prepareDownloads('series', range),
      surfaces: prepareDownloads('surfaces', range),
      teams: prepareDownloads('teams', range),
    },
    list: pullRequests && preparePullRequestList({ path: '/', range, document, pullRequests }),
  }
}

/** The pull requests behind each figure: as many as its n says. */
function listFigureHrefs(range: Range): OrganizationPageView['figureHrefs'] {
  const to = (figure: ListFigure | null, filters: ListQuestion['filters'] = {}) =>
    listHref({ path: '/', range }, { ...EMPTY_QUESTION, figure, filters })
  return {
    ...toFigureHrefs('/', range),
    tightest: `/${rangeQuery(range)}#matrix`,
    confidentShare: to('confidence'),
    risky: to('trail', { tier: 'T2-T3' }),
    independent: to('ai', { loop: 'known' }),
  }
}

function toVerdictSurface(surface: SurfaceRow, query: string): VerdictPart {
  return {
    name: surface.name,
    href: `/${addToQuery(query, { surface: surface.name })}#pull-requests`,
    stressHref: `/stress-test${addToQuery(query, { surface: surface.name })}`,
    reading: surface.document?.reviewCapacity ?? null,
    strain: surface.strain,
  }
}

function toVerdictTeam({ slug, name, href, document, strain }: TeamRow & { href: string }, query: string): VerdictPart {
  return {
    name,
    href,
    stressHref: `/stress-test${addToQuery(query, { team: slug })}`,
    reading: document?.reviewCapacity ?? null,
    strain,
  }
}
