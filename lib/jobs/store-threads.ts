import { replaceThreadComments } from '@/lib/db/facts/replace-thread-comments'
import type { FetchedThreads, ThreadToRead } from '@/lib/github/fetch-leaves'
import type { SyncRun } from './sync-run'

/** Stores what was read of these threads. Those that are set aside write their pull requests down as unreadable. */
export async function storeThreads(
  run: SyncRun,
  asked: ThreadToRead[],
  fetched: FetchedThreads,
  setAside: { id: string; reason: string }[],
): Promise<void> {
  const owners = new Map(asked.map((thread) => [thread.id, thread.pullRequestId]))
  const unreadable = setAside.flatMap(({ id, reason }) => {
    const pullRequestId = owners.get(id)
    return pullRequestId === undefined ? [] : [{ pullRequestId, reason: `review thread: ${reason}` }]
  })
  const missing = fetched.missing.flatMap((id) => {
    const pullRequestId = owners.get(id)
    return pullRequestId === undefined ? [] : [{ id, pullRequestId }]
  })
  await replaceThreadComments(run.database, run.organizationId, { ...fetched, missing, unreadable })
}
