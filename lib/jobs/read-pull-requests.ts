import type { Unread } from '@/lib/db/facts/read-error'
import type { UnreadablePullRequest } from '@/lib/db/facts/replace-pull-requests'
import type { RepositorySync, RepositoryWalk } from '@/lib/db/sync/repositories'
import { listIncompleteThreads } from '@/lib/db/facts/ledger'
import type { FetchedThreads, ThreadToRead } from '@/lib/github/fetch-leaves'
import { fetchPullRequests, type FetchedPullRequests } from '@/lib/github/fetch-pull-requests'
import { countSeats, DETAIL_WIDTH } from '@/lib/github/queries/pull-request'
import { readWaitingLeaves } from './read-leaves'
import { attempt, BatchWidth, isPoison } from './read-narrowing'
import { storePullRequests } from './store-pull-requests'
import { storeThreads } from './store-threads'
import { reportProgress, type SyncRun } from './sync-run'
import { makeNoChildFacts } from '@/lib/facts/pull-request-facts'
import { toKnownIntegers } from '@/lib/facts/known-integers'

export type EntryToRead = Omit<UnreadablePullRequest, keyof Unread>

export interface PullRequestReader {
  /** How many entries fill the next call. */
  width: () => number
  /** Reads and stores these pull requests; `walk` is stored together with the last of them. */
  read: (entries: EntryToRead[], walk: RepositoryWalk) => Promise<void>
}

interface Batch extends FetchedPullRequests {
  /** null: none was asked for, or the call broke. */
  threads: FetchedThreads | null
  status: number | null
}

export function createPullRequestReader(run: SyncRun, repository: RepositorySync): PullRequestReader {
  const width = new BatchWidth(repository.pageWidth, DETAIL_WIDTH)
  const row = run.failures.pullRequests
  // Threads ride along where a seat is left, until a call has trouble: they must not be what it is about.
  let mayRide = true

  async function read(entries: EntryToRead[], walk: RepositoryWalk) {
    const queue = [...new Map(entries.map((entry) => [entry.id, entry])).values()]
    // What GitHub answers with nothing, or with less than it counts, is asked for once more, together, after the rest.
    const onceMore: EntryToRead[] = []
    let isLastTry = false
    while (queue.length > 0 || onceMore.length > 0) {
      if (queue.length === 0) {
        isLastTry = true
        queue.push(...onceMore.splice(0))
      }
      const batch = queue.slice(0, width.value)
      const riders = await listRiders(batch)
      const fetched = await fetch(batch, riders)
      await storeRiders(riders, fetched.threads)
      const again = new Set(fetched.unread.map((node) => node.id))
      if (again.size === 0) {
        if (fetched.facts.pullRequests.length > 0 && row.isRow) width.forgive()
        width.succeed()
      } else if (batch.length > 1) {
        width.halve(batch.length)
        run.client.usage.retries += 1
        if (again.size === batch.length) continue
      }
      const poison = batch.length === 1 && again.size > 0 ? await readAlone(batch, fetched) : null
      // A single one says nothing about the width; several in a row do.
      if (poison && !row.isRow) width.forgive()
      queue.splice(0, batch.length, ...(poison ? [] : batch.filter((entry) => again.has(entry.id))))
      const settled = settle(poison ?? fetched, isLastTry)
      onceMore.push(...batch.filter((entry) => settled.later.has(entry.id)))
      const isLast = queue.length === 0 && onceMore.length === 0
      await store(batch, settled, { ...(isLast ? walk : {}), pageWidth: width.value })
      await watch(poison ?? fetched, queue)
    }
  }

  async function listRiders(batch: EntryToRead[]): Promise<ThreadToRead[]> {
    if (!mayRide || run.waiting.threads === 0) return []
    const waiting = await listIncompleteThreads(run.database, run.organizationId, 'unread', countSeats(batch.length))
    return waiting.filter(({ pullRequestId }) => !batch.some(({ id }) => id === pullRequestId))
  }

  /** Those that were read; what kept the others back is found where they are read by themselves. */
  async function storeRiders(riders: ThreadToRead[], fetched: FetchedThreads | null) {
    if (riders.length === 0) return
    mayRide = fetched !== null && fetched.unread.length === 0 && fetched.silent.length === 0
    if (fetched === null) return
    await storeThreads(run, riders, fetched, [])
    run.waiting.threads = Math.max(0, run.waiting.threads - fetched.threads.length - fetched.missing.length)
  }

  async function fetch(batch: EntryToRead[], riders: ThreadToRead[] = []): Promise<Batch> {
    const ids = batch.map((entry) => entry.id)
    const { answer, reason, status } = await attempt(() => fetchPullRequests(run.client, ids, riders))
    return { ...(answer ?? toAllUnread(ids, reason)), status }
  }

  /** The last resort for one that fails alone: either its facts after all, or the reason why it has none. */
  async function readAlone(batch: EntryToRead[], failed: Batch): Promise<Batch> {
    let last = failed
    const reason = `pull request #${batch[0]?.number}: ${failed.unread[0]?.reason ?? ''}`
    const gaveUp = await isPoison(run.client, reason, async () => {
      last = await fetch(batch)
      return last.unread.length === 0
    })
    return gaveUp ? { ...last, unread: [], broken: [...last.broken, ...last.unread] } : last
  }

  /** An outage is not taken for so many pull requests that cannot be read. */
  async function watch({ facts, missing, silent, broken, status }: Batch, queue: EntryToRead[]) {
    const read = facts.pullRequests[0]?.id ?? missing[0]
    const [failed] = [...broken, ...silent]
    if (read !== undefined) row.succeed(read)
    else if (failed) {
      await row.fail({ text: failed.reason, status }, queue.at(-1)?.id ?? null, async (id) => {
        const { answer } = await attempt(() => fetchPullRequests(run.client, [id]))
        return answer !== null && answer.facts.pullRequests.length > 0
      })
    }
  }

  async function store(batch: EntryToRead[], settled: Settled, walk: RepositoryWalk) {
    const { missing } = settled
    const { facts, notes } = toKnownIntegers(settled.facts)
    const byId = new Map(batch.map((entry) => [entry.id, entry]))
    const unreadable = settled.unreadable.flatMap(({ id, reason }) => {
      const entry = byId.get(id)
      return entry ? [{ ...entry, failed: 'read' as const, reason }] : []
    })
    const { organizationId } = run
    const repositoryId = repository.id
    await storePullRequests(
      run.database,
      { organizationId, repositoryId, facts, missing, unreadable, notes, readAt: run.clock(), walk },
      byId,
    )
    run.progress.pullRequestsDone += settled.done
    run.waiting.threads += facts.threads.length
    run.waiting.issues += facts.pullRequests.reduce((sum, pullRequest) => sum + pullRequest.closingIssues.length, 0)
    await readWaitingLeaves(run)
    await reportProgress(run)
  }

  return { width: () => width.value, read }
}

interface Settled extends Pick<FetchedPullRequests, 'facts' | 'missing'> {
  unreadable: { id: string; reason: string }[]
  /** To be asked for once more. */
  later: Set<string>
  done: number
}

/** What lacks something is stored, and says so until it is read again. */
function settle({ facts, missing, broken, silent, lacking }: FetchedPullRequests, isLastTry: boolean): Settled {
  const later = new Set(isLastTry ? [] : [...silent, ...lacking].map(({ id }) => id))
  const unreadable = [...broken, ...lacking, ...(isLastTry ? silent : [])]
  const done = new Set([...facts.pullRequests.map(({ id }) => id), ...missing, ...unreadable.map(({ id }) => id)])
  return { facts, missing, unreadable, later, done: [...done].filter((id) => !later.has(id)).length }
}

function toAllUnread(ids: string[], reason: string): Omit<Batch, 'status'> {
  return {
    facts: { pullRequests: [], ...makeNoChildFacts() },
    missing: [],
    unread: ids.map((id) => ({ id, reason })),
    silent: [],
    lacking: [],
    broken: [],
    threads: null,
  }
}
