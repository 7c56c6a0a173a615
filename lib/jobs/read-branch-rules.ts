import { HOUR } from '@/lib/dates'
import { listRepositoriesWithOldRules, storeBranchRules } from '@/lib/db/facts/branch-rule-snapshots'
import { fetchBranchRules } from '@/lib/github/fetch-branch-rules'
import type { SyncRun } from './sync-run'

/** Once a day, and once more by every nightly reading, which does not come at the same second each day. */
const FRESH_HOURS = 20

/**
 * Reads what the default branches ask of a merge now. GitHub does not tell what they asked before: what is judged by the day of
 * a merge rests on these readings, so they go on whether anything changed or not.
 */
export async function readBranchRules(run: SyncRun, repositoryIds: string[], isNightly: boolean): Promise<void> {
  const now = run.clock()
  const before = isNightly ? now : new Date(now.getTime() - FRESH_HOURS * HOUR)
  const ids = await listRepositoriesWithOldRules(run.database, run.organizationId, repositoryIds, before)
  const rules = await fetchBranchRules(run.client, ids)
  await storeBranchRules(run.database, run.organizationId, rules, run.clock())
}
