import { appendConnection, updateReadError } from '@/lib/db/facts/append-connection'
import { listIncompleteConnections, listIncompleteThreads } from '@/lib/db/facts/ledger'
import { fetchThreadOverflow } from '@/lib/github/fetch-leaves'
import { fetchOverflowPage } from '@/lib/github/fetch-overflow'
import { LEAF_WIDTH } from '@/lib/github/queries/leaves'
import { toKnownIntegers } from '@/lib/facts/known-integers'
import { narrowDown } from './narrow-down'
import { attempt, isPoison } from './read-narrowing'
import { storeThreads } from './store-threads'
import type { SyncRun } from './sync-run'

/** Pages every connection that is longer than 100 to its end. */
export async function readOverflow(run: SyncRun): Promise<void> {
  for (;;) {
    const connections = await listIncompleteConnections(run.database, run.organizationId, LEAF_WIDTH)
    if (connections.length === 0) return
    for (const asked of connections) {
      const page = await readPage(run, asked.connection, () => fetchOverflowPage(run.client, asked))
      const giveUp = (reason: string) => updateReadError(run.database, run.organizationId, asked.pullRequestId, reason)
      if (!page) {
        await giveUp(`${asked.connection}: further pages could not be read`)
        continue
      }
      const { facts: children, notes } = toKnownIntegers(page.children)
      await narrowDown(
        [{ ...asked, ...page, children, note: notes.get(asked.pullRequestId) ?? null }],
        async ([whole]) => whole && appendConnection(run.database, run.organizationId, whole),
        (_, reason) => giveUp(`could not be stored: ${asked.connection}: ${reason}`),
      )
    }
  }
}

/** The same for threads of more than 100 comments. */
export async function readLongThreads(run: SyncRun): Promise<void> {
  for (;;) {
    const threads = await listIncompleteThreads(run.database, run.organizationId, 'long', LEAF_WIDTH)
    if (threads.length === 0) return
    for (const thread of threads) {
      const read = await readPage(run, 'review thread', () => fetchThreadOverflow(run.client, thread))
      const unread = [{ id: thread.id, reason: 'further comments could not be read' }]
      await storeThreads(run, [thread], read ?? { threads: [], comments: [], actors: [], missing: [], unread }, true)
    }
  }
}

/** A page cannot be made narrower, only tried again; null: it is poison. */
async function readPage<Page>(run: SyncRun, what: string, call: () => Promise<Page | null>): Promise<Page | null> {
  const first = await attempt(call)
  let page = first.answer
  if (page !== null) return page
  await isPoison(run.client, `${what}: ${first.reason || 'partial answer'}`, async () => {
    page = (await attempt(call)).answer
    return page !== null
  })
  return page
}
