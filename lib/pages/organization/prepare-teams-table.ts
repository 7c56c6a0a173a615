import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import type { CapacityStrain } from '@/lib/metrics/document/scope-details'
import { toWeekNumber } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { nameWithheld } from '@/lib/pages/words/name-missing'
import type { FigureKey } from '@/lib/pages/figures/pick-weekly-points'
import { prepareFigure, type FigureView } from '@/lib/pages/figures/prepare'
import { toFigureHrefs } from '@/lib/pages/list/prepare-pull-request-list'
import { prepareTeamsPager, takeTeamsPage, type TeamsPager } from '@/lib/pages/frame/page-teams'
import { addToQuery, rangeQuery } from '@/lib/pages/frame/prepare-range'
import type { TeamName } from '@/lib/pages/frame/page'
import { isWithheld } from '@/lib/metrics/document/is-withheld'

/** Alphabetical, one page of them. */
export interface TeamsTableView {
  rows: TeamsTableRow[]
  /** All teams, hidden ones included. */
  total: number
  /** null: they fit one page. */
  pager: TeamsPager | null
}

export interface TeamsTableRow {
  slug: string
  name: string
  members: string
  href: string
  /** Pull requests merged in the range; null where hidden. */
  n: string | null
  /** The latest week in which anything of it was ready, merged or answered: the age of what its figures rest on. */
  latest: string | null
  /** That week is not the latest one shown. */
  isOld: boolean
  /** Why no figures are shown; null where they are. */
  hidden: string | null
  figures: Record<FigureKey, FigureView> | null
  /** The team's pull requests behind each figure. */
  figureHrefs: Record<FigureKey, string>
}

export interface TeamRow extends TeamName {
  /** null: no readings yet. */
  document: ReadingsDocument | null
  /** What "where it would break first" asks of it; null: withheld, or no readings yet. */
  strain: CapacityStrain | null
  /** 26 weeks, oldest first; empty while there are no readings. */
  series: SeriesEntry[]
}

type TableRange = { from: string; to: string; asOf: string; isDefault: boolean }

const SPARK_WEEKS = 12

/** In the order given, which is alphabetical: no column of this table sorts. `asked` is ?teams=, a page from 1. */
export function prepareTeamsTable(teams: readonly TeamRow[], range: TableRange, asked?: string | string[]): TeamsTableView {
  const page = takeTeamsPage(teams, asked)
  const latest = findLatestWeek(teams)
  return {
    rows: page.shown.map((team) => toRow(team, range, latest)),
    total: teams.length,
    pager: prepareTeamsPager(teams, page, (number) => `/${addToQuery(rangeQuery(range), number === 1 ? {} : { teams: String(number) })}`),
  }
}

function toRow({ slug, name, members, document, series }: TeamRow, range: TableRange, latest: string | null): TeamsTableRow {
  const path = `/teams/${slug}`
  const row = {
    slug,
    name,
    members: formatCounted(members, 'member'),
    href: `${path}${rangeQuery(range)}`,
    figureHrefs: toFigureHrefs(path, range),
    n: null,
    latest: null,
    isOld: false,
    figures: null,
  }
  if (!document) return { ...row, hidden: 'no readings yet' }
  if (isWithheld(document)) return { ...row, hidden: nameWithheld(document.contributors) }
  const source = { readings: document, series, range }
  const figure = (key: FigureKey) => prepareFigure(key, source, SPARK_WEEKS)
  const own = findLatestWeek([{ series }])
  return {
    ...row,
    n: document.pullRequests.merged === null ? null : formatCount(document.pullRequests.merged),
    latest: own === null ? null : `week\u00a0${toWeekNumber(own)}`,
    isOld: own !== null && own !== latest,
    hidden: null,
    figures: {
      capacity: figure('capacity'),
      confidence: figure('confidence'),
      withoutConfidence: figure('withoutConfidence'),
      catch: figure('catch'),
      trail: figure('trail'),
      ai: figure('ai'),
    },
  }
}

/** Names of ISO weeks sort as text. */
function findLatestWeek(teams: readonly { series: readonly SeriesEntry[] }[]): string | null {
  const weeks = teams.flatMap(({ series }) => series.findLast(({ readings }) => readings !== null)?.week ?? [])
  return weeks.reduce<string | null>((latest, week) => (latest === null || week > latest ? week : latest), null)
}
