import { HOUR } from '@/lib/dates'
import type { AddressInfo } from 'node:net'
import { createFaults, type Fault } from './faults'
import type { Scope } from './context'
import type { StandInState, StandInStatistics } from './graphql'
import { createStandInServer } from './server'
import { toInstant, type World } from './world'

/** The tokens a stand-in knows, and what each may see. Every other one gets 401. */
export const STAND_IN_TOKENS = {
  full: 'stand-in-token',
  withoutTeams: 'stand-in-token-without-teams',
  withoutProtection: 'stand-in-token-without-protection',
  withoutSso: 'stand-in-token-without-sso',
} as const

const ALL: Scope[] = ['repo', 'read:org', 'administration', 'sso']
const without = (scope: Scope): ReadonlySet<Scope> => new Set(ALL.filter((candidate) => candidate !== scope))

export interface StandIn {
  /** What GITHUB_API_URL is set to. */
  url: string
  /** A token that may see everything. */
  token: string
  setClock(at: Date): void
  setFaults(faults: Fault[], seed?: number): void
  statistics(): StandInStatistics & { faults: Record<string, number> }
  reset(): void
  close(): Promise<void>
}

export interface StandInOptions {
  world: World
  /** Default: a free one. */
  port?: number
  /** Points an hour. The default is never reached, so that long benchmarks are not stopped. */
  pointLimit?: number
}

/** Serves a world on 127.0.0.1 as GitHub would: schema, page limits, points, rights, and faults on request. */
export async function startStandIn({ world, port = 0, pointLimit = 1_000_000 }: StandInOptions): Promise<StandIn> {
  const state: StandInState = {
    world,
    asOf: world.end,
    tokens: new Map<string, ReadonlySet<Scope>>([
      [STAND_IN_TOKENS.full, new Set(ALL)],
      [STAND_IN_TOKENS.withoutTeams, without('read:org')],
      [STAND_IN_TOKENS.withoutProtection, without('administration')],
      [STAND_IN_TOKENS.withoutSso, without('sso')],
    ]),
    pointLimit,
    resetAt: new Date(Date.now() + HOUR),
    used: 0,
    statistics: { requests: 0, points: 0, failed: 0, widest: 0 },
    faults: createFaults([]),
    setClock(at) {
      state.asOf = toInstant(at)
    },
    reset() {
      Object.assign(state.statistics, { requests: 0, points: 0, failed: 0, widest: 0 })
      state.faults = createFaults([])
      state.used = 0
    },
  }
  const server = createStandInServer(state)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${actual}`,
    token: STAND_IN_TOKENS.full,
    setClock: state.setClock,
    setFaults(faults, seed) {
      state.faults = createFaults(faults, seed)
    },
    statistics: () => ({ ...state.statistics, faults: { ...state.faults.struck } }),
    reset: state.reset,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
