import type { DatabaseOrTransaction } from './client'

const HOUR = 3_600_000

/** Notes that a token was used, at most once an hour: a read should not write. */
export async function updateApiTokenUse(
  database: DatabaseOrTransaction,
  { organizationId, hash }: { organizationId: number; hash: string },
  now: Date,
): Promise<void> {
  await database.apiToken.updateMany({
    where: { organizationId, hash, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: new Date(now.getTime() - HOUR) } }] },
    data: { lastUsedAt: now },
  })
}
