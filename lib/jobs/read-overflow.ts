import { appendConnection, updateReadError } from '@/lib/db/facts/append-connection'
import { listIncompleteConnections, listIncompleteThreads, type IncompleteConnection, type IncompleteThread } from '@/lib/db/facts/ledger'
import { listConnectionKeys, listThreadKeys } from '@/lib/db/facts/list-connection-keys'
import type { Unread } from '@/lib/db/facts/read-error'
import { fetchThreadOverflow, THREAD_COMMENTS } from '@/lib/github/fetch-leaves'
import { fetchOverflowPage } from '@/lib/github/fetch-overflow'
import { isCapped, nameConnection, toFilesEntry, toFilesTotal } from '@/lib/github/ledger'
import { LIST_WIDTH } from '@/lib/github/queries/leaves'
import { toKnownIntegers } from '@/lib/facts/known-integers'
import { Walk } from '@/lib/github/walk'
import { narrowDown } from './narrow-down'
import { attempt, isPoison } from './read-narrowing'
import { storeThreads } from './store-threads'
import type { SyncRun } from './sync-run'

/** Pages every connection that is longer than 100 to its end. */
export async function readOverflow(run: SyncRun): Promise<void> {
  for (;;) {
    const connections = await listIncompleteConnections(run.database, run.organizationId, LIST_WIDTH)
    if (connections.length === 0) return
    for (const asked of connections) await readConnection(run, asked)
  }
}

async function readConnection(run: SyncRun, asked: IncompleteConnection) {
  const { pullRequestId, connection } = asked
  const known = await listConnectionKeys(run.database, run.organizationId, pullRequestId, connection)
  const what = nameConnection(connection)
  const first = new Walk(what, { keys: known, seen: asked.stored, cursor: asked.cursor })
  // Only what stands in the pull request's own row could be stored twice.
  const isNew = (key: string) => !known.has(key) && known.add(key)
  const gap = await readToEnd(run, what, first, async (walk) => {
    const page = await readPage(run, what, () => fetchOverflowPage(run.client, { ...asked, cursor: walk.next, stored: walk.seen }))
    if (!page) return toUnread(what)
    const { labels, assigneeIds, closingIssues } = page
    const list = connection === 'files' ? { ...page.list, total: toFilesTotal(page.list.total, asked.changedFiles) } : page.list
    const { facts: children, notes } = toKnownIntegers(page.children)
    walk.take(list)
    const isWhole = walk.isOver && (walk.gap === null || isCapped(connection, walk.seen))
    // A list that is not whole keeps its line in the ledger open, so that a run that is killed here reads it again.
    const cursor = isWhole ? null : walk === first && !walk.isOver ? walk.next : asked.cursor
    const entry = { total: walk.total, stored: walk.seen, complete: isWhole, cursor, capped: false }
    const whole = {
      pullRequestId,
      connection,
      entry: connection === 'files' ? toFilesEntry(entry, asked.changedFiles) : entry,
      children,
      labels: labels.filter(isNew),
      assigneeIds: assigneeIds.filter(isNew),
      closingIssues: closingIssues.filter(({ id }) => isNew(id)),
      note: notes.get(pullRequestId) ?? null,
    }
    let refusal: string | null = null
    await narrowDown(
      [whole],
      async ([one]) => one && appendConnection(run.database, run.organizationId, one),
      async (_, reason) => void (refusal = reason),
    )
    return refusal === null ? null : { failed: 'store', reason: `${what}: ${refusal}` }
  })
  if (gap !== null && !isCapped(connection, first.seen)) await updateReadError(run.database, run.organizationId, pullRequestId, gap)
}

/** The same for threads of more than 100 comments. */
export async function readLongThreads(run: SyncRun): Promise<void> {
  for (;;) {
    const threads = await listIncompleteThreads(run.database, run.organizationId, 'long', LIST_WIDTH)
    if (threads.length === 0) return
    for (const thread of threads) await readThread(run, thread)
  }
}

async function readThread(run: SyncRun, thread: IncompleteThread) {
  const keys = await listThreadKeys(run.database, run.organizationId, thread)
  const first = new Walk(THREAD_COMMENTS, { keys, cursor: thread.cursor })
  const gap = await readToEnd(run, THREAD_COMMENTS, first, async (walk) => {
    const read = await readPage(run, 'review thread', () => fetchThreadOverflow(run.client, { ...thread, cursor: walk.next }))
    const [page] = read?.threads ?? []
    if (!read || !page) return toUnread(THREAD_COMMENTS)
    walk.take(page.list)
    const complete = walk.isOver && walk.gap === null
    const cursor = complete ? null : walk === first && !walk.isOver ? walk.next : thread.cursor
    await storeThreads(run, [thread], { ...read, threads: [{ ...page, cursor, complete }] }, [])
    return null
  })
  if (gap !== null)
    await updateReadError(run.database, run.organizationId, thread.pullRequestId, { ...gap, reason: `review thread: ${gap.reason}` })
}

/**
 * Walks to the end of a list; where that is not what GitHub counts, once more from its beginning. Answers why it is not
 * whole even so; null: it is. `readNext` reads and stores one page, and answers why it could not; null: it did.
 */
async function readToEnd(
  run: SyncRun,
  what: string,
  first: Walk,
  readNext: (walk: Walk) => Promise<Unread | null>,
): Promise<Unread | null> {
  for (const walk of [first, new Walk(what)]) {
    while (!walk.isOver) {
      const unread = await readNext(walk)
      if (unread !== null) return unread
    }
    if (walk.gap === null) return null
    run.client.usage.retries += 1
    if (walk !== first) return { failed: 'read', reason: walk.gap }
  }
  return null
}

function toUnread(what: string): Unread {
  return { failed: 'read', reason: `further ${what} could not be read` }
}

/** A page cannot be made narrower, only tried again; null: it is poison. */
async function readPage<Page>(run: SyncRun, what: string, call: () => Promise<Page | null>): Promise<Page | null> {
  const row = run.failures.pages
  const first = await attempt(call)
  let { answer: page, status } = first
  if (page === null) {
    await isPoison(run.client, `${what}: ${first.reason || 'partial answer'}`, async () => {
      const again = await attempt(call)
      page = again.answer
      status = again.status
      return page !== null
    })
  }
  if (page === null) await row.fail({ text: first.reason || 'partial answer', status }, null, async () => false)
  else row.succeed(what)
  return page
}
