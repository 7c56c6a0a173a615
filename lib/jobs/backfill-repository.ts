import { listStoredUpdates } from '@/lib/db/facts/ledger'
import { updateRepositoryWalk, type RepositorySync, type RepositoryWalk } from '@/lib/db/sync/repositories'
import { fetchManifestPage, type ManifestEntry } from '@/lib/github/fetch-manifest'
import { Walk } from '@/lib/github/walk'
import { createPullRequestReader } from './read-pull-requests'
import type { SyncRun } from './sync-run'

interface PageMark {
  cursor: string | null
  /** Entries up to the end of this page. */
  seen: number
  /** Entries of it that are still to be stored. */
  left: number
}

/**
 * The walk through everything a repository has. Details are packed to full calls across pages; the cursor moves past a
 * page in the transaction that stores its last pull request, so a restart re-reads one page of the manifest at most.
 * Pull requests that are stored with the same updatedAt are passed over.
 */
export async function backfillRepository(run: SyncRun, repository: RepositorySync, watermark: Date | null): Promise<void> {
  const reader = createPullRequestReader(run, repository)
  const { since } = repository
  // Limited by date, the walk goes from the newest change backwards; its cursor is just as lasting, because what changes
  // meanwhile moves to the front, where the catch-up finds it.
  const order = since ? 'changed' : 'created'
  const queue: { entry: ManifestEntry; mark: PageMark }[] = []
  const marks: PageMark[] = []
  let stored: RepositoryWalk = { pullRequestsSeen: repository.pullRequestsSeen }
  const list = new Walk('pull requests', { seen: repository.pullRequestsSeen, cursor: repository.manifestCursor })
  let cursor = repository.manifestCursor
  let total = repository.pullRequestsTotal
  let left = 0
  run.progress.pullRequestsDone += list.seen

  /** The walk as it stands once these entries are stored. */
  function pass(entries: { mark: PageMark }[]): RepositoryWalk {
    for (const { mark } of entries) mark.left -= 1
    while (marks[0]?.left === 0) {
      const [mark] = marks.splice(0, 1)
      if (mark) stored = { manifestCursor: mark.cursor, pullRequestsSeen: mark.seen }
    }
    return { ...stored, watermark, ...(total !== null && { pullRequestsTotal: total }) }
  }

  for (let hasNext = true; hasNext || queue.length > 0;) {
    while (hasNext && queue.length < reader.width()) {
      const page = await fetchManifestPage(run.client, repository.id, order, cursor)
      const fresh = list.take(page)
      const recent = since ? page.entries.filter((entry) => entry.updatedAt >= since) : page.entries
      const entries = recent.filter(({ id }) => fresh.has(id))
      const known = await listStoredUpdates(
        run.database,
        run.organizationId,
        entries.map((entry) => entry.id),
      )
      const open = entries.filter((entry) => known.get(entry.id)?.getTime() !== entry.updatedAt.getTime())
      cursor = page.cursor ?? cursor
      left += page.left
      // A list that goes round ends here; what it did not hold shows when everything is counted.
      hasNext = !list.isOver && recent.length === page.entries.length
      const mark = { cursor, seen: (marks.at(-1)?.seen ?? stored.pullRequestsSeen ?? 0) + entries.length, left: open.length }
      marks.push(mark)
      queue.push(...open.map((entry) => ({ entry, mark })))
      run.progress.pullRequestsTotal += since ? entries.length : page.total - (total ?? 0)
      run.progress.pullRequestsDone += entries.length - open.length
      total = page.total
    }
    const batch = queue.splice(0, reader.width())
    const isLast = !hasNext && queue.length === 0
    const walkGap = since && left > 0 ? `GitHub left out ${left} pull requests of its list` : null
    const walk = { ...pass(batch), ...(isLast && { backfilledAt: run.clock(), walkGap }) }
    if (batch.length > 0)
      await reader.read(
        batch.map(({ entry }) => entry),
        walk,
      )
    else await updateRepositoryWalk(run.database, run.organizationId, repository.id, walk, run.clock())
  }
}
