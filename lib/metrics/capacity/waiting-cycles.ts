import type { Tier } from '@/lib/policy/tiers'
import type { Milliseconds, NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'

/** A review cycle that nobody has answered yet. */
export interface WaitingCycle {
  since: Milliseconds
  tier: Tier
}

/** The cycles that wait at the instant, oldest first. */
export function listWaiting(rows: NarrowEvaluation[], at: Date): WaitingCycle[] {
  const now = at.getTime()
  return rows
    .flatMap(({ tier, review }) =>
      review.cycles.flatMap(({ startedAt, endedAt }) =>
        startedAt <= now && (endedAt === null || endedAt > now) ? [{ since: startedAt, tier }] : [],
      ),
    )
    .sort((a, b) => a.since - b.since || (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0))
}
