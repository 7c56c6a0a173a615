import { listIncompleteIssues, listIncompleteThreads } from '@/lib/db/facts/ledger'
import { updateIssueLabels } from '@/lib/db/facts/update-issue-labels'
import {
  fetchIssueLabels,
  fetchThreadComments,
  type FetchedLabels,
  type FetchedThreads,
  type ThreadToRead,
} from '@/lib/github/fetch-leaves'
import { LIST_WIDTH, THREAD_WIDTH } from '@/lib/github/queries/leaves'
import { narrowDown } from './narrow-down'
import { attempt, isPoison } from './read-narrowing'
import { readLongThreads, readOverflow } from './read-overflow'
import { storeThreads } from './store-threads'
import type { SyncRun } from './sync-run'

// What the first pages did not hold. The database says what is missing, so it does not matter who read the rest, or when.

/** Reads leaves for as long as they fill whole calls; the remainder waits for more. */
export async function readWaitingLeaves(run: SyncRun): Promise<void> {
  while (run.waiting.threads >= THREAD_WIDTH) {
    if ((await readThreadBatch(run)) === 0) run.waiting.threads = 0
  }
  while (run.waiting.issues >= LIST_WIDTH) {
    // Several pull requests may close the same issue: count again what is really missing.
    run.waiting.issues = (await listIncompleteIssues(run.database, run.organizationId, LIST_WIDTH)).length
    if (run.waiting.issues >= LIST_WIDTH) run.waiting.issues -= await readIssueBatch(run)
  }
}

/** Reads everything that the ledger still lacks. */
export async function readAllLeaves(run: SyncRun): Promise<void> {
  await readOverflow(run)
  while ((await readThreadBatch(run)) > 0);
  await readLongThreads(run)
  while ((await readIssueBatch(run)) > 0);
  run.waiting = { threads: 0, issues: 0 }
}

async function readThreadBatch(run: SyncRun): Promise<number> {
  const threads = await listIncompleteThreads(run.database, run.organizationId, 'unread', run.leafWidth)
  if (threads.length === 0) return 0
  const fetched = await fetchThreads(run, threads)
  narrow(run, threads.length, fetched.unread.length)
  const poisoned = threads.length === 1 && fetched.unread.length > 0 ? await readThreadAlone(run, threads, fetched) : null
  const { unread, silent } = poisoned ?? fetched
  // Silent ones are asked for once more, among the next hundred, and then set aside.
  const setAside = [...(poisoned ? unread : []), ...silent.filter(({ id }) => run.silent.has(id))]
  for (const { id } of silent) run.silent.add(id)
  await storeThreads(run, threads, poisoned ?? fetched, setAside)
  await watch(run, poisoned ?? fetched, threads.length)
  run.waiting.threads = Math.max(0, run.waiting.threads - (threads.length - unread.length))
  return threads.length
}

async function fetchThreads(run: SyncRun, threads: ThreadToRead[]): Promise<FetchedThreads & { status: number | null }> {
  const { answer, reason, status } = await attempt(() => fetchThreadComments(run.client, threads))
  const unread = threads.map(({ id }) => ({ id, reason }))
  return { ...(answer ?? { threads: [], comments: [], actors: [], missing: [], unread, silent: [] }), status }
}

async function readThreadAlone(run: SyncRun, threads: ThreadToRead[], failed: FetchedThreads) {
  let last = { ...failed, status: null as number | null }
  await isPoison(run.client, `review thread: ${failed.unread[0]?.reason ?? ''}`, async () => {
    last = await fetchThreads(run, threads)
    return last.unread.length === 0
  })
  return last
}

async function watch(
  run: SyncRun,
  { threads, missing, unread, silent, status }: FetchedThreads & { status: number | null },
  asked: number,
) {
  const row = run.failures.threads
  const read = threads[0]?.id ?? missing[0]
  const failed = asked === 1 ? (unread[0] ?? silent[0]) : silent.length === asked ? silent[0] : undefined
  if (read !== undefined) row.succeed(read)
  else if (failed) {
    await row.fail({ text: failed.reason, status }, null, async (id) => {
      const { answer } = await attempt(() => fetchThreadComments(run.client, [{ id, pullRequestId: '', cursor: null }]))
      return answer !== null && answer.threads.length > 0
    })
  }
}

function narrow(run: SyncRun, asked: number, unread: number) {
  if (unread > 0 && asked > 1) run.leafWidth = Math.max(1, Math.floor(asked / 2))
  else if (unread === 0) run.leafWidth = Math.min(THREAD_WIDTH, Math.ceil(run.leafWidth * 1.25))
}

/** An issue whose labels cannot be read is one without known labels: no pull request waits for it for ever. */
async function readIssueBatch(run: SyncRun): Promise<number> {
  const ids = await listIncompleteIssues(run.database, run.organizationId, Math.min(LIST_WIDTH, run.leafWidth))
  if (ids.length === 0) return 0
  const asked = await fetchIssues(run, ids)
  narrow(run, ids.length, asked.unread.length)
  const fetched = ids.length === 1 && asked.unread.length > 0 ? await readIssueAlone(run, ids, asked) : asked
  const silent = fetched.silent.filter(({ id }) => run.silent.has(id))
  for (const { id } of fetched.silent) run.silent.add(id)
  const abandoned = [...(ids.length === 1 ? fetched.unread : []), ...silent].map(({ id }) => ({ id, labels: [] }))
  const store = (issues: typeof fetched.issues) => updateIssueLabels(run.database, run.organizationId, issues)
  await narrowDown([...fetched.issues, ...abandoned], store, ({ id }) => store([{ id, labels: [] }]))
  return ids.length
}

async function fetchIssues(run: SyncRun, ids: string[]): Promise<FetchedLabels> {
  const { answer, reason } = await attempt(() => fetchIssueLabels(run.client, ids))
  return answer ?? { issues: [], unread: ids.map((id) => ({ id, reason })), silent: [] }
}

async function readIssueAlone(run: SyncRun, ids: string[], failed: FetchedLabels): Promise<FetchedLabels> {
  let last = failed
  await isPoison(run.client, `labels of an issue: ${failed.unread[0]?.reason ?? ''}`, async () => {
    last = await fetchIssues(run, ids)
    return last.unread.length === 0
  })
  return last
}
