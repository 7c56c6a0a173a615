import { replacePullRequests, type PullRequestBatch, type UnreadablePullRequest } from '@/lib/db/facts/replace-pull-requests'
import { toReadError, type Unread } from '@/lib/db/facts/read-error'
import type { SetAside } from '@/lib/db/facts/set-aside'
import type { Database } from '@/lib/db/client'
import { toRowFault } from '@/lib/db/postgres/row-fault'
import { pickFacts } from '@/lib/facts/pick-facts'
import { narrowDown } from './narrow-down'

/**
 * Stores a batch in one transaction. Where one of it is refused, the others are stored without it; it is written down as
 * unreadable, and where even that is refused, set aside. The walk moves last, so that a kill in between leaves work to do.
 * `entries` is what the manifest says of each.
 */
export async function storePullRequests(
  database: Database,
  batch: PullRequestBatch,
  entries: ReadonlyMap<string, Omit<UnreadablePullRequest, keyof Unread>>,
): Promise<void> {
  try {
    await replacePullRequests(database, batch)
    return
  } catch (error) {
    if (toRowFault(error) === null) throw error
  }
  const nothing = { ...batch, facts: pickFacts(batch.facts, () => false), missing: [], unreadable: [], walk: {} }
  const unreadable = [...batch.unreadable]
  await narrowDown(
    batch.facts.pullRequests.map(({ id }) => id),
    (ids) => replacePullRequests(database, { ...nothing, facts: pickFacts(batch.facts, (id) => ids.includes(id)) }),
    (id, reason) => {
      const entry = entries.get(id)
      if (entry) unreadable.push({ ...entry, failed: 'store', reason })
    },
  )
  const unstored: SetAside[] = []
  await narrowDown(
    unreadable,
    (some) => replacePullRequests(database, { ...nothing, unreadable: some }),
    ({ id, number, failed, reason }, refusal) => {
      // What the database refuses first is nearer to the cause than that it refuses the line about it too.
      const words = toReadError({ failed: 'store', reason: failed === 'store' ? reason : refusal })
      const known = Number.isSafeInteger(number) ? number : 0
      unstored.push({ pullRequestId: id, repositoryId: batch.repositoryId, number: known, step: 'store', reason: words, derivedWith: null })
    },
  )
  await replacePullRequests(database, { ...nothing, missing: batch.missing, unstored, walk: batch.walk })
}
