import { getFirstInstant, getOrganizationFacts } from '@/lib/db/organization/get-facts'
import { listTierStates } from '@/lib/db/figures/tier-states'
import { indexTierStates } from '@/lib/metrics/organization/tier-states'
import { toOrganizationContext } from '@/lib/metrics/organization/context'
import type { Frame } from '../request-memo'
import type { ReadingsRequest } from './request'

/** What every range of the organisation is read with; null: nothing has been synced yet. */
export async function loadFrame(request: ReadingsRequest): Promise<Frame | null> {
  const frame = request.memo?.frame ?? readFrame(request)
  if (request.memo) request.memo.frame = frame
  return frame
}

async function readFrame({ database, organizationId, configuration }: ReadingsRequest): Promise<Frame | null> {
  const facts = await getOrganizationFacts(database, organizationId)
  if (!facts) return null
  return {
    context: toOrganizationContext(facts, configuration),
    dataFrom: await getFirstInstant(database, organizationId),
    tierStates: indexTierStates(await listTierStates(database, organizationId)),
  }
}
