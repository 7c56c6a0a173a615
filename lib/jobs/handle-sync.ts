import type { Database } from '@/lib/db/client'
import { loadConfiguration } from '@/lib/dashboard/load-configuration'
import { computePendingMetrics } from './compute-metrics'
import type { ComputeOptions } from './compute-options'
import { syncOrganization, type SyncOptions, type SyncSummary } from './sync-organization'

/** Where GitHub is, and for which organisation it is asked. */
export type SyncSource = Pick<SyncOptions, 'apiUrl' | 'getToken' | 'login'>

export interface HandleSyncOptions extends Omit<SyncOptions, keyof SyncSource | 'database' | 'afterFacts'> {
  database: Database
  source: SyncSource
  /** Default: PLUMBLINE_CONFIG. */
  configurationPath?: string
  onCompute?: ComputeOptions['onProgress']
}

/** Reads what changed on GitHub and brings every figure up to date with it: what the worker does, and `npm run demo`. */
export async function handleSync({ database, source, configurationPath, onCompute, ...options }: HandleSyncOptions): Promise<SyncSummary> {
  const configuration = await loadConfiguration(configurationPath)
  return syncOrganization({
    ...options,
    ...source,
    database,
    afterFacts: ({ organizationId, asOf }) =>
      computePendingMetrics({ database, organizationId, configuration, asOf, onProgress: onCompute }),
  })
}
