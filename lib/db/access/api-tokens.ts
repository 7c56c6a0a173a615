import { createHash, randomBytes } from 'node:crypto'
import type { DatabaseOrTransaction } from '../client'

/** So that a token found in a log or a repository tells what it opens. */
const PREFIX = 'plumb_'

/** Makes a token and returns it for the only time; the database keeps its SHA-256. */
export async function createApiToken(
  database: DatabaseOrTransaction,
  token: { organizationId: number; name: string; createdAt: Date },
): Promise<string> {
  const secret = `${PREFIX}${randomBytes(32).toString('base64url')}`
  await database.apiToken.create({ data: { ...token, hash: toHash(secret) } })
  return secret
}

export interface ApiTokenRow {
  organizationId: number
  hash: string
  name: string
  lastUsedAt: Date | null
}

/**
 * Whose token this is, or null. The look-up is by hash, so its time says nothing about how much of a guess was right;
 * 256 random bits need no slow hash.
 */
export async function getApiToken(database: DatabaseOrTransaction, secret: string): Promise<ApiTokenRow | null> {
  if (!secret.startsWith(PREFIX)) return null
  return database.apiToken.findFirst({
    where: { hash: toHash(secret) },
    select: { organizationId: true, hash: true, name: true, lastUsedAt: true },
  })
}

function toHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
