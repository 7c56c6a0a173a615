import { systemClock } from '@/lib/env'
import { requireTeamAccess, toOrganizationScope, toSurfaceAccessScope, toTeamAccessScope, type TeamAccess } from '@/lib/auth/access'
import type { View } from '@/lib/auth/view'
import type { AuthorizedOrganizationId, AuthorizedScope } from '@/lib/db/authorized'
import type { Database } from '@/lib/db/client'
import { getTeamBySlug } from '@/lib/db/organization/get-team'
import { getOrganization, type OrganizationRow } from '@/lib/db/organization/find'
import { listTeams, type TeamListRow } from '@/lib/db/organization/list-teams'
import { hasScopeReadings } from '@/lib/db/figures/list-scope-documents'
import { toSurfaceScope } from '@/lib/metrics/organization/scope'
import type { Tier } from '@/lib/policy/tiers'
import { isTeamCounted, type Configuration } from '@/lib/policy/configuration'
import { getDatabase } from './database'
import { keep, type Kept } from './keep'
import { loadConfiguration } from './load-configuration'
import { emptyMemo, type RequestMemo } from './request-memo'
import { RequestProblem } from './problem'

/** What every loader of one request shares. */
export interface DashboardContext {
  database: Database
  /** What the reader may see. */
  view: View
  organizationId: AuthorizedOrganizationId
  organization: OrganizationRow
  configuration: Configuration
  /** Teams that count, alphabetical by name. */
  teams: TeamListRow[]
  now: Date
  memo: RequestMemo
  kept: Kept
}

export async function openContext(view: View): Promise<DashboardContext> {
  const { organizationId } = view
  const database = getDatabase()
  const [configuration, organization] = await Promise.all([loadConfiguration(), getOrganization(database, organizationId)])
  if (!organization) throw new RequestProblem(404, 'Not found', 'The organisation is no longer in the database.')
  const kept = keep(database, organization, configuration)
  const teams = await kept.once('teams', async () =>
    (await listTeams(database, organizationId)).filter((team) => isTeamCounted(configuration, team.slug)),
  )
  return { database, view, organizationId, organization, configuration, teams, now: systemClock(), memo: emptyMemo(), kept }
}

export interface OpenScope {
  scope: AuthorizedScope
  /** "organization", the team's slug, or "surface:" and its name (of one tier "cell:T3:" and its name). */
  name: string
  /** null: no team. */
  team: TeamAccess | null
}

/** The organisation for a null slug; null: no such team, or one that plumbline.yml does not count. */
export async function openScope(context: DashboardContext, slug: string | null): Promise<OpenScope | null> {
  if (slug === null) return openOrganization(context)
  // Only of a team there is, so that made-up names are neither asked for (Postgres refuses a NUL) nor kept.
  if (!context.teams.some((team) => team.slug === slug || team.aliases.includes(slug))) return null
  // What is kept is what there is; who may see it is asked for each reader.
  const found = await context.kept.once(`team ${slug}`, () => getTeamBySlug(context.database, context.organizationId, slug))
  const team = requireTeamAccess(context.view, found)
  if (!team || !isTeamCounted(context.configuration, team.slug)) return null
  return { scope: toTeamAccessScope(team), name: team.slug, team }
}

export function openOrganization({ organizationId }: DashboardContext): OpenScope {
  return { scope: toOrganizationScope(organizationId), name: 'organization', team: null }
}

/**
 * A surface by its name in plumbline.yml ("" is everything else; without surfaces there, a repository), or its pull
 * requests of one tier; null: no such surface. One that was written into the file since the last sync exists and has
 * no readings yet.
 */
export async function openSurface(context: DashboardContext, name: string, tier: Tier | null = null): Promise<OpenScope | null> {
  const { database, organizationId, configuration } = context
  if (name.includes('\0')) return null
  const named = configuration.surfaces
  const isKnown =
    named.length > 0
      ? name === '' || named.some((surface) => surface.name === name)
      : await hasScopeReadings(database, organizationId, toSurfaceScope(name))
  if (!isKnown) return null
  const scope = toSurfaceAccessScope(organizationId, name, tier)
  return { scope, name: scope, team: null }
}

export function toSlugs(teams: TeamListRow[]): ReadonlyMap<string, string> {
  return new Map(teams.map(({ id, slug }) => [id, slug]))
}
