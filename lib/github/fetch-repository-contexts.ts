import type { GitHubClient } from './client'
import { isDenied } from './errors'
import { toNodeOutcomes } from './node-outcomes'
import { CONTEXT_WIDTH, REPOSITORY_CONTEXT_QUERY } from './queries/organization'
import { repositoryContextSchema } from './schema/organization'
import { toRepositoryContext, type RepositoryContext } from './to-repository-context'

const CONNECTIONS_EACH = 2

/** What pull requests of these repositories are judged against. One that cannot be read is left out and keeps what it had. */
export async function fetchRepositoryContexts(client: GitHubClient, ids: string[]): Promise<RepositoryContext[]> {
  const contexts: RepositoryContext[] = []
  for (let from = 0; from < ids.length; from += CONTEXT_WIDTH) {
    const asked = ids.slice(from, from + CONTEXT_WIDTH)
    const answer = await client.queryPatiently(REPOSITORY_CONTEXT_QUERY, { ids: asked }, asked.length * CONNECTIONS_EACH)
    for (const { node, denied } of toNodeOutcomes(answer, asked, repositoryContextSchema).read) {
      const isReadable = !denied.filter(isDenied).some((error) => error.path.includes('branchProtectionRules'))
      contexts.push(toRepositoryContext(node, isReadable))
    }
  }
  return contexts
}
