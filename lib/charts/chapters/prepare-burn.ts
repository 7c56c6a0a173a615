import type { ReviewCapacityReading, SeriesEntry } from '@/lib/metrics/readings'
import { formatDay, toWeekNumber } from '../format-dates'
import { formatCount, formatCounted, formatMultiple, formatShare } from '../format-figures'
import { missing, type Exhibit } from './exhibit'

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
export function computeBurn(slo: ReviewCapacityReading['slo'], series: readonly SeriesEntry[], range: { from: string; to: string }): Burn | null {
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

export function prepareBurnExhibit(slo: ReviewCapacityReading['slo'], series: readonly SeriesEntry[], range: { from: string; to: string }): Exhibit {
  const { budgetUsed, missed, n } = slo
  if (budgetUsed === null || missed === null || n === null) return missing('burn', 'Review error budget', 'No review was due in these weeks.')
  const title = `${formatShare(budgetUsed)} of the review error budget is used`
  const burn = computeBurn(slo, series, range)
  if (!burn) return missing('burn', title, `${formatCount(missed)} of ${formatCounted(n, 'review')} missed. The weeks of this range are not kept, so its burn is not drawn.`)
  const top = Math.max(1, Math.ceil(Math.max(...burn.weeks.map(({ used }) => used)) * 4 - 1e-9) / 4)
  const count = burn.weeks.length
  const pace = burn.recentPace === null ? '' : ` In the last four weeks it was used at ${formatMultiple(burn.recentPace)} of that pace.`
  return {
    key: 'burn',
    title,
    caption: `The dashed line is the pace that uses exactly the budget: ${formatShare(1 / count)} a week.${pace}`,
    drawing: {
      kind: 'burn',
      view: {
        axis: 'Share of the budget used so far, by the week a cycle opened',
        description: `${title}: ${formatCount(missed)} of ${formatCounted(n, 'review')} missed.${pace}`,
        ticks: [0, 0.5, 1, ...(top > 1 ? [top] : [])].map((value) => ({ at: value / top, label: formatShare(value) })),
        times: burn.weeks.flatMap(({ from }, index) => (index % 4 === 0 ? [{ at: index / count, label: formatDay(from) }] : [])),
        points: [
          { x: 0, y: 0, isOverspent: false },
          ...burn.weeks.map(({ used }, index) => ({ x: (index + 1) / count, y: used / top, isOverspent: used > 1 + 1e-9 })),
        ],
        limit: 1 / top,
      },
    },
    table: {
      columns: ['Week', 'Missed', 'Budget used so far'],
      rows: burn.weeks.map(({ week, from, missed: misses, used }) => [`Week ${toWeekNumber(week)}, from ${formatDay(from)}`, formatCount(misses), formatShare(used)]),
    },
    link: null,
    isPrinted: true,
  }
}
