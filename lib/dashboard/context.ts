import { systemClock } from '@/lib/env'
import { requireTeamAccess, type TeamAccess } from '@/lib/auth/access'
import type { AuthorizedOrganizationId } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { getFirstInstant } from '@/lib/db/get-organization-facts'
import { getOrganization, type OrganizationRow } from '@/lib/db/find-organization'
import { listTeams, type TeamListRow } from '@/lib/db/list-teams'
import { toTeamScope, type Scope } from '@/lib/db/scope'
import { isTeamCounted, type Configuration } from '@/lib/policy/configuration'
import { getDatabase } from './database'
import { loadConfiguration } from './load-configuration'
import { emptyMemo, type ReadingsMemo } from './load-readings'
import { notSyncedYet, RequestProblem } from './problem'
import type { AskedRange, RangeBounds } from './resolve-range'

/** What every loader of one request shares. */
export interface DashboardContext {
  database: Database
  organizationId: AuthorizedOrganizationId
  organization: OrganizationRow
  configuration: Configuration
  /** Teams that count, alphabetical by name. */
  teams: TeamListRow[]
  now: Date
  memo: ReadingsMemo
}

export async function openContext(organizationId: AuthorizedOrganizationId): Promise<DashboardContext> {
  const database = getDatabase()
  const [configuration, organization, teams] = await Promise.all([
    loadConfiguration(),
    getOrganization(database, organizationId),
    listTeams(database, organizationId),
  ])
  if (!organization) throw new RequestProblem(404, 'Not found', 'The organisation is no longer in the database.')
  const counted = teams.filter((team) => isTeamCounted(configuration, team.slug))
  return { database, organizationId, organization, configuration, teams: counted, now: systemClock(), memo: emptyMemo() }
}

export interface OpenScope {
  scope: Scope
  /** "organization" or the team's slug. */
  name: string
  /** null: the organisation. */
  team: TeamAccess | null
}

/** The organisation for a null slug; null: no such team, or one that plumbline.yml does not count. */
export async function openScope(context: DashboardContext, slug: string | null): Promise<OpenScope | null> {
  if (slug === null) return { scope: 'organization', name: 'organization', team: null }
  // Postgres refuses a NUL in any text, before it can say that there is no such team.
  if (slug.includes('\0')) return null
  const team = await requireTeamAccess(context.database, context.organizationId, slug)
  if (!team || !isTeamCounted(context.configuration, team.slug)) return null
  return { scope: toTeamScope(team.id), name: team.slug, team }
}

/** What a range may be, for resolveRange. Throws a RequestProblem while no sync has completed. */
export async function loadBounds(context: DashboardContext, asked: AskedRange): Promise<RangeBounds> {
  const { syncedAt } = context.organization
  if (!syncedAt) throw notSyncedYet()
  const dataFrom = asked.asOf ? await getFirstInstant(context.database, context.organizationId) : null
  return { syncedAt, now: context.now, dataFrom }
}

export function toSlugs(teams: TeamListRow[]): ReadonlyMap<string, string> {
  return new Map(teams.map(({ id, slug }) => [id, slug]))
}
