import { z } from 'zod'
import type { AuthorizedOrganizationId } from '../authorized'
import type { DatabaseOrTransaction } from '../client'
import { queryRows } from '../postgres/query-rows'

const PULL_REQUEST_TITLE = z.strictObject({
  pullRequestId: z.string(),
  /** owner/name */
  repository: z.string(),
  url: z.string(),
  title: z.string(),
  /** Login. */
  author: z.string(),
})
export type PullRequestTitle = z.infer<typeof PULL_REQUEST_TITLE>

/** What a list line names a pull request by. */
export async function listPullRequestTitles(
  database: DatabaseOrTransaction,
  organizationId: AuthorizedOrganizationId,
  pullRequestIds: string[],
): Promise<Map<string, PullRequestTitle>> {
  if (pullRequestIds.length === 0) return new Map()
  const rows = await queryRows(database, PULL_REQUEST_TITLE)`
    select p.id as "pullRequestId", r.name_with_owner as repository, p.url, p.title, coalesce(a.login, 'ghost') as author
    from pull_requests p
    join repositories r on r.organization_id = p.organization_id and r.id = p.repository_id
    left join actors a on a.organization_id = p.organization_id and a.id = p.author_id
    where p.organization_id = ${organizationId} and p.id = any(${pullRequestIds})`
  return new Map(rows.map((row) => [row.pullRequestId, row]))
}
