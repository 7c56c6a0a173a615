import type { GitHubClient } from './client'
import { RATE_LIMIT } from './queries/fragments'

/**
 * Is it the pull request, or is it GitHub? Before anything is called poison, a query that costs nothing must succeed.
 * @throws UserError where GitHub answers nothing at all.
 */
export async function fetchSignOfLife(client: GitHubClient): Promise<void> {
  await client.queryPatiently(`query signOfLife { ${RATE_LIMIT} viewer { login } }`, {}, 0)
}
