import type { Clock } from '@/lib/dates'
import type { Database } from '@/lib/db/client'
import { updateOrganizationSync } from '@/lib/db/sync/organization'
import type { GitHubClient } from '@/lib/github/client'
import type { FailureRow } from './failure-row'

export interface SyncProgress {
  /** Name of the repository that is being read; null between them. */
  repository: string | null
  repositoriesDone: number
  repositoriesTotal: number
  pullRequestsDone: number
  pullRequestsTotal: number
  pointsLeft: number | null
}

/** What the steps of one sync share. */
export interface SyncRun {
  database: Database
  client: GitHubClient
  organizationId: number
  clock: Clock
  progress: SyncProgress
  onProgress: (progress: SyncProgress) => void
  /** Leaves that wait for a full batch, so that the database is asked only when there may be one. */
  waiting: { threads: number; issues: number }
  /** Widths of leaf batches, halved when GitHub finds them too heavy. */
  leafWidth: number
  /** Threads and issues that GitHub answered with nothing once. */
  silent: Set<string>
  failures: { pullRequests: FailureRow; threads: FailureRow; pages: FailureRow }
  /** Pull requests stored with less by an older program that this run may still read again. */
  oldToRead: number
  /** What GitHub counts of the organisation's lists and does not list, in words. */
  gaps: string[]
  /** When the figures of the rate limit were last written down. */
  toldAt: number
}

const TELL_EVERY_MILLISECONDS = 3_000

/** Tells how far it got; the page that waits reads the points left from the database. */
export async function reportProgress(run: SyncRun): Promise<void> {
  const { pointsLeft, pointsResetAt } = run.client.usage
  run.progress.pointsLeft = pointsLeft
  run.onProgress(run.progress)
  if (Date.now() - run.toldAt < TELL_EVERY_MILLISECONDS) return
  run.toldAt = Date.now()
  await updateOrganizationSync(run.database, run.organizationId, { pointsLeft, pointsResetAt, syncMessage: null })
}
