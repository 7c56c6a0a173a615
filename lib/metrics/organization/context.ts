import { isTeamCounted, toCalendar, type Configuration } from '@/lib/policy/configuration'
import { parseCodeOwners, type CodeOwners } from '@/lib/policy/codeowners'
import type { TierRule } from '@/lib/policy/defaults'
import { compileSurfaces, REST, toMaintainers, type Maintainers } from '@/lib/policy/surfaces'
import { compileTierPolicy, type TierPolicy } from '@/lib/policy/tier-policy'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { indexMaintainers, type MaintainerIndex } from './maintainers'
import { isMember, type MembershipPeriod } from './memberships'
import { toCellScope, toScopeParts, toSurfaceScope, toTeamScope, type Scope, type ScopeFacts } from './scope'
import { weekdayHours, type WeekdayCalendar } from './weekday-hours'

/**
 * Everything of an organisation that evaluations and readings are judged against besides pull requests: who belonged to
 * which team when, whose calendar counts, which paths are how risky. Built once per run from stored facts and plumbline.yml.
 */

export interface ReadingsSettings {
  slo: { target: number; limitWeekdayHours: number; limitByTier: Partial<Record<Tier, number>> }
  /** Weekday hours between two instants in the calendar of a team, or of the organisation (null). */
  weekdayHours: (from: Date, to: Date, teamId: string | null) => number
}

export interface OrganizationContextInput {
  login: string
  syncedAt: Date | null
  teams: { id: string; slug: string; parentId: string | null }[]
  memberships: MembershipPeriod[]
  /** Everyone who is or was in a team. */
  people: { id: string; login: string }[]
  repositories: { nameWithOwner: string; codeowners: string | null }[]
  /** Accounts that GitHub lists as people and that are none; absent: none. */
  machineIds?: readonly string[]
}

export interface OrganizationContext {
  syncedAt: Date | null
  /** The organisation, the teams that count by slug, then each surface followed by its cells. */
  scopes: Scope[]
  /** In the order of plumbline.yml, [REST] last; without surfaces there, the repositories by name. */
  surfaces: string[]
  scopeFacts: (scope: Scope, asOf: Date) => ScopeFacts
  /** Ids of the person's teams at an instant, by slug: a move takes no history along. */
  teamsOf: (userId: string, at: Date) => string[]
  calendarOf: (teamId: string | null) => WeekdayCalendar
  tierPolicy: TierPolicy
  tierRules: Record<Tier, TierRule>
  listTouchedSurfaces: (paths: string[], repository: string) => string[]
  /** Maintainers of any of the paths, by plumbline.yml and the repository's CODEOWNERS as last read. */
  listMaintainers: (paths: string[], repository: string) => Maintainers
  includesMaintainer: MaintainerIndex['includesAny']
  approvalsNeeded: Record<Tier, number>
  /** Ids of the accounts that stand for no person. */
  machineIds: ReadonlySet<string>
  /** Plain logins of accounts that land what GitHub then shows as closed. */
  mergeBots: ReadonlySet<string>
  /** Approvals in words and merge commands count (approvals.inWords of plumbline.yml). */
  countsWords: boolean
  settings: ReadingsSettings
}

export function toOrganizationContext(facts: OrganizationContextInput, configuration: Configuration): OrganizationContext {
  const teams = facts.teams.filter(({ slug }) => isTeamCounted(configuration, slug))
  const slugs = new Map(teams.map(({ id, slug }) => [id, slug]))
  const calendars = new Map<string | null, WeekdayCalendar>([
    [null, toCalendar(configuration, null)],
    ...teams.map(({ id, slug }): [string, WeekdayCalendar] => [id, toCalendar(configuration, slug)]),
  ])
  const organizationCalendar = toCalendar(configuration, null)
  const calendarOf = (teamId: string | null) => calendars.get(teamId) ?? organizationCalendar
  const periods = new Map<string, MembershipPeriod[]>()
  for (const period of facts.memberships) {
    if (!slugs.has(period.teamId)) continue
    periods.set(period.userId, [...(periods.get(period.userId) ?? []), period])
  }
  const { slo, tiers } = configuration
  const surfaceIndex = compileSurfaces(configuration.surfaces)
  const surfaces = listSurfaces(facts, configuration)
  const maintainers = indexMaintainers(facts)
  const codeOwners = openCodeOwners(facts)
  const toSurfaceFacts = (name: string, asOf: Date): ScopeFacts => {
    const named = configuration.surfaces.find((surface) => surface.name === name)
    return {
      name,
      timeZone: organizationCalendar.zone,
      eligibleReviewerIds: maintainers.listIds(toMaintainers(named?.maintainers ?? []), asOf),
    }
  }
  return {
    syncedAt: facts.syncedAt,
    scopes: [
      'organization',
      ...teams.map(({ id }) => toTeamScope(id)),
      ...surfaces.flatMap((name) => [toSurfaceScope(name), ...TIERS.map((tier) => toCellScope(tier, name))]),
    ],
    surfaces,
    scopeFacts: (scope, asOf) => {
      const parts = toScopeParts(scope)
      if (parts.kind === 'surface' || parts.kind === 'cell') return toSurfaceFacts(parts.name, asOf)
      const teamId = parts.kind === 'team' ? parts.teamId : null
      const members = facts.memberships.filter(
        (period) => (teamId === null ? slugs.has(period.teamId) : period.teamId === teamId) && isMember(period, asOf),
      )
      return {
        name: teamId === null ? 'organization' : (slugs.get(teamId) ?? teamId),
        timeZone: calendarOf(teamId).zone,
        eligibleReviewerIds: [...new Set(members.map(({ userId }) => userId))].sort(),
      }
    },
    teamsOf: (userId, at) => {
      const own = (periods.get(userId) ?? []).filter((period) => isMember(period, at))
      const ids = [...new Set(own.map(({ teamId }) => teamId))]
      return ids.sort((a, b) => ((slugs.get(a) ?? '') < (slugs.get(b) ?? '') ? -1 : 1))
    },
    calendarOf,
    tierPolicy: compileTierPolicy({ globs: tiers.globs, surfaces: configuration.surfaces }),
    tierRules: tiers.rules,
    listTouchedSurfaces: surfaceIndex.listTouched,
    listMaintainers: (paths, repository) => surfaceIndex.listMaintainers(paths, repository, codeOwners(repository)),
    includesMaintainer: maintainers.includesAny,
    approvalsNeeded: {
      T0: tiers.rules.T0.approvals,
      T1: tiers.rules.T1.approvals,
      T2: tiers.rules.T2.approvals,
      T3: tiers.rules.T3.approvals,
    },
    machineIds: new Set(facts.machineIds),
    mergeBots: configuration.merges.bots,
    countsWords: configuration.approvals.inWords,
    settings: {
      slo: {
        target: slo.target,
        limitWeekdayHours: slo.limitWeekdayHours,
        limitByTier: Object.fromEntries(TIERS.map((tier) => [tier, slo.byTier[tier].limitWeekdayHours])),
      },
      weekdayHours: (from, to, teamId) => weekdayHours(from, to, calendarOf(teamId)),
    },
  }
}

function listSurfaces({ repositories }: OrganizationContextInput, { surfaces }: Configuration): string[] {
  if (surfaces.length > 0) return [...new Set(surfaces.map(({ name }) => name)), REST]
  return repositories.map(({ nameWithOwner }) => nameWithOwner).sort()
}

/** Each repository's CODEOWNERS is read once, and only when a pull request of it asks. */
function openCodeOwners({ repositories }: OrganizationContextInput): (repository: string) => CodeOwners | null {
  const texts = new Map(repositories.map(({ nameWithOwner, codeowners }) => [nameWithOwner, codeowners]))
  const parsed = new Map<string, CodeOwners | null>()
  return (repository) => {
    const known = parsed.get(repository)
    if (known !== undefined) return known
    const text = texts.get(repository) ?? null
    const codeOwners = text === null ? null : parseCodeOwners(text)
    parsed.set(repository, codeOwners)
    return codeOwners
  }
}
