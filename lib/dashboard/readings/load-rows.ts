import { chunk } from 'es-toolkit'
import { listNarrowEvaluations } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestIdsAlive } from '@/lib/db/figures/list-pull-request-ids-alive'
import { toRowsByScope } from '@/lib/metrics/readings/rows-by-scope'
import type { Span } from '@/lib/dates'
import { judgeTier } from '@/lib/metrics/history/judge-tier'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { toFollowedUpSpan, trailingWeeks, withFirstMidnight, type ReadingsRange } from '@/lib/metrics/readings/scope-document'
import { compute } from '../work/work'
import { emptyMemo, type Frame, type RowsByScope } from '../request-memo'
import { openEvaluations } from './load-evaluations'
import type { ReadingsRequest } from './request'

/** The rows that the document of a range reads. */
export function toRowsOfRange(request: ReadingsRequest, frame: Frame, range: ReadingsRange): ReadRows {
  const trailing = trailingWeeks(range, frame.dataFrom)[0] ?? range.from
  const followedUp = toFollowedUpSpan(range).from
  const span = withFirstMidnight({ from: trailing < followedUp ? trailing : followedUp, to: later(range.to, range.asOf) })
  return toRows(request, frame, span, range.asOf, range.to)
}

export type ReadRows = () => Promise<RowsByScope>

/**
 * Evaluations by scope as of the instant, judged by the states of tiers at the end of the range that they are read for: stored
 * ones for the last sync, else made anew from the histories. All of the
 * organisation's are read even for one scope, because what is withheld depends on every scope.
 */
export function toRows(request: ReadingsRequest, { context, tierStates }: Frame, span: Span, asOf: Date, rangeEnd: Date): ReadRows {
  const notConfigured = tierStates.listNotConfigured(rangeEnd < asOf ? rangeEnd : asOf)
  const key = `${asOf.getTime()} ${[...notConfigured].join(' ')}`
  const { database, organizationId, memo = emptyMemo() } = request
  return () => {
    // Rows that touch a wider span serve as well: what does not touch a week adds nothing to it.
    const known = memo.rows.get(key)
    if (known && known.from <= span.from && known.to >= span.to) return known.rows
    const isStored = asOf.getTime() === context.syncedAt?.getTime()
    const readStored = () => compute(() => listNarrowEvaluations(database, organizationId, 'organization', span))
    const rows = (isStored ? readStored() : evaluateAsOf(request, span, asOf)).then((found) =>
      toRowsByScope(found.map((row) => judgeTier(row, notConfigured))),
    )
    memo.rows.set(key, { ...span, rows })
    return rows
  }
}

const BATCH = 500

async function evaluateAsOf(
  { database, organizationId, configuration }: ReadingsRequest,
  span: Span,
  asOf: Date,
): Promise<NarrowEvaluation[]> {
  const source = await openEvaluations({ database, organizationId, configuration, asOf })
  const ids = await compute(() => listPullRequestIdsAlive(database, organizationId, span.from, asOf))
  const rows: NarrowEvaluation[] = []
  // Only the narrow part is kept: the evidence of a year of pull requests would not fit.
  for (const batch of chunk(ids, BATCH)) {
    for (const evaluation of (await source.narrow(batch)).values()) rows.push(evaluation)
  }
  return rows
}

export function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
