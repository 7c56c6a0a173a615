import { isTeamCounted, toCalendar, type Configuration } from '@/lib/policy/configuration'
import { compileTierPolicy, TIERS, type Tier, type TierPolicy } from '@/lib/policy/tiers'
import type { ScopeFacts } from './scope-readings'
import type { ReadingsSettings } from './to-readings'
import { weekdayHours, type WeekdayCalendar } from './weekday-hours'

/**
 * Everything of an organisation that evaluations and readings are judged against besides pull requests: who belonged to
 * which team when, whose calendar counts, which paths are how risky. Built once per run from stored facts and plumbline.yml.
 */

export interface MembershipPeriod {
  teamId: string
  userId: string
  /** Date; null: since always, assumed, because it was found at the very first sync. */
  joinedOn: Date | null
  /** Date; null: still. */
  leftOn: Date | null
}

export interface OrganizationContextInput {
  syncedAt: Date | null
  teams: { id: string; slug: string }[]
  memberships: MembershipPeriod[]
}

/** "organization", or "team:" and GitHub's id of the team. */
export type ScopeKey = 'organization' | `team:${string}`

export interface OrganizationContext {
  syncedAt: Date | null
  /** The organisation, then the teams that count, by slug. */
  scopes: ScopeKey[]
  scopeFacts: (scope: ScopeKey, asOf: Date) => ScopeFacts
  /** Ids of the person's teams at an instant, by slug: a move takes no history along. */
  teamsOf: (userId: string, at: Date) => string[]
  calendarOf: (teamId: string | null) => WeekdayCalendar
  tierPolicy: TierPolicy
  approvalsNeeded: Record<Tier, number>
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
  return {
    syncedAt: facts.syncedAt,
    scopes: ['organization', ...teams.map(({ id }): ScopeKey => `team:${id}`)],
    scopeFacts: (scope, asOf) => {
      const teamId = scope === 'organization' ? null : scope.slice('team:'.length)
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
    approvalsNeeded: {
      T0: tiers.rules.T0.approvals,
      T1: tiers.rules.T1.approvals,
      T2: tiers.rules.T2.approvals,
      T3: tiers.rules.T3.approvals,
    },
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

/** Membership dates are days: a join counts from its day on, a leaving until the day before. */
function isMember({ joinedOn, leftOn }: MembershipPeriod, at: Date): boolean {
  return (joinedOn === null || joinedOn <= at) && (leftOn === null || at < leftOn)
}
