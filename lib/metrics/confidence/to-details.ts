import { IDLE_BOUNDS, toDistribution } from '@/lib/metrics/document/distribution'
import { computeKaplanMeier, type KaplanMeierStep } from '@/lib/metrics/statistics/kaplan-meier'
import { toCensoredHours, type ConfidenceSums } from './sums'
import type { ConfidenceDetails } from '@/lib/metrics/document/scope-details'

/** More steps than a screen has pixels to tell apart. */
const MOST_STEPS = 200

/** The curve that p50 and p75 are read from, and how long merges lay idle once they were confident. */
export function toConfidenceDetails(sums: ConfidenceSums, asOf: Date): ConfidenceDetails {
  const { confidentHours, idleHours } = sums
  const censored = toCensoredHours(sums, asOf)
  const { steps } = computeKaplanMeier(confidentHours, censored)
  const atRisk = confidentHours.length + censored.length
  return {
    curve:
      atRisk === 0
        ? []
        : [
            { hours: 0, survival: 1, low: 1, high: 1, atRisk },
            ...thin(steps).map((step) => ({
              hours: step.time,
              survival: step.survival,
              // At S = 0 the band is the whole axis and says nothing.
              low: step.survival > 0 ? step.low : null,
              high: step.survival > 0 ? step.high : null,
              atRisk: step.atRisk,
            })),
          ],
    idle: toDistribution(idleHours, IDLE_BOUNDS),
    idleN: idleHours.length,
  }
}

/** Evenly, with the last step and those from which the median and p75 are read: the drawing must agree with the figures. */
function thin(steps: readonly KaplanMeierStep[]): KaplanMeierStep[] {
  const room = MOST_STEPS - 1
  if (steps.length <= room) return [...steps]
  const kept = new Set([0.5, 0.25].map((level) => steps.findIndex(({ survival }) => survival <= level + 1e-9)))
  const even = room - kept.size
  for (let index = 0; index < even; index += 1) kept.add(Math.round((index * (steps.length - 1)) / (even - 1)))
  return steps.filter((_, index) => kept.has(index))
}
