import type { AxisTick } from './exhibit'

/**
 * Waits run from minutes to months, so their axis is logarithmic, in hours: everything within the first hour stands at
 * its left end.
 */
export interface HoursAxis {
  toPosition: (hours: number) => number
  ticks: (AxisTick & { hours: number })[]
}

const LADDER: [hours: number, label: string][] = [
  [1, '1\u00a0h'],
  [4, '4\u00a0h'],
  [24, '1\u00a0day'],
  [168, '1\u00a0week'],
  [672, '4\u00a0weeks'],
  [2016, '12\u00a0weeks'],
  [8760, '1\u00a0year'],
]
const SHORTEST_AXIS = 48
/** Room between two labels, as a share of the width, on the narrowest screen. */
const LABEL_ROOM = 0.13

export function prepareHoursAxis(longest: number): HoursAxis {
  const end = Math.log(Math.max(SHORTEST_AXIS, longest) * 1.08)
  const toPosition = (hours: number) => Math.min(1, Math.max(0, Math.log(Math.max(1, hours)) / end))
  const ticks: HoursAxis['ticks'] = []
  for (const [hours, label] of LADDER) {
    const at = toPosition(hours)
    const before = ticks.at(-1)
    if (Math.log(hours) <= end && (!before || at - before.at >= LABEL_ROOM)) ticks.push({ hours, label, at })
  }
  return { toPosition, ticks }
}
