import { addDays } from '@/lib/dates'
import { listRecentPullRequests, listStoredUpdates, listUnreadablePullRequests, listWithOldComments } from '@/lib/db/facts/ledger'
import { updateRepositoryWalk, type RepositorySync, type RepositoryWalk } from '@/lib/db/sync/repositories'
import { fetchManifestPage, type ManifestPage } from '@/lib/github/fetch-manifest'
import { Walk } from '@/lib/github/walk'
import { createPullRequestReader, type EntryToRead } from './read-pull-requests'
import type { SyncRun } from './sync-run'

/** GitHub's index of changes lags at times: what is older than the watermark by less than this is looked at again. */
const OVERLAP_DAYS = -2
/** Clocks differ, by a day at most. */
export const DAYS_OF_DOUBT = 1

/**
 * Reads what changed since the watermark, from the newest backwards. The watermark moves in the transaction that stores
 * the last of it; until then a restart finds the rest again, because what is stored with the same updatedAt is passed over.
 * Answers what GitHub left out, in words; null: nothing.
 */
export async function catchUpRepository(run: SyncRun, repository: RepositorySync, polled: ManifestPage): Promise<string | null> {
  const reader = createPullRequestReader(run, repository)
  const queue: EntryToRead[] = await listUnreadablePullRequests(run.database, run.organizationId, repository.id)
  const list = new Walk('changes')
  // A date that lies ahead would keep every later change out of sight.
  const ahead = addDays(run.clock(), DAYS_OF_DOUBT)
  let newest = repository.watermark && repository.watermark <= ahead ? repository.watermark : null
  const edge = newest && addDays(newest, OVERLAP_DAYS)
  let left = 0
  let hasRead = queue.length > 0
  for (let page = polled; ;) {
    list.take(page)
    left += page.left
    const recent = page.entries.filter((entry) => !edge || entry.updatedAt >= edge)
    const known = await listStoredUpdates(
      run.database,
      run.organizationId,
      recent.map((entry) => entry.id),
    )
    const waiting = queue.length
    for (const entry of recent) {
      if ((!newest || entry.updatedAt > newest) && entry.updatedAt <= ahead) newest = entry.updatedAt
      const isQueued = queue.some((queued) => queued.id === entry.id)
      if (!isQueued && known.get(entry.id)?.getTime() !== entry.updatedAt.getTime()) queue.push(entry)
    }
    run.progress.pullRequestsTotal += queue.length - waiting
    hasRead ||= queue.length > 0
    while (queue.length >= reader.width()) await reader.read(queue.splice(0, reader.width()), {})
    if (list.next === null || recent.length < page.entries.length) break
    page = await fetchManifestPage(run.client, repository.id, 'changed', list.next)
  }
  const gap = list.isEndless ? list.gap : left > 0 ? `GitHub left out ${left} of its newest changes` : null
  // Whatever was left out may be what changed: the next sync begins where this one did.
  const watermark = gap === null ? newest : repository.watermark
  const walk: RepositoryWalk = { watermark, pullRequestsTotal: polled.total, recountsSeen: hasRead }
  if (queue.length > 0) await reader.read(queue, walk)
  else await updateRepositoryWalk(run.database, run.organizationId, repository.id, walk, run.clock())
  return gap
}

/** Merged or closed this recently, a pull request may still get a thread resolved or a check re-run without a trace in updatedAt. */
const RECENT_DAYS = -7
const PAGE = 240

/** Reads open and recently ended pull requests again, for what does not move updatedAt, and some of those stored with less. */
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
    if (!last) break
    await readAll(entries)
    after = last.id
  }
  const old = await listWithOldComments(run.database, run.organizationId, repository.id, run.oldToRead)
  run.oldToRead -= old.length
  await readAll(old)

  async function readAll(entries: EntryToRead[]) {
    run.progress.pullRequestsTotal += entries.length
    while (entries.length > 0) await reader.read(entries.splice(0, reader.width()), {})
  }
}
