import { replacePullRequests, type PullRequestBatch, type UnreadablePullRequest } from '@/lib/db/facts/replace-pull-requests'
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
  entries: ReadonlyMap<string, Omit<UnreadablePullRequest, 'reason'>>,
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
      if (entry) unreadable.push({ ...entry, reason: `could not be stored: ${reason}` })
    },
  )
  const unstored: SetAside[] = []
  await narrowDown(
    unreadable,
    (some) => replacePullRequests(database, { ...nothing, unreadable: some }),
    ({ id, number, reason }, refusal) => {
      const isFirst = reason.startsWith('could not be stored')
      const words = isFirst ? reason : `could not be stored: ${refusal}`
      const known = Number.isSafeInteger(number) ? number : 0
      unstored.push({ pullRequestId: id, repositoryId: batch.repositoryId, number: known, step: 'store', reason: words, derivedWith: null })
    },
  )
  await replacePullRequests(database, { ...nothing, missing: batch.missing, unstored, walk: batch.walk })
}
