import type { GitHubClient } from './client'
import { parseAnswer } from './errors'
import { CHANGES_QUERY, MANIFEST_QUERY, POLL_PAGE, POLL_QUERY } from './queries/manifest'
import { manifestSchema, pollSchema, type WireManifestPage } from './schema/manifest'
import type { ListPage } from './walk'

export interface ManifestEntry {
  id: string
  number: number
  updatedAt: Date
  createdAt: Date
  title: string
  url: string
}

export interface ManifestPage extends ListPage {
  entries: ManifestEntry[]
  /** Entries that should be on this page and are not: null, or missing though there is a next page. */
  left: number
}

const PAGE = 100

/** One page of 100 of a repository's pull requests; by creation, oldest first, or by change, newest first. */
export async function fetchManifestPage(
  client: GitHubClient,
  repositoryId: string,
  order: 'created' | 'changed',
  after: string | null,
): Promise<ManifestPage> {
  const query = order === 'created' ? MANIFEST_QUERY : CHANGES_QUERY
  const { data } = await client.queryPatiently(query, { id: repositoryId, after }, 1)
  return toManifestPage(parseAnswer(manifestSchema, data, 'its pull requests').node.pullRequests, PAGE)
}

/** The 25 newest changes of each of up to 100 repositories, for one point. Repositories that GitHub does not answer for are left out. */
export async function fetchPoll(client: GitHubClient, repositoryIds: string[]): Promise<Map<string, ManifestPage>> {
  const answer = await client.queryPatiently(POLL_QUERY, { ids: repositoryIds }, repositoryIds.length)
  const { nodes } = parseAnswer(pollSchema, answer.data, 'what changed')
  return new Map(nodes.flatMap((node) => (node ? [[node.id, toManifestPage(node.pullRequests, POLL_PAGE)]] : [])))
}

function toManifestPage({ nodes, empty, given, ...page }: WireManifestPage, size: number): ManifestPage {
  return {
    ...page,
    entries: nodes.map((node) => ({ ...node, updatedAt: new Date(node.updatedAt), createdAt: new Date(node.createdAt) })),
    left: empty + (page.hasNext ? Math.max(0, size - given) : 0),
  }
}
