import type { Database } from '@/lib/db/client'
import { findOrganization } from '@/lib/db/organization/find'
import { readEnvironment } from '@/lib/env'
import { toAuthorizedOrganizationId } from './access'
import { getDrawnView } from './drawn-view'
import { toWholeView, type View } from './view'

export type OrganizationAccess =
  | { granted: View }
  /** Nothing to show: the login GITHUB_ORG names, and those in the database. */
  | { granted: null; expected: string | null; known: string[] }

/**
 * The gate of the pages. Until sign-in exists, whoever reaches the web process may look: it listens on 127.0.0.1 only.
 * Which organisation: the one GITHUB_ORG names, else the only one. A shared drawing was let in before it began.
 */
export async function requireOrganizationAccess(database: Database): Promise<OrganizationAccess> {
  const drawn = getDrawnView()
  if (drawn) return { granted: drawn }
  const expected = readEnvironment().GITHUB_ORG ?? null
  const { organization, known } = await findOrganization(database, expected)
  if (!organization) return { granted: null, expected, known }
  return { granted: toWholeView(toAuthorizedOrganizationId(organization.id)) }
}
