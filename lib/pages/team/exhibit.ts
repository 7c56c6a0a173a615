import type { AnswerView } from '@/lib/pages/figures/answer'
import type { BudgetLine } from '@/lib/pages/figures/prepare-budget'
import type { WeeklyChartView } from '@/lib/pages/figures/prepare-weekly-chart'

/**
 * A drawing of a chapter: its title says what is to be seen, the caption how to read it, and the table gives the same
 * as text. Positions are shares of the plot: x from the left, y from the bottom.
 */
export interface Exhibit {
  key: string
  title: string
  caption: string | null
  drawing: Drawing
  table: TableView | null
  /** Where the pull requests behind it are listed. */
  link: { label: string; href: string } | null
  /** On paper there is room for two sheets: what is only detail stays on the screen. */
  isPrinted: boolean
}

export interface TableView {
  columns: string[]
  rows: string[][]
}

export type Drawing =
  | { kind: 'weeks'; view: WeeklyChartView }
  | { kind: 'curve'; view: CurveView }
  | { kind: 'histogram'; view: HistogramView }
  | { kind: 'queue'; view: QueueView }
  | { kind: 'load'; view: LoadView }
  | { kind: 'burn'; view: BurnView }
  | { kind: 'bars'; bars: BarView[] }
  | { kind: 'intervals'; view: IntervalsView }
  | { kind: 'grid'; view: GridView }
  | { kind: 'stack'; view: StackView }
  | { kind: 'quotes'; quotes: QuoteView[] }
  | { kind: 'terms'; terms: { term: string; text: string }[] }
  /** Nothing to draw, and why. */
  | { kind: 'missing'; text: string }

export interface AxisTick {
  at: number
  label: string
}

/** On which side of its place a label stands. */
export type Side = 'left' | 'right'

export interface CurveView {
  axis: string
  description: string
  ticks: AxisTick[]
  /** With the pull requests still counted at each tick, the classic row under a survival curve. */
  times: (AxisTick & { atRisk: string })[]
  /** Corner points of the step function. */
  steps: { x: number; y: number }[]
  band: { x: number; low: number; high: number }[]
  marks: (AxisTick & { y: number; side: Side })[]
  answer: AnswerView
}

export interface HistogramView {
  axis: string
  description: string
  bars: { count: number; height: number; tone: 'accent' | 'soft' }[]
  /** Labels of the bounds, at the left edge of each bar. */
  edges: string[]
  /** A line over the bars, e.g. the limit of the SLO. */
  limit: (AxisTick & { side: Side }) | null
  /** From left to right; a label that is empty stands with its neighbour's. */
  marks: (AxisTick & { side: Side })[]
  answer: AnswerView
}

export interface QueueView {
  axis: string
  description: string
  ticks: AxisTick[]
  rows: { label: string; count: string; ages: number[]; oldest: string; answer: AnswerView }[]
}

export interface LoadView {
  description: string
  shares: { height: number; label: string | null }[]
  /** The height if all carried the same. */
  even: AxisTick
}

export interface BurnView {
  /** null: the weeks of the range are not kept. */
  plot: BurnPlot | null
  /** The same budget by tier, as it stands. */
  tiers: BudgetLine[]
}

export interface BurnPlot {
  axis: string
  description: string
  ticks: AxisTick[]
  times: AxisTick[]
  /** Budget used up to the end of each week; a point above `limit` is overspent. */
  points: { x: number; y: number; isOverspent: boolean }[]
  /** y of a budget used up, and of the pace that would just use it. */
  limit: number
  answer: AnswerView
}

export interface BarView {
  label: string
  text: string
  share: number
  tone: 'accent' | 'soft'
  href: string | null
}

export interface IntervalsView {
  ticks: AxisTick[]
  rows: { label: string; value: number | null; low: number | null; high: number | null; text: string; detail: string | null }[]
}

/** Shares in a table: rows by columns, each cell with a bar behind its figure. */
export interface GridView {
  corner: string
  columns: { label: string; note: string | null }[]
  rows: { label: string; note?: string; isTotal: boolean; cells: GridCell[] }[]
  legend: string | null
}

export interface GridCell {
  text: string
  share: number | null
  /** Its interval, a thin line over the bar. */
  low?: number | null
  high?: number | null
  /** ● the rule asks for it, ○ it is one of several of which one is enough. */
  mark: '●' | '○' | null
  /** Where the pull requests behind it are listed. */
  href?: string | null
}

export interface StackView {
  bars: { label: string; total: string; parts: { key: string; share: number }[] }[]
  rows: { key: string; label: string; href: string | null; cells: string[] }[]
  columns: string[]
}

export interface QuoteView {
  text: string
  element: string
  source: string
  href: string
}

/** Where the large drawing cannot be made, the weeks take its place, and a note says what is missing. */
export function promoteWeeks(lead: Exhibit, exhibits: Exhibit[]): { lead: Exhibit; exhibits: Exhibit[]; notes: string[] } {
  const weeks = exhibits.find(({ drawing }) => drawing.kind === 'weeks')
  if (lead.drawing.kind !== 'missing' || !weeks) return { lead, exhibits, notes: [] }
  return { lead: { ...weeks, isPrinted: true }, exhibits: exhibits.filter((exhibit) => exhibit !== weeks), notes: [lead.drawing.text] }
}

export function missing(key: string, title: string, text: string): Exhibit {
  return { key, title, caption: null, drawing: { kind: 'missing', text }, table: null, link: null, isPrinted: false }
}
