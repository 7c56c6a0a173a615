import { z } from 'zod'
import type { PullRequestFact } from '@/lib/facts/pull-request-facts'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

type Numbered = Pick<PullRequestFact, 'id' | 'repositoryId' | 'number' | 'updatedAt'>

const STORED = z.strictObject({ id: z.string(), repositoryId: z.string(), number: z.number(), updatedAt: z.date() })

interface NumberDoubles {
  /** Ids of the batch that keep a number which another one had, or wanted. */
  kept: string[]
  /** Ids of the batch that give way. */
  leftOut: string[]
  /** Ids that are stored and give way. */
  replaced: string[]
}

/**
 * A number is one pull request of a repository; deleted and imported again, it is another one, and GitHub may still name
 * both. The one that changed last is kept, of two that changed together the one that was read last.
 */
export async function listNumberDoubles(
  database: DatabaseOrTransaction,
  organizationId: number,
  pullRequests: Numbered[],
): Promise<NumberDoubles> {
  const doubles: NumberDoubles = { kept: [], leftOut: [], replaced: [] }
  if (pullRequests.length === 0) return doubles
  const asked = pullRequests.map(({ id, repositoryId, number }) => ({ id, repositoryId, number }))
  const stored = await queryRows(database, STORED)`
    select p.id, p.repository_id as "repositoryId", p.number, p.updated_at as "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as x(id text, "repositoryId" text, number int)
    join pull_requests p on p.organization_id = ${organizationId} and p.repository_id = x."repositoryId" and p.number = x.number
    where p.id <> x.id`
  const holders = new Map<string, Numbered>()
  const toKey = ({ repositoryId, number }: { repositoryId: string; number: number }) => `${repositoryId}\n${number}`
  const disputed = new Set(stored.map(toKey))
  for (const pullRequest of pullRequests) {
    const key = toKey(pullRequest)
    const holder = holders.get(key)
    if (holder) disputed.add(key)
    const isLater = !holder || Date.parse(pullRequest.updatedAt) >= Date.parse(holder.updatedAt)
    if (holder) doubles.leftOut.push(isLater ? holder.id : pullRequest.id)
    if (isLater) holders.set(key, pullRequest)
  }
  for (const row of stored) {
    const holder = holders.get(toKey(row))
    // Known under its own id all the same: the batch holds it, and its older row is not in question.
    if (!holder || holder.id === row.id) continue
    if (Date.parse(holder.updatedAt) >= row.updatedAt.getTime()) doubles.replaced.push(row.id)
    else {
      doubles.leftOut.push(holder.id)
      holders.delete(toKey(row))
    }
  }
  doubles.kept = [...holders].flatMap(([key, pullRequest]) => (disputed.has(key) ? [pullRequest.id] : []))
  return doubles
}
