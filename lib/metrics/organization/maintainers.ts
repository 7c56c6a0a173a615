import type { Maintainers } from '@/lib/policy/surfaces'
import { isMember, type MembershipPeriod } from './memberships'

export interface MaintainerFacts {
  /** The organisation's login: CODEOWNERS and plumbline.yml name teams as org/team. */
  login: string
  teams: { id: string; slug: string; parentId: string | null }[]
  memberships: MembershipPeriod[]
  /** Everyone who is or was in a team. */
  people: { id: string; login: string }[]
}

export interface MaintainerIndex {
  /**
   * Whether one of the people is a maintainer at the instant. Null: nobody can tell, because no maintainer is known, or
   * one of them could be in a team that GitHub does not show us.
   */
  includesAny: (maintainers: Maintainers, people: readonly { id: string; login: string }[], at: Date) => boolean | null
  /** Ids of the maintainers at the instant, as far as they are known, ascending. */
  listIds: (maintainers: Maintainers, at: Date) => string[]
}

/** Teams stand for their members at the time, those of their child teams included, as GitHub asks them for review. */
export function indexMaintainers({ login, teams, memberships, people }: MaintainerFacts): MaintainerIndex {
  const idsByName = new Map(teams.map(({ id, slug }) => [`${login}/${slug}`.toLowerCase(), id]))
  const children = new Map<string, string[]>()
  for (const { id, parentId } of teams) if (parentId !== null) children.set(parentId, [...(children.get(parentId) ?? []), id])
  const periods = new Map<string, MembershipPeriod[]>()
  for (const period of memberships) periods.set(period.teamId, [...(periods.get(period.teamId) ?? []), period])
  const idsByLogin = new Map(people.map((person) => [person.login.toLowerCase(), person.id]))

  function listMembers(teamId: string, at: Date, seen = new Set<string>()): string[] {
    if (seen.has(teamId)) return []
    seen.add(teamId)
    const own = (periods.get(teamId) ?? []).filter((period) => isMember(period, at)).map(({ userId }) => userId)
    return [...own, ...(children.get(teamId) ?? []).flatMap((child) => listMembers(child, at, seen))]
  }

  function listTeamMembers({ teams: names }: Maintainers, at: Date): string[] {
    return [...names].flatMap((name) => {
      const id = idsByName.get(name)
      return id === undefined ? [] : listMembers(id, at)
    })
  }

  return {
    includesAny(maintainers, candidates, at) {
      const members = new Set(listTeamMembers(maintainers, at))
      if (maintainers.logins.size + members.size === 0) return null
      if (candidates.some(({ id, login: name }) => maintainers.logins.has(name.toLowerCase()) || members.has(id))) return true
      const isTeamUnseen = [...maintainers.teams].some((name) => !idsByName.has(name))
      return isTeamUnseen && candidates.length > 0 ? null : false
    },
    listIds(maintainers, at) {
      const named = [...maintainers.logins].flatMap((name) => idsByLogin.get(name) ?? [])
      return [...new Set([...named, ...listTeamMembers(maintainers, at)])].sort()
    },
  }
}
