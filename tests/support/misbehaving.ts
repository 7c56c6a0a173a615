import { afterAll, beforeAll, beforeEach } from 'vitest'
import { dumpTable, FACT_TABLES, READING_COLUMNS } from '@/lib/commands/proof/fact-rows'
import type { Fault } from '@/lib/demo/stand-in/faults'
import type { StandIn } from '@/lib/demo/stand-in/start'
import type { World } from '@/lib/demo/stand-in/world'
import { syncOrganization, type SyncOptions, type SyncSummary } from '@/lib/jobs/sync-organization'
import { createTestDatabase, type TestDatabase } from './database'
import { startTestStandIn } from './github-stand-in'

export interface Misbehaving {
  standIn: StandIn
  target: TestDatabase
  /** The waits that were told, of the last reading. */
  waits: { reason: string; seconds: number }[]
  warnings: string[]
  /** What is stored, and what an undisturbed reading of the same world stores. */
  facts: () => Promise<Record<string, string[]>>
  undisturbed: Record<string, string[]>
  read: (faults: Fault[], options?: Partial<SyncOptions>) => Promise<SyncSummary>
}

/** A world, a stand-in that is told its faults, and an empty database for every test. Nothing really waits. */
export function withMisbehaving(makeWorld: () => World): Misbehaving {
  const opened: TestDatabase[] = []
  const state = {} as Misbehaving
  let world: World
  state.read = async (faults, options = {}) => {
    state.standIn.reset()
    state.standIn.setFaults(faults)
    state.waits = []
    state.warnings = []
    return syncOrganization({
      database: state.target.database,
      apiUrl: state.standIn.url,
      getToken: async () => state.standIn.token,
      login: world.organizations[0]?.login ?? '',
      clock: () => new Date(world.end),
      sleep: async () => undefined,
      onWait: (reason, seconds) => void state.waits.push({ reason, seconds }),
      onWarning: (warning) => void state.warnings.push(warning),
      ...options,
    })
  }
  state.facts = async () => {
    const { url } = state.target
    return Object.fromEntries(await Promise.all(FACT_TABLES.map(async (table) => [table, await dumpTable(url, table, READING_COLUMNS)])))
  }
  const open = async () => {
    state.target = await createTestDatabase()
    opened.push(state.target)
  }
  beforeAll(async () => {
    world = makeWorld()
    state.standIn = await startTestStandIn({ world })
    await open()
    await state.read([])
    state.undisturbed = await state.facts()
  })
  beforeEach(open)
  afterAll(async () => {
    for (const one of opened) await one.drop()
  })
  return state
}
