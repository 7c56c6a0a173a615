import { addWeeks, lastCompleteWeeks, toDateString } from '@/lib/dates'
import { DEFAULT_WEEKS } from '@/lib/metrics/readings/scope-document'
import { badParameter } from '@/lib/dashboard/problem'

export interface AskedRange {
  from?: Date | undefined
  to?: Date | undefined
  asOf?: Date | undefined
}

export interface ResolvedRange {
  from: Date
  /** Exclusive. */
  to: Date
  asOf: Date
  /** The last 12 complete weeks as of the last completed sync. */
  isDefault: boolean
}

export interface RangeBounds {
  /** The default instant: completion of the last sync. */
  syncedAt: Date
  now: Date
  /** The first instant that any fact speaks of; null: there are no pull requests. */
  dataFrom: Date | null
}

/** Fills in the defaults of CONTRACT.md and refuses what cannot be answered. Throws a RequestProblem. */
export function resolveRange(asked: AskedRange, bounds: RangeBounds): ResolvedRange {
  const asOf = resolveAsOf(asked.asOf, bounds)
  const standard = lastCompleteWeeks(asOf, DEFAULT_WEEKS)
  const to = asked.to ?? standard.to
  const from = asked.from ?? (asked.to ? addWeeks(asked.to, -DEFAULT_WEEKS) : standard.from)
  if (from >= to) {
    const other = asked.to ? `to, ${toDateString(to)}` : `${toDateString(to)}, where the range ends unless to is given`
    throw badParameter('from', `must be before ${other}.`)
  }
  const isDefault =
    asOf.getTime() === bounds.syncedAt.getTime() && from.getTime() === standard.from.getTime() && to.getTime() === standard.to.getTime()
  return { from, to, asOf, isDefault }
}

export function resolveAsOf(asked: Date | undefined, { syncedAt, now, dataFrom }: RangeBounds): Date {
  if (!asked) return syncedAt
  // A sync may have finished after this request's clock was read.
  const latest = now > syncedAt ? now : syncedAt
  if (asked > latest) throw badParameter('asOf', `is in the future: it is ${latest.toISOString()}.`)
  if (dataFrom && asked < dataFrom) {
    throw badParameter('asOf', `is before the first pull request became ready, ${dataFrom.toISOString()}.`)
  }
  return asked
}
