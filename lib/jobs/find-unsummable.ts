import { chunk } from 'es-toolkit'
import { listNarrowEvaluationsOf } from '@/lib/db/figures/list-narrow-evaluations'
import { listPullRequestIdsAlive } from '@/lib/db/figures/list-pull-request-ids-alive'
import { listWaiting } from '@/lib/metrics/capacity/waiting-cycles'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import { rollUpWeek } from '@/lib/metrics/readings/scope-document'
import type { ComputeOptions } from './compute-options'
import { toTouched } from './evaluate-pending'

const ROWS_AT_ONCE = 1_000

/**
 * Pull requests whose stored evaluation no sum can take. Sums read many rows at once and do not say which one they failed
 * at, so this asks each row alone: only after a sum has failed, because it takes as long as all sums together.
 */
export async function findUnsummable({ database, organizationId, asOf }: ComputeOptions, generation: number): Promise<string[]> {
  const found: string[] = []
  for (const ids of chunk(await listPullRequestIdsAlive(database, organizationId, new Date(0), asOf), ROWS_AT_ONCE)) {
    const rows = await listNarrowEvaluationsOf(database, organizationId, ids, generation)
    found.push(...rows.filter((row) => !isSummable(row, asOf)).map(({ pullRequestId }) => pullRequestId))
  }
  return found
}

function isSummable(row: NarrowEvaluation, asOf: Date): boolean {
  try {
    const weeks = new Set(toTouched([row], asOf).map(({ weekOn }) => weekOn.getTime()))
    for (const week of weeks) rollUpWeek([row], new Date(week), 'UTC')
    listWaiting([row], asOf)
    return true
  } catch {
    return false
  }
}
