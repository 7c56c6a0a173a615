import type { ScopeDetails } from '@/lib/metrics/document/scope-details'
import { formatCount } from '@/lib/pages/words/format-figures'
import type { ListFigure } from '@/lib/pages/list/figures'
import type { FigureSource } from '@/lib/pages/figures/prepare'
import type { Trend } from '@/lib/pages/figures/prepare-trend'
import type { Exhibit } from './exhibit'

/** A fact beside a figure: what, how much, and what it rests on. */
export interface Fact {
  term: string
  value: string
  detail: string | null
  /** An overspent budget; the only fact that takes the warning colour. */
  isOverspent: boolean
  /** Where the pull requests behind it are listed. */
  href?: string | null
}

/** A chapter a figure of the list, and one of the tiers. */
export type ChapterKey = ListFigure | 'tiers'

/** One reading of a team: finding, chart, evidence. The list of pull requests stands under all of them. */
export interface Chapter {
  key: ChapterKey
  name: string
  /** The computed title. */
  finding: string
  /** Signal or noise, said in words; null where nothing is compared. */
  trend: string | null
  /** The large drawing; its title is the finding. */
  lead: Exhibit
  facts: Fact[]
  exhibits: Exhibit[]
  /** A warning about the data, or what a hand audit said of the figure. */
  notes: string[]
  /** Where the pull requests behind it are listed; null: they have no list of their own. */
  listHref: string | null
  /** A page that goes on from here. */
  next: { label: string; href: string } | null
}

export interface ChapterSource extends FigureSource {
  /** null: not there for this range. */
  details: ScopeDetails | null
  /** Links to the list of this page, by the parameters of its filter. */
  listHref: (more: Record<string, string>) => string
}

export const NO_DETAILS = 'Its distribution is not kept for this range.'

/** The title of the weeks: how many of them a signal stands at, which is all that may be said of a trend. */
export function titleWeeks({ limits, signals }: Trend): string {
  const weeks = new Set(signals.map(({ week }) => week)).size
  if (!limits) return 'Week by week, with too few earlier weeks to compare'
  return weeks === 0
    ? 'Week by week within normal variation'
    : `Week by week, ${weeks === 1 ? 'one' : formatCount(weeks)} of them outside normal variation`
}

export function fact(term: string, value: string, detail: string | null = null, href: string | null = null): Fact {
  // There is nothing to list behind a zero.
  return { term, value, detail, isOverspent: false, href: value === '0' ? null : href }
}
