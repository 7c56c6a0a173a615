import { toRepairReferences } from '@/lib/attribution/repair-references'
import type { PullRequestHistory, PullRequestSurroundings } from '@/lib/facts/pull-request-history'
import type { OrganizationContext } from '@/lib/metrics/organization/context'
import { toJudgedHistory, toJudgedSurroundings } from './judged-texts'
import { toLandedHistory } from './landed-though-closed'
import { truncateHistory } from './truncate-history'

/** What a merged pull request reverts or fixes; nothing while it is open, because it has repaired nothing yet. */
export function toReferences(
  given: PullRequestHistory,
  surroundings: PullRequestSurroundings,
  { mergeBots }: Pick<OrganizationContext, 'mergeBots'>,
  asOf: Date,
): PullRequestReferences {
  const { history } = toLandedHistory(truncateHistory(given, asOf), mergeBots)
  const isMerged = history.mergedAt !== null && history.mergedAt <= asOf
  const { pullRequestTemplate: template } = toJudgedSurroundings(surroundings)
  const repair = isMerged ? toRepairReferences({ ...toJudgedHistory(history), template }) : null
  return {
    sourcePullRequestId: history.id,
    kind: repair?.kind ?? 'fix',
    mergedAt: isMerged ? history.mergedAt : null,
    defectEvidence: repair?.defectEvidence ?? null,
    nonDefectReason: repair?.nonDefectReason ?? null,
    targets: repair?.targets ?? [],
  }
}

/** For a pull request that is gone: what it named before is named no more. */
export function toNoReferences(sourcePullRequestId: string): PullRequestReferences {
  return { sourcePullRequestId, kind: 'fix', mergedAt: null, defectEvidence: null, nonDefectReason: null, targets: [] }
}

/** A merged revert or fix with what it names; an empty list of targets takes earlier ones back. */
export interface PullRequestReferences {
  sourcePullRequestId: string
  kind: 'revert' | 'fix'
  mergedAt: Date | null
  defectEvidence: string | null
  nonDefectReason: string | null
  targets: { repository: string | null; number: number | null; oid: string | null; reference: string }[]
}
