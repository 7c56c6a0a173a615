import type { UnreadablePullRequest } from '@/lib/db/facts/replace-pull-requests'
import type { RepositorySync, RepositoryWalk } from '@/lib/db/sync/repositories'
import { fetchPullRequests, type FetchedPullRequests } from '@/lib/github/fetch-pull-requests'
import { DETAIL_WIDTH } from '@/lib/github/queries/pull-request'
import { readWaitingLeaves } from './read-leaves'
import { attempt, BatchWidth, isPoison } from './read-narrowing'
import { storePullRequests } from './store-pull-requests'
import { reportProgress, type SyncRun } from './sync-run'
import { toKnownIntegers } from '@/lib/facts/known-integers'

export type EntryToRead = Omit<UnreadablePullRequest, 'reason'>

export interface PullRequestReader {
  /** How many entries fill the next call. */
  width: () => number
  /** Reads and stores these pull requests; `walk` is stored together with the last of them. */
  read: (entries: EntryToRead[], walk: RepositoryWalk) => Promise<void>
}

export function createPullRequestReader(run: SyncRun, repository: RepositorySync): PullRequestReader {
  const width = new BatchWidth(repository.pageWidth, DETAIL_WIDTH)

  async function read(entries: EntryToRead[], walk: RepositoryWalk) {
    const queue = [...entries]
    while (queue.length > 0) {
      const batch = queue.slice(0, width.value)
      const { answer, reason } = await attempt(() =>
        fetchPullRequests(
          run.client,
          batch.map((entry) => entry.id),
        ),
      )
      const fetched = answer ?? toAllUnread(batch, reason)
      const again = new Set(fetched.unread.map((node) => node.id))
      if (again.size === 0) width.succeed()
      else if (batch.length > 1) {
        width.halve(batch.length)
        run.client.usage.retries += 1
        if (again.size === batch.length) continue
      }
      const poison = batch.length === 1 && again.size > 0 ? await readAlone(batch, fetched) : null
      if (poison) width.forgive()
      queue.splice(0, batch.length, ...(poison ? [] : batch.filter((entry) => again.has(entry.id))))
      await store(batch, poison ?? fetched, { ...(queue.length === 0 ? walk : {}), pageWidth: width.value })
    }
  }

  /** The last resort for one that fails alone: either its facts after all, or the reason why it has none. */
  async function readAlone(batch: EntryToRead[], failed: FetchedPullRequests): Promise<FetchedPullRequests> {
    let last = failed
    const reason = () => last.unread[0]?.reason ?? ''
    const gaveUp = await isPoison(run.client, `pull request #${batch[0]?.number}: ${reason()}`, async () => {
      const { answer, reason: why } = await attempt(() =>
        fetchPullRequests(
          run.client,
          batch.map((entry) => entry.id),
        ),
      )
      last = answer ?? toAllUnread(batch, why)
      return last.unread.length === 0
    })
    return gaveUp ? { ...last, unread: [], broken: [...last.broken, ...last.unread] } : last
  }

  async function store(batch: EntryToRead[], fetched: FetchedPullRequests, walk: RepositoryWalk) {
    const { missing } = fetched
    const { facts, notes } = toKnownIntegers(fetched.facts)
    const byId = new Map(batch.map((entry) => [entry.id, entry]))
    const unreadable = fetched.broken.flatMap(({ id, reason }) => {
      const entry = byId.get(id)
      return entry ? [{ ...entry, reason }] : []
    })
    const { organizationId } = run
    const repositoryId = repository.id
    await storePullRequests(
      run.database,
      { organizationId, repositoryId, facts, missing, unreadable, notes, readAt: run.clock(), walk },
      byId,
    )
    run.progress.pullRequestsDone += facts.pullRequests.length + missing.length + unreadable.length
    run.waiting.threads += facts.threads.length
    run.waiting.issues += facts.pullRequests.reduce((sum, pullRequest) => sum + pullRequest.closingIssues.length, 0)
    await readWaitingLeaves(run)
    await reportProgress(run)
  }

  return { width: () => width.value, read }
}

function toAllUnread(batch: EntryToRead[], reason: string): FetchedPullRequests {
  const facts = { pullRequests: [], reviews: [], threads: [], comments: [], commits: [], files: [], timeline: [], checks: [], actors: [] }
  return { facts, missing: [], unread: batch.map(({ id }) => ({ id, reason })), broken: [] }
}
