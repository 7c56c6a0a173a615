import { makeCornerWorld } from '@/lib/demo/scale/corner-world'
import type { Fault } from '@/lib/demo/stand-in/faults'
import type { StandIn } from '@/lib/demo/stand-in/start'
import type { Database } from '@/lib/db/client'
import { syncOrganization, type SyncOptions, type SyncSummary } from '@/lib/jobs/sync-organization'
import { dumpFacts } from './fact-rows'
import { withDatabaseOf, type Facts, type OpenProofDatabase } from './kill-ingest'

const NOW = new Date('2026-11-16T00:00:00Z')
const DETAIL = 'query pullRequests('

/** What GitHub does wrong, by its name. */
export const FAULTS: Record<string, Fault[]> = {
  '502 for wide calls': [{ kind: 'status', status: 502, wider: 5 }],
  '504 now and then': [{ kind: 'status', status: 504, probability: 0.2 }],
  'resets before anything is sent': [{ kind: 'reset', probability: 0.2 }],
  'answers that are cut off': [{ kind: 'reset', moment: 'half', probability: 0.2 }],
  '403 with retry-after': [{ kind: 'secondary_limit', retryAfterSeconds: 2, probability: 0.2 }],
  '429 that says nothing': [{ kind: 'secondary_limit', status: 429, times: 3, skip: 2 }],
  'RATE_LIMITED in a 200': [{ kind: 'primary_limit', status: 200, resetInSeconds: 1, probability: 0.2 }],
  'a primary limit as 403': [{ kind: 'primary_limit', status: 403, resetInSeconds: 1, probability: 0.2 }],
  'partial data with errors': [{ kind: 'partial', every: 3, probability: 0.4, containing: 'nodes(ids' }],
  'no rate limit told': [{ kind: 'no_rate_limit' }],
  'everything at once': [
    { kind: 'no_rate_limit', probability: 0.3 },
    { kind: 'status', status: 502, probability: 0.1 },
    { kind: 'reset', moment: 'half', probability: 0.1 },
    { kind: 'secondary_limit', retryAfterSeconds: 1, probability: 0.1 },
    { kind: 'partial', every: 2, probability: 0.2, containing: DETAIL },
  ],
}

/** The world that faults are tried on: every corner, and no connection of more than a page. */
export const makeFaultWorld = () => makeCornerWorld({ ordinary: 100, withLongOnes: false })

export interface FaultyReading {
  struck: number
  incomplete: string[]
  facts: Facts
}

/** Reads that world from a stand-in without waiting where GitHub asks for patience. */
export function readFaultWorld(standIn: StandIn, database: Database, options: Partial<SyncOptions> = {}): Promise<SyncSummary> {
  return syncOrganization({
    database,
    apiUrl: standIn.url,
    getToken: async () => standIn.token,
    login: 'corner',
    clock: () => NOW,
    sleep: async () => undefined,
    ...options,
  })
}

/** One reading into an empty database while these faults strike, as the seed has it. */
export async function readWithFaults(open: OpenProofDatabase, standIn: StandIn, faults: Fault[], seed: number): Promise<FaultyReading> {
  standIn.reset()
  standIn.setFaults(faults, seed)
  return withDatabaseOf(open, async ({ url, database }) => {
    const { incomplete } = await readFaultWorld(standIn, database)
    const struck = Object.values(standIn.statistics().faults).reduce((sum, count) => sum + count, 0)
    return { struck, incomplete, facts: await dumpFacts(url) }
  })
}
