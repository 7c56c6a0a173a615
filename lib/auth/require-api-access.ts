import { getApiToken } from '@/lib/db/access/api-tokens'
import { findOutage } from '@/lib/db/outage'
import type { Database } from '@/lib/db/client'
import { updateApiTokenUse } from '@/lib/db/access/update-api-token-use'
import { toAuthorizedOrganizationId } from './access'
import { toWholeView, type View } from './view'

/**
 * The view of the token that the request carries as `Authorization: Bearer …`; null: no such token.
 * A token belongs to one organisation and reads all of it.
 */
export async function requireApiAccess(database: Database, request: Request, now: Date): Promise<View | null> {
  const [, secret] = /^Bearer +(\S+) *$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (!secret) return null
  const token = await getApiToken(database, secret)
  if (!token) return null
  // When it was used last is nice to know; whoever may read a database that is read-only may still read it.
  await updateApiTokenUse(database, token, now).catch((error: unknown) => {
    if (findOutage(error)?.kind !== 'read-only') throw error
  })
  return toWholeView(toAuthorizedOrganizationId(token.organizationId))
}
