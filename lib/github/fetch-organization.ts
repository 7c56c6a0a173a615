import { UserError } from '@/lib/errors'
import type { GitHubClient } from './client'
import { isDenied, isMissing } from './errors'
import { ORGANIZATION_QUERY, REPOSITORIES_QUERY, TEAMS_QUERY, TEAM_MEMBERS_QUERY } from './queries/organization'
import { organizationSchema, repositoriesSchema, teamMembersSchema, teamsSchema, type WireMembers } from './schema/organization'

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
  const { organization } = organizationSchema.parse(answer.data ?? { organization: null })
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

export async function fetchRepositories(client: GitHubClient, login: string): Promise<FetchedRepository[]> {
  const repositories: FetchedRepository[] = []
  for (let after: string | null = null; ;) {
    const answer = await client.queryPatiently(REPOSITORIES_QUERY, { login, after }, 1)
    const page = repositoriesSchema.parse(answer.data).organization.repositories
    for (const node of page.nodes) {
      if (!node) continue
      const { id, nameWithOwner, url, isArchived } = node
      repositories.push({ id, nameWithOwner, url, isArchived, defaultBranch: node.defaultBranchRef?.name ?? null })
    }
    if (!page.pageInfo.hasNextPage) return repositories
    after = page.pageInfo.endCursor
  }
}

export interface FetchedTeam {
  id: string
  slug: string
  name: string
  parentId: string | null
  members: { id: string; login: string; name: string | null; databaseId: number | null }[]
}

/** Teams with their immediate members; null where the token may not read them. */
export async function fetchTeams(client: GitHubClient, login: string): Promise<FetchedTeam[] | null> {
  const teams: FetchedTeam[] = []
  for (let after: string | null = null; ;) {
    const answer = await client.queryPatiently(TEAMS_QUERY, { login, after }, 51)
    const page = teamsSchema.parse(answer.data).organization?.teams ?? null
    if (answer.errors.some(isDenied) || page === null) return null
    const failed = answer.errors[0]
    if (failed) throw new UserError(`GitHub could not list the teams (${failed.message}).`, 'Start again later; nothing was changed.')
    for (const node of page.nodes) {
      if (!node) continue
      const { id, slug, name, parentTeam } = node
      const members = [...toMembers(node.members), ...(await fetchFurtherMembers(client, id, node.members))]
      teams.push({ id, slug, name, parentId: parentTeam?.id ?? null, members })
    }
    if (!page.pageInfo.hasNextPage) return teams
    after = page.pageInfo.endCursor
  }
}

async function fetchFurtherMembers(client: GitHubClient, teamId: string, first: WireMembers): Promise<FetchedTeam['members']> {
  const members: FetchedTeam['members'] = []
  for (let { pageInfo } = first; pageInfo.hasNextPage;) {
    const answer = await client.queryPatiently(TEAM_MEMBERS_QUERY, { id: teamId, after: pageInfo.endCursor }, 1)
    const page = teamMembersSchema.parse(answer.data).node.members
    members.push(...toMembers(page))
    pageInfo = page.pageInfo
  }
  return members
}

function toMembers(page: WireMembers): FetchedTeam['members'] {
  return page.nodes.flatMap((node) =>
    node ? [{ id: node.id, login: node.login, name: node.name, databaseId: node.databaseId ?? null }] : [],
  )
}
