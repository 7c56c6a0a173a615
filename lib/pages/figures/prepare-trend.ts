import { computeXmr, MINIMUM_BASELINE, type XmrChart, type XmrSignal } from '@/lib/metrics/statistics/xmr'
import { toWeekNumber } from '@/lib/pages/words/format-dates'
import type { WeeklyPoint } from './pick-weekly-points'

/**
 * Whether the weeks of a range differ from the twelve weeks before it by more than they always do (METRICS section 8).
 * Every word such as "rose" or "fell" on a page comes from here; without a signal no page says one.
 */
export interface Trend {
  limits: { mean: number; low: number; high: number } | null
  signals: { week: string; kind: XmrSignal; direction: 'up' | 'down' }[]
  /** Where the figure stands now: of a signal in the latest weeks. Null: none, an earlier one that is over, or no baseline. */
  direction: 'up' | 'down' | null
  /** The week of a signal that is over, e.g. 2026-W36. */
  pastWeek: string | null
  sentence: string
}

export const BASELINE_WEEKS = 12
/** A signal older than this many weeks, and not repeated since, is told as past: "rose" would say that it stayed up. */
const STANDING_WEEKS = 4

const REASONS: Record<XmrSignal, string> = {
  outside: 'a week lies outside the limits',
  run8: 'eight weeks in a row lie on one side of the mean',
  '3of4': 'three of four weeks lie near a limit',
}

/** `from`, `to`: the range on show, `to` exclusive. */
export function prepareTrend(points: readonly WeeklyPoint[], range: { from: string; to: string }): Trend {
  const baseline = points.filter((point) => point.from < range.from).slice(-BASELINE_WEEKS)
  const shown = points.filter((point) => point.from >= range.from && point.from < range.to)
  const known = baseline.filter(({ value }) => value !== null).length
  const chart = computeXmr(
    baseline.map(({ value }) => value),
    shown.map(({ value }) => value),
  )
  if (!chart || shown.every(({ value }) => value === null)) {
    return {
      limits: null,
      signals: [],
      direction: null,
      pastWeek: null,
      sentence: chart ? 'No week of this range has a figure.' : describeShortBaseline(known),
    }
  }
  const signals = pickSignals(chart, shown)
  const latest = signals.at(-1)
  const isStanding = (chart.signals.at(-1)?.index ?? -1) >= shown.length - STANDING_WEEKS
  return {
    limits: { mean: chart.mean, low: chart.low, high: chart.high },
    signals,
    direction: latest && isStanding ? latest.direction : null,
    pastWeek: latest && !isStanding ? latest.week : null,
    sentence: describeSignal(latest, isStanding),
  }
}

/**
 * The direction that a sentence about the whole range may name: that of a standing signal, where the figure of the range
 * lies on the signal's side of the earlier weeks. One high week in a range that is lower than before is no rise.
 */
export function pickDirection({ direction, limits }: Trend, now: number | null): 'up' | 'down' | null {
  if (direction === null || limits === null || now === null) return null
  return (direction === 'up' ? now > limits.mean : now < limits.mean) ? direction : null
}

function describeShortBaseline(known: number): string {
  const have = known === 0 ? 'none has a figure' : `only ${known} ${known === 1 ? 'has' : 'have'} a figure`
  return `No comparison: it needs ${MINIMUM_BASELINE} of the ${BASELINE_WEEKS} earlier weeks, and ${have}.`
}

function describeSignal(latest: Trend['signals'][number] | undefined, isStanding: boolean): string {
  if (!latest) return 'No change outside normal variation.'
  if (isStanding) return `Outside normal variation: ${REASONS[latest.kind]}.`
  return `Outside normal variation up to week ${toWeekNumber(latest.week)}, not since.`
}

/** One signal a week, and of a run only the week that completes it: the weeks after it say the same again. */
function pickSignals(chart: XmrChart, shown: readonly WeeklyPoint[]): Trend['signals'] {
  const signals: Trend['signals'] = []
  let previousIndex = -2
  let previousDirection: 'up' | 'down' | null = null
  for (const { index, kind } of chart.signals) {
    const point = shown[index]
    if (!point || point.value === null || previousIndex === index) continue
    const direction = point.value > chart.mean ? 'up' : 'down'
    const isRepeated = previousIndex === index - 1 && previousDirection === direction
    if (kind === 'outside' || !isRepeated) signals.push({ week: point.week, kind, direction })
    previousIndex = index
    previousDirection = direction
  }
  return signals
}
