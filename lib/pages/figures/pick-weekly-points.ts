import type { AiShareReading, ReadingBlocks, ReasoningTrailReading, SeriesEntry } from '@/lib/metrics/document/readings'

/** One week of one figure; null is a week whose figure cannot be given, drawn as a gap. */
export interface WeeklyPoint {
  week: string
  /** Monday, YYYY-MM-DD. */
  from: string
  value: number | null
}

export type FigureKey = 'capacity' | 'confidence' | 'withoutConfidence' | 'catch' | 'trail' | 'ai'

/** First-review wait stands for capacity: headroom trails over 26 weeks, so its weekly moves are no independent points. */
export type WeeklyKey = Exclude<FigureKey, 'capacity'> | 'firstReview' | 'confidentShare' | 'risky'

const pick: Record<WeeklyKey, (readings: ReadingBlocks) => number | null> = {
  firstReview: ({ reviewCapacity }) => reviewCapacity.firstReview.p50WeekdayHours,
  confidence: ({ timeToConfidentMerge }) => timeToConfidentMerge.p50Hours,
  withoutConfidence: ({ timeToConfidentMerge }) => timeToConfidentMerge.withoutConfidenceShare.value,
  catch: ({ defectCatchRate }) => defectCatchRate.rate,
  trail: ({ reasoningTrail }) => reasoningTrail.share,
  ai: ({ aiShare }) => pickAssisted(aiShare),
  confidentShare: ({ timeToConfidentMerge: { withoutConfidenceShare } }) =>
    withoutConfidenceShare.value === null ? null : 1 - withoutConfidenceShare.value,
  risky: ({ reasoningTrail }) => pickRisky(reasoningTrail),
}

/** T2 and T3 together: counts are summed. A tier that is withheld leaves no sum, one without merges adds nothing. */
function pickRisky({ status, byTier }: ReasoningTrailReading): number | null {
  if (status !== 'ok') return null
  let eligible = 0
  let covered = 0
  for (const tier of [byTier.T2, byTier.T3]) {
    if (!tier) continue
    if (tier.eligible === null || tier.covered === null) return null
    eligible += tier.eligible
    covered += tier.covered
  }
  return eligible === 0 ? null : covered / eligible
}

/** Below the evidence that a share needs, a floor of zero would read as a figure: such a week is a gap. */
export function pickAssisted({ display, assistedAtLeast }: AiShareReading): number | null {
  return display === 'range' || display === 'at_least' ? assistedAtLeast : null
}

/** The figure of a whole range that the weekly points are weeks of. */
export function pickReading(readings: ReadingBlocks, key: WeeklyKey): number | null {
  return pick[key](readings)
}

export function pickWeeklyPoints(series: readonly SeriesEntry[], key: WeeklyKey): WeeklyPoint[] {
  return series.map(({ week, from, readings }) => ({ week, from, value: readings ? pick[key](readings) : null }))
}

/** Contiguous runs of weeks that have a value; a missing week ends a run, so that no line is drawn over it. */
export function splitAtGaps<T>(points: readonly T[], isGap: (point: T) => boolean): T[][] {
  const runs: T[][] = []
  let run: T[] = []
  for (const point of points) {
    if (isGap(point)) {
      if (run.length > 0) runs.push(run)
      run = []
    } else {
      run.push(point)
    }
  }
  if (run.length > 0) runs.push(run)
  return runs
}
