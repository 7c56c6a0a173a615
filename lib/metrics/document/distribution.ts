import type { Distribution } from './scope-details'

/** Bounds grow like a logarithm: minutes and weeks are both told apart, and a day and a week stand on a line of their own. */

/** Weekday hours of first-review waits. */
export const WAIT_BOUNDS = [0, 1, 2, 4, 8, 16, 24, 48, 72, 120] as const
/** Elapsed hours of what waits now. */
export const AGE_BOUNDS = [0, 4, 8, 24, 48, 96, 168, 336, 720] as const
/** Elapsed hours between confidence and the merge. */
export const IDLE_BOUNDS = [0, 1, 2, 4, 8, 24, 48, 96, 168] as const

/** Counts values between ascending bounds, each bound inside the step it opens; what lies below the first counts in it. */
export function toDistribution(values: Iterable<number>, bounds: readonly number[]): Distribution {
  const counts = bounds.map(() => 0)
  for (const value of values) {
    const index = Math.max(
      0,
      bounds.findLastIndex((bound) => bound <= value),
    )
    counts[index] = (counts[index] ?? 0) + 1
  }
  return { bounds: [...bounds], counts }
}
