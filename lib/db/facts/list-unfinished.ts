import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'
import { listIncompletePullRequests } from './ledger'
import { listSetAside } from './set-aside'

const REVIEWS = z.strictObject({ reviews: z.number() })

export interface Unfinished {
  text: string
  /** GitHub failed to answer for it, which is written down: it does not keep the rest from being whole. */
  isRecorded: boolean
}

/** What the ledger lacks, by name. */
export async function listUnfinished(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryIds: string[],
): Promise<Unfinished[]> {
  const repositories = await database.repository.findMany({
    where: {
      organizationId,
      id: { in: repositoryIds },
      OR: [{ backfilledAt: null }, { lastError: { not: null } }, { walkGap: { not: null } }],
    },
    orderBy: { nameWithOwner: 'asc' },
    select: { nameWithOwner: true, lastError: true, backfilledAt: true, walkGap: true },
  })
  const pullRequests = await listIncompletePullRequests(database, organizationId, repositoryIds)
  return [
    ...repositories.map(({ nameWithOwner, lastError, backfilledAt, walkGap }) => ({
      text: `${nameWithOwner}: ${lastError ?? (backfilledAt && walkGap) ?? 'not read to the end'}`,
      isRecorded: lastError === null && backfilledAt !== null,
    })),
    ...pullRequests.map(({ repository, number, readError }) => ({
      text: `${repository}#${number}: ${readError ?? 'not read to the end'}`,
      isRecorded: readError !== null,
    })),
  ]
}

/** Pull requests that no figure counts though they were read, and those that could not be stored at all: one line each. */
export async function listLeftOut(database: DatabaseOrTransaction, organizationId: number, repositoryIds: string[]): Promise<string[]> {
  const rows = await listSetAside(database, organizationId, { repositoryIds, isUnread: false })
  return rows.filter(({ step }) => step !== 'note').map(({ repository, number, reason }) => `${repository}#${number} ${reason}`)
}

export async function countStored(database: DatabaseOrTransaction, organizationId: number, repositoryIds: string[]): Promise<number> {
  return database.pullRequest.count({ where: { organizationId, repositoryId: { in: repositoryIds } } })
}

/** What is stored of these repositories. */
export async function getStoredTotals(
  database: DatabaseOrTransaction,
  organizationId: number,
  repositoryIds: string[],
): Promise<{ pullRequests: number; reviews: number }> {
  const pullRequests = await countStored(database, organizationId, repositoryIds)
  const isAll = (await database.repository.count({ where: { organizationId, id: { notIn: repositoryIds } } })) === 0
  if (isAll) return { pullRequests, reviews: await database.review.count({ where: { organizationId } }) }
  const [row] = await queryRows(database, REVIEWS)`
    select count(*)::int as reviews from pull_requests p
    join reviews v on v.organization_id = p.organization_id and v.pull_request_id = p.id
    where p.organization_id = ${organizationId} and p.repository_id = any(${repositoryIds})`
  return { pullRequests, reviews: row?.reviews ?? 0 }
}
