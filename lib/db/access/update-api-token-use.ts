import { HOUR } from '@/lib/dates'
import type { ApiTokenRow } from './api-tokens'
import type { DatabaseOrTransaction } from '../client'

/** Notes that a token was used, at most once an hour: a read should not write. */
export async function updateApiTokenUse(
  database: DatabaseOrTransaction,
  { organizationId, hash, lastUsedAt }: ApiTokenRow,
  now: Date,
): Promise<void> {
  if (lastUsedAt && lastUsedAt.getTime() > now.getTime() - HOUR) return
  await database.apiToken.updateMany({
    where: { organizationId, hash },
    data: { lastUsedAt: now },
  })
}
