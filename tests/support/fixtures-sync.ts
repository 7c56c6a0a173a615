import type { SyncStatus } from '@/lib/pages/frame/prepare-sync'
import { FIXTURE_RANGE } from './fixtures-readings'

/** At rest, everything read a minute ago. */
export const FIXTURE_SYNC: SyncStatus = {
  state: 'current',
  startedAt: null,
  syncedAt: FIXTURE_RANGE.asOf,
  ageSeconds: 60,
  message: null,
  lastError: null,
  pointsLeft: null,
  pointsResetAt: null,
  progress: { seen: 0, stored: 0, total: null, share: null, pullRequestsPerMinute: null, secondsLeft: null },
  incomplete: 0,
  leftOut: 0,
  heldBefore: 0,
  pendingEvaluations: 0,
}
