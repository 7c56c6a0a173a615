import { toRowFault } from '@/lib/db/postgres/row-fault'
import { replaceThreadComments, type ThreadBatch } from '@/lib/db/facts/replace-thread-comments'
import type { FetchedThreads, ThreadToRead } from '@/lib/github/fetch-leaves'
import { narrowDown } from './narrow-down'
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
    return pullRequestId === undefined ? [] : [{ pullRequestId, failed: 'read' as const, reason: `review thread: ${reason}` }]
  })
  const missing = fetched.missing.flatMap((id) => {
    const pullRequestId = owners.get(id)
    return pullRequestId === undefined ? [] : [{ id, pullRequestId }]
  })
  const store = (batch: ThreadBatch) => replaceThreadComments(run.database, run.organizationId, batch)
  const whole = { ...fetched, missing, unreadable }
  try {
    await store(whole)
    return
  } catch (error) {
    if (toRowFault(error) === null) throw error
  }
  const refused: ThreadBatch['unreadable'] = []
  await narrowDown(
    fetched.threads,
    (threads) => store({ ...NOTHING, ...pickThreads(fetched, threads) }),
    ({ pullRequestId }, reason) => {
      refused.push({ pullRequestId, failed: 'store', reason: `review thread: ${reason}` })
    },
  )
  await store({ ...NOTHING, missing, unreadable: [...unreadable, ...refused] })
}

const NOTHING = { threads: [], comments: [], actors: [], missing: [], unreadable: [] }

/** Some of the threads, with their comments and the accounts that wrote these. */
function pickThreads({ comments, actors }: FetchedThreads, threads: FetchedThreads['threads']) {
  const ids = new Set(threads.map(({ id }) => id))
  const picked = comments.filter(({ threadId }) => threadId !== null && ids.has(threadId))
  const authors = new Set(picked.map(({ authorId }) => authorId))
  return { threads, comments: picked, actors: actors.filter(({ id }) => authors.has(id)) }
}
