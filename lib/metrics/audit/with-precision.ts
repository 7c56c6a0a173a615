import type { ReadingBlocks } from '@/lib/metrics/document/readings'
import { isWithheld } from '@/lib/metrics/document/is-withheld'
import { toEstimate } from '@/lib/metrics/document/to-estimate'
import type { ValueInterval } from '@/lib/metrics/statistics/intervals'

/**
 * The readings with what a hand audit of the threads found, beside the catch rate that rests on the rule; null: nobody has
 * finished one of these definitions. A withheld scope keeps saying nothing.
 */
export function withPrecision<Readings extends ReadingBlocks>(readings: Readings, precision: ValueInterval | null): Readings {
  if (isWithheld(readings)) return readings
  const audit = precision === null ? ('not_yet_audited' as const) : ('audited' as const)
  return { ...readings, defectCatchRate: { ...readings.defectCatchRate, audit, precision: toEstimate(precision) } }
}
