/**
 * Is a change signal or noise? XmR chart (METRICS section 8): limits are the mean ± 2.66 · the mean moving range
 * of a baseline, at least 8 points. A missing week (null) is skipped: the moving range goes from the week before it to
 * the week after it, and it ends every run.
 *
 * Signals, each at the point that completes it: `outside` the limits; `run8`, 8 in a row on one side of the mean;
 * `3of4`, 3 of 4 in a row on one side and nearer that limit than the mean. Points equal to the mean are on no side.
 * Without a signal nothing may be called better or worse. Null: fewer than 8 points in the baseline.
 */
export type XmrSignal = 'outside' | 'run8' | '3of4'

export interface XmrChart {
  mean: number
  meanMovingRange: number
  low: number
  high: number
  /** `index` is into the judged points, gaps included; by index, then in the order of the kinds. */
  signals: { index: number; kind: XmrSignal }[]
}

export const MINIMUM_BASELINE = 8
// 3/d2 with d2 = 1.128 for ranges of two points.
const LIMIT_FACTOR = 2.66
const RUN = 8

/** Both oldest first. The judged points may follow the baseline, or begin with it: then its own points are judged too. */
export function computeXmr(baseline: readonly (number | null)[], points: readonly (number | null)[]): XmrChart | null {
  const known = baseline.filter((point) => point !== null)
  if (known.length < MINIMUM_BASELINE) return null
  const mean = average(known)
  const meanMovingRange = average(known.slice(1).map((point, index) => Math.abs(point - (known[index] ?? point))))
  const limits = { mean, low: mean - LIMIT_FACTOR * meanMovingRange, high: mean + LIMIT_FACTOR * meanMovingRange }
  return { ...limits, meanMovingRange, signals: findSignals(points, limits) }
}

type Limits = Pick<XmrChart, 'mean' | 'low' | 'high'>

function findSignals(points: readonly (number | null)[], limits: Limits): XmrChart['signals'] {
  const signals: XmrChart['signals'] = []
  let unbroken: number[] = []
  points.forEach((point, index) => {
    if (point === null) {
      unbroken = []
      return
    }
    unbroken.push(point)
    if (isOutside(point, limits)) signals.push({ index, kind: 'outside' })
    if (isRun(unbroken.slice(-RUN), limits)) signals.push({ index, kind: 'run8' })
    if (isThreeOfFour(unbroken.slice(-4), limits)) signals.push({ index, kind: '3of4' })
  })
  return signals
}

// Sums of decimals are not exact: a point on the limit is not outside.
const TOLERANCE = 1e-9

function isOutside(point: number, { low, high }: Limits): boolean {
  return point > high + TOLERANCE || point < low - TOLERANCE
}

function isRun(last: readonly number[], { mean }: Limits): boolean {
  if (last.length < RUN) return false
  return last.every((point) => point > mean + TOLERANCE) || last.every((point) => point < mean - TOLERANCE)
}

function isThreeOfFour(last: readonly number[], { mean, low, high }: Limits): boolean {
  if (last.length < 4) return false
  const near = (limit: number) =>
    last.filter((point) => (point - mean) * (limit - mean) > 0 && Math.abs(limit - point) < Math.abs(point - mean) - TOLERANCE)
  return near(high).length >= 3 || near(low).length >= 3
}

function average(xs: readonly number[]): number {
  return xs.reduce((sum, x) => sum + x, 0) / xs.length
}
