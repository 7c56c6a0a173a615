import type { DatabaseOrTransaction } from '../client'

export interface OrganizationRow {
  id: number
  login: string
  name: string
  syncStartedAt: Date | null
  syncedAt: Date | null
  pointsLeft: number | null
  pointsResetAt: Date | null
  syncMessage: string | null
  lastError: string | null
  listGap: string | null
  /** Version of the definitions of what is served; null: nothing is, or it is of a time before they had one. */
  definitions: number | null
  /** Of what is being made beside it; null: nothing is. */
  nextDefinitions: number | null
  /** Another one whenever the documents or the teams of the organisation are others. */
  revision: string
}

const select = {
  id: true,
  login: true,
  name: true,
  syncStartedAt: true,
  syncedAt: true,
  pointsLeft: true,
  pointsResetAt: true,
  syncMessage: true,
  lastError: true,
  listGap: true,
  definitions: true,
  nextDefinitions: true,
  revision: true,
} as const

/**
 * The organisation that is meant: the one with this login (in any case, as on GitHub), or without a login the only one.
 * Null with the known logins where there is none, or where several are and no login was given.
 */
export async function findOrganization(
  database: DatabaseOrTransaction,
  login: string | null,
): Promise<{ organization: OrganizationRow | null; known: string[] }> {
  const all = await database.organization.findMany({ select, orderBy: { login: 'asc' } })
  const known = all.map((organization) => organization.login)
  const meant = login === null ? all : all.filter((organization) => organization.login.toLowerCase() === login.toLowerCase())
  return { organization: meant.length === 1 ? (meant[0] ?? null) : null, known }
}

export async function getOrganization(database: DatabaseOrTransaction, id: number): Promise<OrganizationRow | null> {
  return database.organization.findUnique({ where: { id }, select })
}
