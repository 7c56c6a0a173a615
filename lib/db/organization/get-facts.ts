import { z } from 'zod'
import type { DatabaseOrTransaction } from '../client'
import { toGeneration, type Generation } from '../generation'
import { queryRows } from '../postgres/query-rows'

const FIRST = z.strictObject({ readyAt: z.date() })

export interface TeamFacts {
  id: string
  slug: string
  name: string
  parentId: string | null
}

export interface MembershipFacts {
  teamId: string
  userId: string
  /** Null: since always, assumed. */
  joinedOn: Date | null
  /** Null: still a member. */
  leftOn: Date | null
}

export interface OrganizationFacts {
  id: number
  login: string
  name: string
  /** Completion of the last sync that read everything. */
  syncedAt: Date | null
  /** Existing teams by slug. */
  teams: TeamFacts[]
  memberships: MembershipFacts[]
  /** Everyone who is or was in a team. */
  people: { id: string; login: string }[]
  /** By name; CODEOWNERS of the default branch as last read. */
  repositories: { nameWithOwner: string; codeowners: string | null }[]
  /** Accounts that stand for no person, as plumbline.yml or their comments say. */
  machineIds: string[]
}

/** What every figure of an organisation is judged against besides its pull requests; null: no such organisation. */
export async function getOrganizationFacts(database: DatabaseOrTransaction, organizationId: number): Promise<OrganizationFacts | null> {
  const organization = await database.organization.findUnique({
    where: { id: organizationId },
    select: { id: true, login: true, name: true, syncedAt: true },
  })
  if (!organization) return null
  const [teams, memberships, people, repositories, machines] = await Promise.all([
    database.team.findMany({
      where: { organizationId, removedOn: null },
      orderBy: { slug: 'asc' },
      select: { id: true, slug: true, name: true, parentId: true },
    }),
    database.teamMembership.findMany({
      where: { organizationId },
      orderBy: [{ teamId: 'asc' }, { userId: 'asc' }, { firstSeenOn: 'asc' }],
      select: { teamId: true, userId: true, joinedOn: true, leftOn: true },
    }),
    database.user.findMany({ where: { organizationId }, orderBy: { id: 'asc' }, select: { id: true, login: true } }),
    database.repository.findMany({
      where: { organizationId },
      orderBy: { nameWithOwner: 'asc' },
      select: { nameWithOwner: true, codeowners: true },
    }),
    database.machineUser.findMany({
      where: { organizationId },
      distinct: ['actorId'],
      orderBy: { actorId: 'asc' },
      select: { actorId: true },
    }),
  ])
  return { ...organization, teams, memberships, people, repositories, machineIds: machines.map(({ actorId }) => actorId) }
}

/** The first instant that any fact speaks of: weeks before it were not measured. Null: no pull requests. */
export async function getFirstInstant(
  database: DatabaseOrTransaction,
  organizationId: number,
  generation: Generation = 'served',
): Promise<Date | null> {
  // An aggregate would read the whole index: 96 ms at a million pull requests.
  const [first] = await queryRows(database, FIRST)`
    select ready_at as "readyAt" from pull_request_metrics
    where organization_id = ${organizationId} and generation = ${toGeneration(organizationId, generation)} and ready_at is not null
    order by ready_at limit 1`
  return first?.readyAt ?? null
}
