import { UserError } from '@/lib/errors'
import type { GitHubClient } from './client'
import { isDenied, parseAnswer } from './errors'
import { fetchList, type FetchedList } from './fetch-list'
import { TEAMS_QUERY, TEAM_MEMBERS_QUERY } from './queries/organization'
import { teamMembersSchema, teamsSchema, type WireMembers } from './schema/organization'

export interface FetchedTeam {
  id: string
  slug: string
  name: string
  parentId: string | null
  members: { id: string; login: string; name: string | null; databaseId: number | null }[]
}

export interface FetchedTeams {
  teams: FetchedTeam[]
  /** What is missing of them, in words: then nobody can be said to have left. */
  gaps: string[]
}

/** Teams with their immediate members; null where the token may not read them. */
export async function fetchTeams(client: GitHubClient, login: string): Promise<FetchedTeams | null> {
  const gaps: string[] = []
  let isDeniedAll = false
  const { nodes, gap } = await fetchList('teams', async (after) => {
    const answer = await client.queryPatiently(TEAMS_QUERY, { login, after }, 51)
    const page = parseAnswer(teamsSchema, answer.data, 'the teams').organization?.teams ?? null
    isDeniedAll ||= answer.errors.some(isDenied) || page === null
    if (isDeniedAll || !page) return NOTHING
    const failed = answer.errors[0]
    if (failed) throw new UserError(`GitHub could not list the teams (${failed.message}).`, 'Start again later; nothing was changed.')
    return page
  })
  if (isDeniedAll) return null
  const teams: FetchedTeam[] = []
  for (const { parentTeam, members: first, ...team } of nodes) {
    const members = await fetchMembers(client, team, first)
    if (members.gap !== null) gaps.push(members.gap)
    teams.push({ ...team, parentId: parentTeam?.id ?? null, members: members.nodes.map(toMember) })
  }
  // A slug is an address: of two teams with the same one, one is gone.
  const bySlug = new Map(teams.map((team) => [team.slug, team]))
  if (bySlug.size < teams.length) gaps.push(`GitHub lists ${teams.length} teams under ${bySlug.size} names`)
  return { teams: [...bySlug.values()], gaps: [...(gap === null ? [] : [gap]), ...gaps] }
}

const NOTHING = { total: 0, keys: [], nodes: [], cursor: null, hasNext: false }

async function fetchMembers(
  client: GitHubClient,
  team: { id: string; slug: string },
  first: WireMembers,
): Promise<FetchedList<WireMembers['nodes'][number]>> {
  let known: WireMembers | null = first
  return fetchList(`members of ${team.slug}`, async (after) => {
    if (after === null && known) {
      const page = known
      known = null
      return page
    }
    const answer = await client.queryPatiently(TEAM_MEMBERS_QUERY, { id: team.id, after }, 1)
    return parseAnswer(teamMembersSchema, answer.data, `the members of ${team.slug}`).node.members
  })
}

function toMember({ id, login, name, databaseId }: WireMembers['nodes'][number]): FetchedTeam['members'][number] {
  return { id, login, name, databaseId: databaseId ?? null }
}
