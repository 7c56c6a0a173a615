import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/document/readings'
import { toWeekNumber } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted } from '@/lib/pages/words/format-figures'
import { nameWithheld } from '@/lib/pages/words/name-missing'
import type { FigureKey } from '@/lib/pages/figures/pick-weekly-points'
import { prepareFigure, type FigureView } from '@/lib/pages/figures/prepare'
import { toFigureHrefs } from '@/lib/pages/list/prepare-pull-request-list'
import { addToQuery, rangeQuery } from '@/lib/pages/frame/prepare-range'
import type { TeamName } from '@/lib/pages/frame/page'
import { isWithheld } from '@/lib/metrics/document/is-withheld'

/** Alphabetical, fifty at a time: four hundred rows of drawings are neither read nor drawn in time. */
export interface TeamsTableView {
  rows: TeamsTableRow[]
  /** All teams, hidden ones included. */
  total: number
  /** null: they fit one page. */
  pager: TeamsPager | null
}

export interface TeamsPager {
  /** "teams 51–100 of 400" */
  position: string
  previousHref: string | null
  nextHref: string | null
  /** Where the names of each first letter begin. */
  letters: { letter: string; href: string; isCurrent: boolean }[]
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
  /** 26 weeks, oldest first; empty while there are no readings. */
  series: SeriesEntry[]
}

type TableRange = { from: string; to: string; asOf: string; isDefault: boolean }

const SPARK_WEEKS = 12
export const TEAMS_A_PAGE = 50

/** In the order given, which is alphabetical: no column of this table sorts. `asked` is ?teams=, a page from 1. */
export function prepareTeamsTable(teams: readonly TeamRow[], range: TableRange, asked?: string | string[]): TeamsTableView {
  const pages = Math.max(1, Math.ceil(teams.length / TEAMS_A_PAGE))
  const page = toPage(asked, pages)
  const start = (page - 1) * TEAMS_A_PAGE
  const shown = teams.slice(start, start + TEAMS_A_PAGE)
  const latest = findLatestWeek(teams)
  return {
    rows: shown.map((team) => toRow(team, range, latest)),
    total: teams.length,
    pager: pages === 1 ? null : toPager(teams, { page, pages, start, shown: shown.length }, range),
  }
}

/** Anything that is no page of this table is its first. */
function toPage(asked: string | string[] | undefined, pages: number): number {
  const page = typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : 1
  return page >= 1 && page <= pages ? page : 1
}

function toPager(
  teams: readonly TeamRow[],
  { page, pages, start, shown }: { page: number; pages: number; start: number; shown: number },
  range: TableRange,
): TeamsPager {
  const to = (number: number, slug?: string) =>
    `/${addToQuery(rangeQuery(range), number === 1 ? {} : { teams: String(number) })}#${slug ? `team-${slug}` : 'teams'}`
  const first = new Map<string, number>()
  teams.forEach(({ name }, index) => {
    const letter = toLetter(name)
    if (!first.has(letter)) first.set(letter, index)
  })
  return {
    position: `teams ${formatCount(start + 1)}–${formatCount(start + shown)} of ${formatCount(teams.length)}`,
    previousHref: page > 1 ? to(page - 1) : null,
    nextHref: page < pages ? to(page + 1) : null,
    letters: [...first].map(([letter, index]) => ({
      letter,
      href: to(Math.floor(index / TEAMS_A_PAGE) + 1, teams[index]?.slug),
      isCurrent: index >= start && index < start + shown,
    })),
  }
}

function toLetter(name: string): string {
  const letter = name.trim().charAt(0).normalize('NFD').charAt(0).toUpperCase()
  return /\p{L}/u.test(letter) ? letter : '#'
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
