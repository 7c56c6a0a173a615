import type { OrganizationRow } from '@/lib/db/organization/find'
import type { SyncTotals } from '@/lib/db/sync/get-totals'
import type { SyncProgress, SyncState, SyncStatus } from '@/lib/pages/frame/prepare-sync'

export interface SyncFacts {
  organization: OrganizationRow
  totals: SyncTotals
  isRunning: boolean
  /** null: not known yet. */
  pullRequestsPerMinute: number | null
  now: Date
}

export function toSyncStatus({ organization, totals, isRunning, pullRequestsPerMinute, now }: SyncFacts): SyncStatus {
  const { syncedAt } = organization
  return {
    state: toState(organization, totals, isRunning),
    startedAt: organization.syncStartedAt?.toISOString() ?? null,
    syncedAt: syncedAt?.toISOString() ?? null,
    ageSeconds: syncedAt && Math.max(0, Math.round((now.getTime() - syncedAt.getTime()) / 1000)),
    message: organization.syncMessage,
    lastError: organization.lastError ?? organization.listGap,
    pointsLeft: organization.pointsLeft,
    pointsResetAt: organization.pointsResetAt?.toISOString() ?? null,
    progress: toProgress(totals, isRunning ? pullRequestsPerMinute : null),
    incomplete: totals.incomplete,
    leftOut: totals.leftOut,
    heldBefore: totals.heldBefore,
    pendingEvaluations: totals.pendingEvaluations,
  }
}

function toState({ syncedAt, syncStartedAt, lastError, listGap }: OrganizationRow, totals: SyncTotals, isRunning: boolean): SyncState {
  if (isRunning) return syncedAt ? 'catching_up' : 'first'
  if (lastError !== null) return 'failed'
  // A start that no end took back: cut off before it could say why.
  if (!syncedAt) return syncStartedAt ? 'failed' : totals.seen > 0 ? 'partial' : 'never'
  const { incomplete, leftOut, heldBefore, failed } = totals
  return incomplete + leftOut + heldBefore + failed > 0 || listGap !== null ? 'partial' : 'current'
}

function toProgress(totals: SyncTotals, pullRequestsPerMinute: number | null): SyncProgress {
  const { seen, stored, total } = totals
  const left = total === null ? null : Math.max(0, total - stored)
  return {
    seen,
    stored,
    total,
    // GitHub's total may be older than the walk: never more than whole.
    share: total === null ? null : total === 0 ? 1 : Math.min(1, stored / total),
    pullRequestsPerMinute,
    secondsLeft:
      left === null || pullRequestsPerMinute === null || pullRequestsPerMinute <= 0
        ? null
        : Math.round((left / pullRequestsPerMinute) * 60),
  }
}
