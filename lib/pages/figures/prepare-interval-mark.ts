import type { ReviewCapacityReading } from '@/lib/metrics/document/readings'
import { formatMultiple, formatMultipleRange } from '@/lib/pages/words/format-figures'

/**
 * Headroom as an interval on a logarithmic axis from a half to four times, so that twice as much and half as much
 * lie equally far from today. Positions are shares of the width from the left.
 */
export interface IntervalMarkView {
  /** Where the line at today (1×) and the dashed one at twice stand. */
  one: number
  two: number
  value: number
  low: number
  high: number
  /** The interval goes on past the end of the axis, or has no end. */
  isOpenLow: boolean
  isOpenHigh: boolean
  /** Drawn hollow: capacity is at least this, its limit was not seen. */
  isLowerBound: boolean
  description: string
}

export interface AxisTick {
  at: number
  label: string
}

const AXIS = { low: 0.5, high: 4 }

function toPosition(ratio: number): number {
  // The t interval of a capacity from few weeks may reach below nought, and its logarithm is no number.
  if (ratio <= 0) return 0
  const share = Math.log(ratio / AXIS.low) / Math.log(AXIS.high / AXIS.low)
  return Math.min(1, Math.max(0, share))
}

export const HEADROOM_TICKS: AxisTick[] = [
  { at: toPosition(0.5), label: '½×' },
  { at: toPosition(1), label: '1×' },
  { at: toPosition(2), label: '2×' },
  { at: toPosition(4), label: '4×' },
]

export function prepareIntervalMark({ headroom, capacityPerWeek }: ReviewCapacityReading): IntervalMarkView | null {
  if (headroom.value === null) return null
  const isLowerBound = capacityPerWeek.kind === 'lower_bound'
  const low = headroom.low ?? AXIS.low
  const high = headroom.high
  return {
    one: toPosition(1),
    two: toPosition(2),
    value: toPosition(headroom.value),
    low: toPosition(low),
    high: high === null ? 1 : toPosition(high),
    isOpenLow: headroom.low === null || low < AXIS.low,
    isOpenHigh: high === null || high > AXIS.high || isLowerBound,
    isLowerBound,
    description: `Headroom ${isLowerBound ? 'at least ' : ''}${formatMultiple(headroom.value)}, interval ${formatMultipleRange(headroom.low, headroom.high)}`,
  }
}
