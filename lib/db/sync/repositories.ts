import type { Database, DatabaseOrTransaction } from '../client'

/** How far a repository has been read. Undefined fields stay as they are. */
export interface RepositoryWalk {
  manifestCursor?: string | null
  backfilledAt?: Date
  watermark?: Date | null
  since?: Date | null
  pageWidth?: number
  pullRequestsTotal?: number
  /** Entries up to the manifest cursor. */
  pullRequestsSeen?: number
  /** What GitHub counts and did not list, in words. */
  walkGap?: string | null
  /** Once the walk is over, what was seen is what is stored. */
  recountsSeen?: boolean
}

export interface RepositorySync {
  id: string
  nameWithOwner: string
  manifestCursor: string | null
  backfilledAt: Date | null
  watermark: Date | null
  since: Date | null
  pageWidth: number
  pullRequestsTotal: number | null
  pullRequestsSeen: number
  walkGap: string | null
}

const FIELDS = {
  id: true,
  nameWithOwner: true,
  manifestCursor: true,
  backfilledAt: true,
  watermark: true,
  since: true,
  pageWidth: true,
  pullRequestsTotal: true,
  pullRequestsSeen: true,
  walkGap: true,
} as const

export async function listRepositorySyncs(database: Database, organizationId: number, ids: string[]): Promise<RepositorySync[]> {
  return database.repository.findMany({
    where: { organizationId, id: { in: ids } },
    orderBy: { nameWithOwner: 'asc' },
    select: FIELDS,
  })
}

export async function updateRepositoryWalk(
  database: DatabaseOrTransaction,
  organizationId: number,
  id: string,
  walk: RepositoryWalk,
  readAt: Date,
): Promise<void> {
  const { recountsSeen, ...rest } = walk
  const seen = recountsSeen && (await database.pullRequest.count({ where: { organizationId, repositoryId: id } }))
  await database.repository.update({
    where: { organizationId_id: { organizationId, id } },
    data: { ...rest, ...(typeof seen === 'number' && { pullRequestsSeen: seen }), lastReadAt: readAt, lastError: null },
    select: { id: true },
  })
}

/** How many pull requests wait in each, before the walk reaches it: what an estimate is made from. */
export async function updateRepositoryTotals(
  database: Database,
  organizationId: number,
  totals: ReadonlyMap<string, number>,
): Promise<void> {
  await database.$executeRaw`
    update repositories r set pull_requests_total = x.total
    from unnest(${[...totals.keys()]}::text[], ${[...totals.values()]}::int[]) as x(id, total)
    where r.organization_id = ${organizationId} and r.id = x.id`
}

/** The walk begins anew, because an earlier limit moved back: what is stored already is skipped on the way. */
export async function restartRepositoryWalk(database: Database, organizationId: number, id: string, since: Date | null): Promise<void> {
  await database.repository.update({
    where: { organizationId_id: { organizationId, id } },
    data: { manifestCursor: null, backfilledAt: null, since, pullRequestsSeen: 0, walkGap: null },
    select: { id: true },
  })
}

export async function updateRepositoryError(database: Database, organizationId: number, id: string, lastError: string): Promise<void> {
  await database.repository.update({ where: { organizationId_id: { organizationId, id } }, data: { lastError }, select: { id: true } })
}
