import { Z95 } from './intervals'

/**
 * Kaplan–Meier estimator of "how long until it happens" when for some it has not happened yet (METRICS section 3).
 *
 * At each distinct event time S falls by the factor 1 − d/n (d events, n still at risk; somebody censored at that
 * very time is still at risk). The variance is Greenwood's, Σ d/(n(n − d)); the 95 % band is the log-log one,
 * S^exp(±z·√Greenwood / ln S), which stays inside (0, 1).
 */

export interface KaplanMeierQuantile {
  /** The first event time with S ≤ 1 − p; null: not reached, which is a valid answer. */
  value: number | null
  /** The first event time at which the lower band is ≤ 1 − p, else null. */
  low: number | null
  /** The first event time at which the upper band is ≤ 1 − p, else null. */
  high: number | null
}

export interface KaplanMeierCurve {
  steps: KaplanMeierStep[]
  quantile(p: number): KaplanMeierQuantile
}

export interface KaplanMeierStep {
  time: number
  /** To how many it could still happen just before. */
  atRisk: number
  survival: number
  low: number
  high: number
}

// S is a product of fractions: 0.5 may come out as 0.5000000000000001.
const TOLERANCE = 1e-9

/** Durations of those to whom it happened, and of those who still wait, in any order and one unit. O(n log n). */
export function computeKaplanMeier(events: readonly number[], censored: readonly number[]): KaplanMeierCurve {
  const eventTimes = Float64Array.from(events).sort()
  const censoredTimes = Float64Array.from(censored).sort()
  const steps: KaplanMeierStep[] = []
  const total = eventTimes.length + censoredTimes.length
  let survival = 1
  let greenwood = 0
  let gone = 0
  let censoredBefore = 0
  while (gone < eventTimes.length) {
    const time = eventTimes[gone] ?? 0
    let happened = 0
    while (eventTimes[gone + happened] === time) happened += 1
    while ((censoredTimes[censoredBefore] ?? Infinity) < time) censoredBefore += 1
    const atRisk = total - gone - censoredBefore
    gone += happened
    survival = happened === atRisk ? 0 : survival * (1 - happened / atRisk)
    greenwood += happened / (atRisk * (atRisk - happened))
    steps.push({ time, atRisk, survival, ...logLogBand(survival, greenwood) })
  }
  return { steps, quantile: (p) => quantileOf(steps, 1 - p + TOLERANCE) }
}

function logLogBand(survival: number, greenwood: number): { low: number; high: number } {
  // At S = 0 the variance is infinite: nothing bounds the truth from above, so no upper limit is claimed there.
  if (survival <= 0) return { low: 0, high: 1 }
  const spread = (Z95 * Math.sqrt(greenwood)) / Math.log(survival)
  // ln S < 0, so the positive sign gives the exponent below 1, which is the upper band.
  return { low: survival ** Math.exp(-spread), high: survival ** Math.exp(spread) }
}

function quantileOf(steps: readonly KaplanMeierStep[], level: number): KaplanMeierQuantile {
  const first = (reaches: (step: KaplanMeierStep) => boolean) => steps.find(reaches)?.time ?? null
  return {
    value: first(({ survival }) => survival <= level),
    low: first(({ low }) => low <= level),
    high: first(({ high }) => high <= level),
  }
}
