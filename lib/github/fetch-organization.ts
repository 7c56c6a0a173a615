import { UserError } from '@/lib/errors'
import type { GitHubClient } from './client'
import { isMissing, parseAnswer } from './errors'
import { fetchList, type FetchedList } from './fetch-list'
import { ORGANIZATION_QUERY, REPOSITORIES_QUERY } from './queries/organization'
import { organizationSchema, repositoriesSchema } from './schema/organization'

export interface FetchedOrganization {
  nodeId: string
  login: string
  name: string
}

/** @throws UserError where the login is no organisation that this token can see. */
export async function fetchOrganization(client: GitHubClient, login: string): Promise<FetchedOrganization> {
  const answer = await client.queryPatiently(ORGANIZATION_QUERY, { login }, 0)
  const denied = answer.errors.find((error) => !isMissing(error))
  if (denied) {
    throw new UserError(
      `GitHub does not show the organisation "${login}" to this token: ${denied.message}`,
      'Give the token the scopes repo and read:org, and authorise it for single sign-on if the organisation uses it.',
    )
  }
  const { organization } = parseAnswer(organizationSchema, answer.data ?? { organization: null }, 'the organisation')
  if (!organization) {
    throw new UserError(
      `GitHub knows no organisation "${login}" that this token may see.`,
      'Check the spelling (a personal account is no organisation) and that the token belongs to a member.',
    )
  }
  return { nodeId: organization.id, login: organization.login, name: organization.name ?? organization.login }
}

export interface FetchedRepository {
  id: string
  nameWithOwner: string
  url: string
  isArchived: boolean
  defaultBranch: string | null
}

/** All that this token may see. */
export async function fetchRepositories(client: GitHubClient, login: string): Promise<FetchedList<FetchedRepository>> {
  return fetchList('repositories', async (after) => {
    const answer = await client.queryPatiently(REPOSITORIES_QUERY, { login, after }, 1)
    const page = parseAnswer(repositoriesSchema, answer.data, 'the repositories').organization.repositories
    const nodes = page.nodes.map(({ defaultBranchRef, ...repository }) => ({
      ...repository,
      defaultBranch: defaultBranchRef?.name ?? null,
    }))
    return { ...page, nodes }
  })
}
