import type { FigureSource, FigureView } from '../prepare-figures'
import type { FigureKey } from '../pick-weekly-points'
import type { WeeklyChartView } from '../prepare-weekly-chart'

/** A fact beside a figure: what, how much, and what it rests on. */
export interface Fact {
  term: string
  value: string
  detail: string | null
  /** An overspent budget; the only fact that takes the warning colour. */
  isOverspent: boolean
}

/** One reading of a team: finding, chart, evidence. The list of pull requests stands under all of them. */
export interface Chapter {
  key: Exclude<FigureKey, 'withoutConfidence'>
  name: string
  /** The computed title. */
  finding: string
  /** Signal or noise, said in words. */
  trend: string
  figures: FigureView[]
  chart: WeeklyChartView
  /** What the chart shows, under the finding. */
  caption: string
  facts: Fact[]
}

export type ChapterSource = FigureSource

export function fact(term: string, value: string, detail: string | null = null, isOverspent = false): Fact {
  return { term, value, detail, isOverspent }
}
