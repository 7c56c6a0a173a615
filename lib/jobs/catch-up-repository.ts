import { addDays } from '@/lib/dates'
import { listRecentPullRequests, listStoredUpdates, listUnreadablePullRequests } from '@/lib/db/facts/ledger'
import { updateRepositoryWalk, type RepositorySync, type RepositoryWalk } from '@/lib/db/sync/repositories'
import { fetchManifestPage, type ManifestPage } from '@/lib/github/fetch-manifest'
import { createPullRequestReader, type EntryToRead } from './read-pull-requests'
import type { SyncRun } from './sync-run'

/** GitHub's index of changes lags at times: what is older than the watermark by less than this is looked at again. */
const OVERLAP_DAYS = -2

/**
 * Reads what changed since the watermark, from the newest backwards. The watermark moves in the transaction that stores
 * the last of it; until then a restart finds the rest again, because what is stored with the same updatedAt is passed over.
 */
export async function catchUpRepository(run: SyncRun, repository: RepositorySync, polled: ManifestPage): Promise<void> {
  const reader = createPullRequestReader(run, repository)
  const edge = repository.watermark && addDays(repository.watermark, OVERLAP_DAYS)
  const queue: EntryToRead[] = await listUnreadablePullRequests(run.database, run.organizationId, repository.id)
  let newest = repository.watermark
  let hasRead = queue.length > 0
  for (let page = polled; ;) {
    const recent = page.entries.filter((entry) => !edge || entry.updatedAt >= edge)
    const known = await listStoredUpdates(
      run.database,
      run.organizationId,
      recent.map((entry) => entry.id),
    )
    const waiting = queue.length
    for (const entry of recent) {
      if (!newest || entry.updatedAt > newest) newest = entry.updatedAt
      const isQueued = queue.some((queued) => queued.id === entry.id)
      if (!isQueued && known.get(entry.id)?.getTime() !== entry.updatedAt.getTime()) queue.push(entry)
    }
    run.progress.pullRequestsTotal += queue.length - waiting
    hasRead ||= queue.length > 0
    while (queue.length >= reader.width()) await reader.read(queue.splice(0, reader.width()), {})
    if (!page.hasNext || recent.length < page.entries.length) break
    page = await fetchManifestPage(run.client, repository.id, 'changed', page.cursor)
  }
  const walk: RepositoryWalk = { watermark: newest, pullRequestsTotal: polled.total, recountsSeen: hasRead }
  if (queue.length > 0) await reader.read(queue, walk)
  else await updateRepositoryWalk(run.database, run.organizationId, repository.id, walk, run.clock())
}

/** Merged or closed this recently, a pull request may still get a thread resolved or a check re-run without a trace in updatedAt. */
const RECENT_DAYS = -7
const PAGE = 240

/** Reads open and recently ended pull requests again, for what does not move updatedAt. */
export async function rereadRepository(run: SyncRun, repository: RepositorySync): Promise<void> {
  const reader = createPullRequestReader(run, repository)
  for (let after = ''; ;) {
    const entries = await listRecentPullRequests(
      run.database,
      run.organizationId,
      repository.id,
      addDays(run.clock(), RECENT_DAYS),
      after,
      PAGE,
    )
    const last = entries.at(-1)
    if (!last) return
    run.progress.pullRequestsTotal += entries.length
    while (entries.length > 0) await reader.read(entries.splice(0, reader.width()), {})
    after = last.id
  }
}
