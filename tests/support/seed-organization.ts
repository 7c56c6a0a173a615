import { createApiToken } from '@/lib/db/access/api-tokens'
import type { Database } from '@/lib/db/client'
import { startStandIn } from '@/lib/demo/stand-in/start'
import type { World } from '@/lib/demo/stand-in/world'
import { computePendingMetrics } from '@/lib/jobs/compute-metrics'
import { syncOrganization } from '@/lib/jobs/sync-organization'
import { toDefaultConfiguration, type Configuration } from '@/lib/policy/configuration'

export interface SeededOrganization {
  id: number
  login: string
  token: string
  syncedAt: Date
}

/** Reads a world through the real client, evaluates it as the product does, and makes an API token. */
export async function seedOrganization(
  database: Database,
  world: World,
  options: { at?: Date; configuration?: Configuration } = {},
): Promise<SeededOrganization> {
  const login = world.organizations[0]?.login ?? ''
  const at = options.at ?? new Date(world.end)
  const configuration = options.configuration ?? toDefaultConfiguration()
  const standIn = await startStandIn({ world })
  standIn.setClock(at)
  try {
    await syncOrganization({
      database,
      apiUrl: standIn.url,
      getToken: async () => standIn.token,
      login,
      clock: () => at,
      afterFacts: ({ organizationId, asOf }) => computePendingMetrics({ database, organizationId, configuration, asOf }),
    })
    const { id } = await database.organization.findUniqueOrThrow({ where: { login } })
    const token = await createApiToken(database, { organizationId: id, name: 'test', createdAt: at })
    return { id, login, token, syncedAt: at }
  } finally {
    await standIn.close()
  }
}
