import { countStored } from '@/lib/db/facts/list-unfinished'
import { listStoredUpdates, listUnlisted } from '@/lib/db/facts/ledger'
import { updateRepositoryWalk, type RepositorySync } from '@/lib/db/sync/repositories'
import { fetchManifestPage, type ManifestPage } from '@/lib/github/fetch-manifest'
import { Walk } from '@/lib/github/walk'
import { createPullRequestReader, type EntryToRead } from './read-pull-requests'
import type { SyncRun } from './sync-run'

/** A list of this many costs 100 points to walk: above it, a difference that stays is looked at by the nightly reading. */
const OFTEN = 10_000

interface Recount {
  /** The newest changes, with GitHub's present total. */
  polled: ManifestPage
  /** What GitHub left out of its changes. */
  changesGap: string | null
  isNightly: boolean
}

/**
 * Holds what is stored against what GitHub counts. Where they differ, the whole list is walked once more: what it holds
 * and we do not is read, and what it holds no longer is asked for (GitHub then says that it is gone). What GitHub counts
 * and lists not even then is written down, named, and looked for again by the next sync.
 */
export async function recountRepository(
  run: SyncRun,
  repository: RepositorySync,
  { polled, changesGap, isNightly }: Recount,
): Promise<void> {
  const write = (walkGap: string | null) =>
    updateRepositoryWalk(run.database, run.organizationId, repository.id, { walkGap, recountsSeen: true }, run.clock())
  if (await isDue(run, repository, polled, isNightly)) await write((await walkAgain(run, repository)) ?? changesGap)
  else if (changesGap !== null) await write(changesGap)
}

async function isDue(run: SyncRun, repository: RepositorySync, polled: ManifestPage, isNightly: boolean): Promise<boolean> {
  // With a limit by date nobody knows how many there should be.
  if (repository.since !== null) return false
  const stored = await countStored(run.database, run.organizationId, [repository.id])
  const hasShrunk = stored > polled.total && polled.total < (repository.pullRequestsTotal ?? Infinity)
  if (repository.walkGap !== null) return polled.total <= OFTEN || isNightly
  return stored < polled.total || hasShrunk
}

async function walkAgain(run: SyncRun, repository: RepositorySync): Promise<string | null> {
  const reader = createPullRequestReader(run, repository)
  const walk = new Walk('pull requests')
  const queue: EntryToRead[] = []
  run.client.usage.retries += 1
  while (!walk.isOver) {
    const page = await fetchManifestPage(run.client, repository.id, 'created', walk.next)
    const fresh = walk.take(page)
    const known = await listStoredUpdates(run.database, run.organizationId, [...fresh])
    queue.push(...page.entries.filter(({ id }) => fresh.has(id) && !known.has(id)))
    while (queue.length >= reader.width()) await reader.read(queue.splice(0, reader.width()), {})
  }
  // What a list that is not whole does not hold may be there all the same.
  if (walk.gap === null) queue.push(...(await listUnlisted(run.database, run.organizationId, repository.id, [...walk.keys])))
  while (queue.length > 0) await reader.read(queue.splice(0, reader.width()), {})
  return walk.gap
}
