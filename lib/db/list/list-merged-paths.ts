import { z } from 'zod'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const PATH = z.strictObject({ path: z.string() })
/** What a few rules are written from; a repository of more files repeats itself. */
const MOST_PATHS = 5_000

/** Paths that a repository's merges of a span touched, each once, in order; of very many the first in the alphabet. */
export async function listMergedPaths(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  repositoryId: string,
  { from, to }: { from: Date; to: Date },
): Promise<string[]> {
  const rows = await queryRows(database, PATH)`
    select distinct f.path from pull_requests p
    join changed_files f on f.organization_id = p.organization_id and f.pull_request_id = p.id
    where p.organization_id = ${organizationId} and p.repository_id = ${repositoryId}
      and p.closed_at >= ${from} and p.closed_at < ${to}
    order by f.path limit ${MOST_PATHS}`
  return rows.map(({ path }) => path)
}
