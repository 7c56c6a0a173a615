import type { Span } from '@/lib/dates'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { count, countsAt, record } from '@/lib/metrics/statistics/fold'

/** The cycles of one ISO week; parts of it are the same week of disjoint rows. */
export const throughputSums = record({
  opened: count,
  /** Cycles that a qualified review ended in the week. */
  completed: count,
  /** Cycles waiting at the six team-zone midnights Monday 00:00 to Saturday 00:00. */
  waiting: countsAt(6),
  /** Cycles that ended in the week, however, and how long they had waited in all, in milliseconds. */
  ended: count,
  endedWait: count,
  /** The milliseconds that cycles waited within the week, summed: over 168 hours it is their mean number. */
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
  const throughput: WeekThroughput = { ...emptyThroughput(), waiting: boundaries.map(() => 0) }
  for (const row of rows) {
    for (const { startedAt, endedAt, outcome } of row.review.cycles) {
      if (startedAt >= from && startedAt < to) throughput.opened += 1
      if (endedAt !== null && endedAt >= from && endedAt < to) {
        if (outcome === 'reviewed') throughput.completed += 1
        throughput.ended += 1
        throughput.endedWait += endedAt - startedAt
      }
      throughput.presence += Math.max(0, Math.min(endedAt ?? to, to) - Math.max(startedAt, from))
      boundaries.forEach((boundary, index) => {
        if (startedAt <= boundary && (endedAt === null || endedAt > boundary)) {
          throughput.waiting[index] = (throughput.waiting[index] ?? 0) + 1
        }
      })
    }
  }
  return throughput
}
