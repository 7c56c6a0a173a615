import type { ReadingsDocument, SeriesEntry } from '@/lib/metrics/readings'
import { formatCount, formatCounted } from './format-figures'
import { nameWithheld } from './name-missing'
import type { FigureKey } from './pick-weekly-points'
import { prepareFigure, type FigureView } from './prepare-figures'
import { isWithheld } from './print-figure'

export interface TeamsTableRow {
  slug: string
  name: string
  members: string
  href: string
  /** Pull requests merged in the range; null where hidden. */
  n: string | null
  /** Why no figures are shown; null where they are. */
  hidden: string | null
  figures: Record<FigureKey, FigureView> | null
}

export interface TeamSource {
  slug: string
  name: string
  members: number
  document: ReadingsDocument | null
  series: readonly SeriesEntry[]
}

const SPARK_WEEKS = 12

/** In the order given, which is alphabetical: no column of this table sorts. */
export function prepareTeamsTable(teams: readonly TeamSource[], range: { from: string; to: string }, query: string): TeamsTableRow[] {
  return teams.map(({ slug, name, members, document, series }) => {
    const row = { slug, name, members: formatCounted(members, 'member'), href: `/teams/${slug}${query}` }
    if (!document) return { ...row, n: null, hidden: 'no readings yet', figures: null }
    if (isWithheld(document)) return { ...row, n: null, hidden: nameWithheld(document.contributors), figures: null }
    const source = { readings: document, series, range }
    const figure = (key: FigureKey) => prepareFigure(key, source, SPARK_WEEKS)
    return {
      ...row,
      n: document.pullRequests.merged === null ? null : formatCount(document.pullRequests.merged),
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
  })
}
