import type { GitHubClient } from './client'
import { CHANGES_QUERY, MANIFEST_QUERY, POLL_QUERY } from './queries/manifest'
import { manifestSchema, pollSchema } from './schema/manifest'

export interface ManifestEntry {
  id: string
  number: number
  updatedAt: Date
  createdAt: Date
  title: string
  url: string
}

export interface ManifestPage {
  total: number
  entries: ManifestEntry[]
  /** Where this page ends. */
  cursor: string | null
  hasNext: boolean
}

/** One page of 100 of a repository's pull requests; by creation, oldest first, or by change, newest first. */
export async function fetchManifestPage(
  client: GitHubClient,
  repositoryId: string,
  order: 'created' | 'changed',
  after: string | null,
): Promise<ManifestPage> {
  const query = order === 'created' ? MANIFEST_QUERY : CHANGES_QUERY
  const { data } = await client.queryPatiently(query, { id: repositoryId, after }, 1)
  return toManifestPage(manifestSchema.parse(data).node.pullRequests)
}

/** The 25 newest changes of each of up to 100 repositories, for one point. Repositories that GitHub does not answer for are left out. */
export async function fetchPoll(client: GitHubClient, repositoryIds: string[]): Promise<Map<string, ManifestPage>> {
  const answer = await client.queryPatiently(POLL_QUERY, { ids: repositoryIds }, repositoryIds.length)
  const { nodes } = pollSchema.parse(answer.data)
  return new Map(nodes.flatMap((node) => (node ? [[node.id, toManifestPage(node.pullRequests)]] : [])))
}

type WirePage = ReturnType<typeof manifestSchema.parse>['node']['pullRequests']

function toManifestPage(page: WirePage): ManifestPage {
  return {
    total: page.totalCount,
    entries: (page.nodes ?? []).flatMap((node) =>
      node ? [{ ...node, updatedAt: new Date(node.updatedAt), createdAt: new Date(node.createdAt) }] : [],
    ),
    cursor: page.pageInfo.endCursor,
    hasNext: page.pageInfo.hasNextPage,
  }
}
