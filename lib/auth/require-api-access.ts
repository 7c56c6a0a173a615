import { getApiToken } from '@/lib/db/access/api-tokens'
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
  await updateApiTokenUse(database, token, now)
  return toWholeView(toAuthorizedOrganizationId(token.organizationId))
}
