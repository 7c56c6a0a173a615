import { listIncompleteIssues, listIncompleteThreads } from '@/lib/db/facts/ledger'
import { updateIssueLabels } from '@/lib/db/facts/update-issue-labels'
import { fetchIssueLabels, fetchThreadComments, type FetchedThreads, type ThreadToRead } from '@/lib/github/fetch-leaves'
import { LEAF_WIDTH } from '@/lib/github/queries/leaves'
import { narrowDown } from './narrow-down'
import { attempt, isPoison } from './read-narrowing'
import { readLongThreads, readOverflow } from './read-overflow'
import { storeThreads } from './store-threads'
import type { SyncRun } from './sync-run'

// What the first pages did not hold. The database says what is missing, so it does not matter who read the rest, or when.

/** Reads leaves for as long as they fill whole calls; the remainder waits for more. */
export async function readWaitingLeaves(run: SyncRun): Promise<void> {
  while (run.waiting.threads >= LEAF_WIDTH) {
    if ((await readThreadBatch(run, LEAF_WIDTH)) === 0) run.waiting.threads = 0
  }
  while (run.waiting.issues >= LEAF_WIDTH) {
    // Several pull requests may close the same issue: count again what is really missing.
    run.waiting.issues = (await listIncompleteIssues(run.database, run.organizationId, LEAF_WIDTH)).length
    if (run.waiting.issues >= LEAF_WIDTH) run.waiting.issues -= await readIssueBatch(run)
  }
}

/** Reads everything that the ledger still lacks. */
export async function readAllLeaves(run: SyncRun): Promise<void> {
  await readOverflow(run)
  while ((await readThreadBatch(run, LEAF_WIDTH)) > 0);
  await readLongThreads(run)
  while ((await readIssueBatch(run)) > 0);
  run.waiting = { threads: 0, issues: 0 }
}

async function readThreadBatch(run: SyncRun, limit: number): Promise<number> {
  const threads = await listIncompleteThreads(run.database, run.organizationId, 'unread', Math.min(limit, run.leafWidth))
  if (threads.length === 0) return 0
  const { answer, reason } = await attempt(() => fetchThreadComments(run.client, threads))
  const fetched = answer ?? toAllUnread(threads, reason)
  if (fetched.unread.length > 0 && threads.length > 1) run.leafWidth = Math.max(1, Math.floor(threads.length / 2))
  else if (fetched.unread.length === 0) run.leafWidth = Math.min(LEAF_WIDTH, Math.ceil(run.leafWidth * 1.25))
  const poisoned = threads.length === 1 && fetched.unread.length > 0 ? await readThreadAlone(run, threads, fetched) : null
  await storeThreads(run, threads, poisoned ?? fetched, poisoned !== null)
  run.waiting.threads = Math.max(0, run.waiting.threads - (threads.length - fetched.unread.length))
  return threads.length
}

async function readThreadAlone(run: SyncRun, threads: ThreadToRead[], failed: FetchedThreads): Promise<FetchedThreads> {
  let last = failed
  await isPoison(run.client, `review thread: ${failed.unread[0]?.reason ?? ''}`, async () => {
    const { answer, reason } = await attempt(() => fetchThreadComments(run.client, threads))
    last = answer ?? toAllUnread(threads, reason)
    return last.unread.length === 0
  })
  return last
}

/** An issue whose labels cannot be read is one without known labels: no pull request waits for it for ever. */
async function readIssueBatch(run: SyncRun): Promise<number> {
  const ids = await listIncompleteIssues(run.database, run.organizationId, Math.min(LEAF_WIDTH, run.leafWidth))
  if (ids.length === 0) return 0
  const { answer, reason } = await attempt(() => fetchIssueLabels(run.client, ids))
  const fetched = answer ?? { issues: [], unread: ids.map((id) => ({ id, reason })) }
  if (fetched.unread.length > 0 && ids.length > 1) run.leafWidth = Math.max(1, Math.floor(ids.length / 2))
  const abandoned = ids.length === 1 ? fetched.unread.map(({ id }) => ({ id, labels: [] })) : []
  const store = (issues: typeof fetched.issues) => updateIssueLabels(run.database, run.organizationId, issues)
  await narrowDown([...fetched.issues, ...abandoned], store, ({ id }) => store([{ id, labels: [] }]))
  return ids.length
}

function toAllUnread(threads: ThreadToRead[], reason: string): FetchedThreads {
  return { threads: [], comments: [], actors: [], missing: [], unread: threads.map(({ id }) => ({ id, reason })) }
}
