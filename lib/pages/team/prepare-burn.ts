import type { ReviewCapacityReading, SeriesEntry } from '@/lib/metrics/document/readings'
import { formatDay, toWeekNumber } from '@/lib/pages/words/format-dates'
import { formatCount, formatCounted, formatMultiple, formatShare } from '@/lib/pages/words/format-figures'
import { placeOnAxis, toFirstWeek, type AnswerView } from '@/lib/pages/figures/answer'
import { prepareBudget } from '@/lib/pages/figures/prepare-budget'
import { missing, type BurnPlot, type Exhibit, type TableView } from './exhibit'

const RECENT_WEEKS = 4

export interface Burn {
  weeks: { week: string; from: string; missed: number; used: number }[]
  /** Budget used in the latest four weeks ÷ what the target allows in four weeks; null in a shorter range. */
  recentPace: number | null
}

/**
 * How the range's review error budget was spent: budget = (1 − target)·n misses over the whole range; a week's part is
 * its misses ÷ that, and the allowed pace is an equal part of the budget a week. Null: the weeks of the range are not
 * all in the series, or the target allows no miss.
 */
export function computeBurn(
  slo: ReviewCapacityReading['slo'],
  series: readonly SeriesEntry[],
  range: { from: string; to: string },
): Burn | null {
  const inside = series.filter(({ from, to }) => from >= range.from && to <= range.to)
  const first = inside[0]
  const last = inside.at(-1)
  const allowed = slo.n === null ? 0 : (1 - slo.target) * slo.n
  if (!first || !last || first.from !== range.from || last.to !== range.to || allowed <= 0) return null
  let used = 0
  const weeks = inside.map(({ week, from, readings }) => {
    // A week without data has no cycle that could be missed.
    const missed = readings?.reviewCapacity.slo.missed ?? 0
    used += missed / allowed
    return { week, from, missed, used }
  })
  const recent = weeks.slice(-RECENT_WEEKS)
  const recentMisses = recent.reduce((sum, { missed }) => sum + missed, 0)
  return { weeks, recentPace: weeks.length <= RECENT_WEEKS ? null : recentMisses / ((allowed / weeks.length) * RECENT_WEEKS) }
}

export function prepareBurnExhibit(
  capacity: ReviewCapacityReading,
  series: readonly SeriesEntry[],
  range: { from: string; to: string },
): Exhibit {
  const { slo } = capacity
  const { missed, late, skipped, n } = slo
  if (missed === null || late === null || skipped === null || !n)
    return missing('burn', 'Late or skipped reviews', 'No review was due in these weeks.')
  const burn = computeBurn(slo, series, range)
  const basis = `${formatCount(missed)} of ${formatCounted(n, 'review')} missed: ${formatCount(late)} late, ${formatCount(skipped)} skipped`
  return {
    key: 'burn',
    title: `Late or skipped: ${formatShare(missed / n)} of reviews, ${formatShare(1 - slo.target)} allowed`,
    caption:
      burn === null
        ? `${basis}. The single weeks of this range are not kept, so its burn is not drawn.`
        : `${basis}. ${describePace(burn)}`,
    drawing: { kind: 'burn', view: { plot: burn && plotBurn(burn, basis), tiers: prepareBudget(capacity) } },
    table: burn && tabulateBurn(burn),
    link: null,
    isPrinted: true,
  }
}

function describePace({ weeks, recentPace }: Burn): string {
  const recent = recentPace === null ? '' : ` In the last four weeks it was used at ${formatMultiple(recentPace)} of that pace.`
  return `The dashed line is the pace that uses exactly the budget, ${formatShare(1 / weeks.length)} a week.${recent}`
}

function plotBurn(burn: Burn, basis: string): BurnPlot {
  const { weeks } = burn
  const count = weeks.length
  // The axis ends at the next half above the budget, so that "all of it" has a line of its own.
  const top = Math.max(1, Math.ceil(Math.max(...weeks.map(({ used }) => used)) * 2 - 1e-9) / 2)
  const answer = answerBurn(burn, top)
  return {
    axis: 'Share of the budget used so far, by the week a cycle opened',
    description: `${basis}, week by week: ${weeks.map(({ used }) => formatShare(used)).join(', ')}.`,
    ticks: chooseBudgetTicks(top).map((value) => ({ at: value / top, label: formatShare(value) })),
    times: weeks.flatMap(({ from }, index) => (index % Math.ceil(count / 3) === 0 ? [{ at: index / count, label: formatDay(from) }] : [])),
    points: [
      { x: 0, y: 0, isOverspent: false },
      ...weeks.map(({ used }, index) => ({
        x: placeOnAxis(answer.domain, answer.points[index]?.x ?? 0),
        y: used / top,
        isOverspent: used > 1 + 1e-9,
      })),
    ],
    limit: 1 / top,
    answer,
  }
}

/** What a week used is all used at its end, so the plot begins a week before the first point. */
function answerBurn(burn: Burn, top: number): AnswerView {
  const { columns, rows } = tabulateBurn(burn)
  const first = toFirstWeek(burn.weeks)
  return {
    axis: 'weeks',
    domain: [first - 1, first - 1 + burn.weeks.length],
    columns: columns.slice(1),
    points: burn.weeks.map(({ used }, index) => {
      const [title = '', ...texts] = rows[index] ?? []
      return { x: first + index, heights: [used / top], title, texts }
    }),
  }
}

/** Halves while they have room, whole budgets where it was overspent many times. */
function chooseBudgetTicks(top: number): number[] {
  const step = top <= 2 ? 0.5 : Math.ceil(top / 4)
  return Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, index) => index * step)
}

function tabulateBurn({ weeks }: Burn): TableView {
  return {
    columns: ['Week', 'Missed', 'Budget used so far'],
    rows: weeks.map(({ week, from, missed, used }) => [
      `Week ${toWeekNumber(week)}, from ${formatDay(from)}`,
      formatCount(missed),
      formatShare(used),
    ]),
  }
}
