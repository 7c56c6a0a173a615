import { backlogAfter, weeksToDrain, WEEKS_PER_MONTH, type Load } from './erlang'
import { span, UNKNOWN, type Cases, type Ends } from './cases'

/** What waits while m× arrive, in cycles and weeks, from today's queue on (METRICS section 2). */
export interface StressBacklog {
  /** Cycles waiting after 13/3 weeks at m×. */
  backlogAfterMonth: Ends
  /** Weeks until the backlog passes a month's work; 0: it has already. */
  overflowWeeks: Ends
  /** Weeks from the end of that month until nothing waits, arrivals back at today's. */
  drainWeeks: Ends
  /** Cycles waiting at the end of each of the next 12 weeks, the first entry now; empty where today's queue is unknown. */
  path: ({ week: number } & Ends)[]
}

export const PATH_WEEKS = 12

/** What waits, from today's queue on. An open best corner still has a floor: nothing waits, and a month's work is never reached. */
export function computeStressBacklog(cases: Cases, now: number | null, multiple: number, monthOfWork: number): StressBacklog {
  if (now === null) return { backlogAfterMonth: UNKNOWN, overflowWeeks: UNKNOWN, drainWeeks: UNKNOWN, path: [] }
  const waiting = (weeks: number) => withFloor(span(cases, 'best', ({ changed }) => backlogAfter(changed, now, multiple, weeks)))
  const overflow = span(cases, 'worst', ({ changed }) => weeksUntil(changed, now, multiple, monthOfWork))
  return {
    backlogAfterMonth: waiting(WEEKS_PER_MONTH),
    overflowWeeks: { ...overflow, high: cases.best ? overflow.high : Infinity },
    drainWeeks: withFloor(
      span(cases, 'best', ({ changed }) => weeksToDrain(changed, backlogAfter(changed, now, multiple, WEEKS_PER_MONTH))),
    ),
    path: Array.from({ length: PATH_WEEKS + 1 }, (_, week) => ({
      week,
      ...(week === 0 ? { value: now, low: now, high: now } : waiting(week)),
    })),
  }
}

function withFloor(ends: Ends): Ends {
  return { ...ends, low: ends.low ?? 0 }
}

/** Weeks until the backlog reaches a level at m×; 0: it is there already; Infinity: it never grows so far. */
function weeksUntil({ demand, capacity }: Load, backlog: number, multiple: number, level: number): number {
  if (backlog >= level) return 0
  const growth = multiple * demand - capacity
  return growth > 0 ? (level - backlog) / growth : Infinity
}
