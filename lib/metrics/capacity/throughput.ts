import { DAY, type Span } from '@/lib/dates'
import type { NarrowEvaluation, StoredCycle } from '@/lib/metrics/history/pull-request-evaluation'
import { count, countsAt, record } from '@/lib/metrics/statistics/fold'

/** The cycles of one ISO week; parts of it are the same week of disjoint rows. */
export const throughputSums = record({
  opened: count,
  /** Those of them that a pull request's becoming ready, ready again or reopened opened. */
  arrived: count,
  /** Those of them that are demand: neither withdrawn nor closed unmerged; and how many of these a review ended, or a merge without one. */
  demanded: count,
  answered: count,
  skipped: count,
  /** Cycles that a qualified review ended in the week. */
  completed: count,
  /** Cycles waiting at the six team-zone midnights Monday 00:00 to Saturday 00:00. */
  waiting: countsAt(6),
  /** Those of them that are younger than 14 days. */
  freshWaiting: countsAt(6),
  /** Cycles waiting at the last of them that waited at the one before it too: for a weekday or longer. */
  overdue: count,
  /** Demand that ended in the week, and how long it had waited in all, in milliseconds. */
  ended: count,
  endedWait: count,
  /** The milliseconds that demand waited within the week, summed: over 168 hours it is their mean number. */
  presence: count,
})
export type WeekThroughput = ReturnType<typeof throughputSums>

export function emptyThroughput(): WeekThroughput {
  return throughputSums([])
}

/** Opened, ended and waiting cycles of one ISO week (UTC); `midnights` are six instants in the scope's zone. */
export function rollUpThroughput(rows: Iterable<NarrowEvaluation>, span: Span, midnights: Date[]): WeekThroughput {
  const from = span.from.getTime()
  const to = span.to.getTime()
  const boundaries = midnights.map((midnight) => midnight.getTime())
  const throughput: WeekThroughput = { ...emptyThroughput(), waiting: boundaries.map(() => 0), freshWaiting: boundaries.map(() => 0) }
  for (const row of rows) {
    for (const cycle of row.review.cycles) {
      const { startedAt, endedAt, outcome } = cycle
      if (startedAt >= from && startedAt < to) addOpened(throughput, cycle)
      if (isDemand(cycle)) {
        if (endedAt !== null && endedAt >= from && endedAt < to) {
          if (outcome === 'reviewed') throughput.completed += 1
          throughput.ended += 1
          throughput.endedWait += endedAt - startedAt
        }
        throughput.presence += Math.max(0, Math.min(endedAt ?? to, to) - Math.max(startedAt, from))
      }
      if (isOverdue(cycle, boundaries)) throughput.overdue += 1
      boundaries.forEach((boundary, index) => {
        if (startedAt > boundary || (endedAt !== null && endedAt <= boundary)) return
        throughput.waiting[index] = (throughput.waiting[index] ?? 0) + 1
        if (boundary - startedAt < FRESH) throughput.freshWaiting[index] = (throughput.freshWaiting[index] ?? 0) + 1
      })
    }
  }
  return throughput
}

/** From Friday's midnight to Saturday's are 24 weekday hours, whatever the zone; a holiday on that Friday is not taken off. */
function isOverdue({ startedAt, endedAt }: StoredCycle, boundaries: readonly number[]): boolean {
  const [friday, saturday] = boundaries.slice(-2)
  return friday !== undefined && saturday !== undefined && startedAt <= friday && (endedAt === null || endedAt > saturday)
}

/** Longer than that a cycle is forgotten rather than waiting. */
const FRESH = 14 * DAY

function isDemand({ outcome }: StoredCycle): boolean {
  return outcome !== 'withdrawn' && outcome !== 'closed'
}

function addOpened(throughput: WeekThroughput, cycle: StoredCycle): void {
  throughput.opened += 1
  if (!cycle.isFollowUp) throughput.arrived += 1
  if (isDemand(cycle)) throughput.demanded += 1
  if (cycle.outcome === 'reviewed') throughput.answered += 1
  if (cycle.outcome === 'merged_unreviewed') throughput.skipped += 1
}
