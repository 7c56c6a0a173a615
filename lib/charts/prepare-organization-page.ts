import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/readings'
import { formatCounted } from './format-figures'
import { prepareBudget, type BudgetLine } from './prepare-budget'
import { prepareChanges, type ChangesView } from './prepare-changes'
import { prepareFigures, type FigureView } from './prepare-figures'
import { prepareOutputChart, type OutputChartView } from './prepare-output-chart'
import type { FigureKey } from './pick-weekly-points'
import { preparePullRequestList, toFigureHrefs, type PullRequestListSource, type PullRequestListView } from './prepare-pull-request-list'
import { prepareRange, rangeQuery, type RangeSource, type RangeView } from './prepare-range'
import { prepareSync, type SyncSource, type SyncView } from './prepare-sync'
import { prepareTeamsTable, type TeamSource, type TeamsTableRow } from './prepare-teams-table'
import { prepareConfidenceSentence, prepareOrganizationVerdict, type Verdict } from './prepare-verdict'

export interface OrganizationPageView {
  eyebrow: string
  verdict: Verdict
  range: RangeView
  sync: SyncView
  query: string
  figures: FigureView[]
  figureHrefs: Record<FigureKey, string>
  output: OutputChartView
  changes: ChangesView
  budget: BudgetLine[]
  teams: TeamsTableRow[]
  /** Only where a figure was asked for. */
  list: PullRequestListView | null
}

export interface OrganizationPageSource {
  organization: { login: string; name: string }
  sync: SyncSource
  range: RangeSource
  document: ReadingsDocument
  series: readonly SeriesEntry[]
  teams: readonly TeamSource[]
  pullRequests: PullRequestListSource['pullRequests'] | null
}

const FIGURE_WEEKS = 26

export function prepareOrganizationPage(source: OrganizationPageSource): OrganizationPageView {
  const { organization, sync, range, document, series, teams, pullRequests } = source
  const query = rangeQuery(range)
  const figures = prepareFigures({ readings: document, series, range }, FIGURE_WEEKS)
  const linked = teams.map((team) => ({ ...team, href: `/teams/${team.slug}${query}`, capacity: team.document?.reviewCapacity ?? null }))
  const confidence = figures.find(({ key }) => key === 'withoutConfidence')
  return {
    eyebrow: `${organization.name} · ${formatCounted(teams.length, 'team')}`,
    verdict: {
      headline: prepareOrganizationVerdict(document.reviewCapacity, linked),
      evidence: confidence ? prepareConfidenceSentence(document, series, confidence.trend, range) : '',
    },
    range: prepareRange(range, '/'),
    sync: prepareSync(sync),
    query,
    figures,
    figureHrefs: toFigureHrefs('/', range),
    output: prepareOutputChart(series, range),
    changes: prepareChanges(linked, range),
    budget: prepareBudget(document.reviewCapacity),
    teams: prepareTeamsTable(teams, range, query),
    list: pullRequests && preparePullRequestList({ path: '/', range, document, pullRequests }),
  }
}
