import type { OrganizationRow } from '@/lib/db/organization/find'
import type { SyncTotals } from '@/lib/db/sync/get-totals'
import { toServedDefinitions } from '@/lib/dashboard/readings/served-definitions'
import type { SyncProgress, SyncState, SyncStatus } from '@/lib/pages/frame/prepare-sync'

export interface SyncFacts {
  organization: OrganizationRow
  totals: SyncTotals
  isRunning: boolean
  /** null: not known yet. */
  pullRequestsPerMinute: number | null
  /** Evaluations a minute; null: not known yet. */
  judgedPerMinute: number | null
  now: Date
}

export function toSyncStatus({ organization, totals, isRunning, pullRequestsPerMinute, judgedPerMinute, now }: SyncFacts): SyncStatus {
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
    definitions: syncedAt && toServedDefinitions(organization),
    nextDefinitions: toNextDefinitions(organization, totals, isRunning ? judgedPerMinute : null),
  }
}

/** How far what is judged by other definitions is; null: the same ones are at work, or none. */
export function toNextDefinitions(
  organization: Pick<OrganizationRow, 'syncedAt' | 'definitions' | 'nextDefinitions'>,
  { stored, pendingEvaluations }: Pick<SyncTotals, 'stored' | 'pendingEvaluations'>,
  judgedPerMinute: number | null,
): SyncStatus['nextDefinitions'] {
  const { nextDefinitions } = organization
  if (!organization.syncedAt || nextDefinitions === null || nextDefinitions === toServedDefinitions(organization)) return null
  return {
    definitions: nextDefinitions,
    // Never whole before it is served: the weeks come after the last evaluation.
    share: stored === 0 ? 0 : Math.min(0.99, Math.max(0, 1 - pendingEvaluations / stored)),
    secondsLeft: judgedPerMinute === null || judgedPerMinute <= 0 ? null : Math.round((pendingEvaluations / judgedPerMinute) * 60),
  }
}

/** The last sync ended with an error, or no end took its start back: stopped before it could say why. Facts may be newer than figures. */
export function isCutOff({ syncStartedAt, lastError }: Pick<OrganizationRow, 'syncStartedAt' | 'lastError'>, isRunning: boolean): boolean {
  return !isRunning && (lastError !== null || syncStartedAt !== null)
}

function toState({ syncedAt, syncStartedAt, lastError, listGap }: OrganizationRow, totals: SyncTotals, isRunning: boolean): SyncState {
  if (isRunning) return syncedAt ? 'catching_up' : 'first'
  if (isCutOff({ syncStartedAt, lastError }, isRunning)) return 'failed'
  if (!syncedAt) return totals.seen > 0 ? 'partial' : 'never'
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
