import { z } from 'zod'
import { createRandom } from '@/lib/demo/seeded-random'

// What can go wrong with GitHub, on request.

const common = {
  /** Requests left alone first. */
  skip: z.number().int().min(0).optional(),
  /** How often it strikes; default: every time. */
  times: z.number().int().min(1).optional(),
  /** Strikes with this probability, by the seed. */
  probability: z.number().min(0).max(1).optional(),
  /** Only nodes(ids) calls with more than this many ids. */
  wider: z.number().int().min(0).optional(),
  /** Only calls that ask for this node id: a poison pull request. */
  id: z.string().optional(),
  /** Only queries whose text holds this. */
  containing: z.string().optional(),
}

export const faultSchema = z.discriminatedUnion('kind', [
  /** An HTTP status with GitHub's HTML or JSON of that status, e.g. 502, 504, 500, 401. */
  z.strictObject({ kind: z.literal('status'), status: z.number().int(), ...common }),
  /** 403 with retry-after (a secondary limit) or, without retryAfterSeconds, one that says nothing. */
  z.strictObject({
    kind: z.literal('secondary_limit'),
    status: z.union([z.literal(403), z.literal(429)]).default(403),
    retryAfterSeconds: z.number().min(0).optional(),
    ...common,
  }),
  /** The hour's points are used up: 403, 429, or 200 with RATE_LIMITED in the body. */
  z.strictObject({
    kind: z.literal('primary_limit'),
    status: z.union([z.literal(200), z.literal(403), z.literal(429)]).default(200),
    resetInSeconds: z.number().min(0).default(1),
    ...common,
  }),
  /** The socket is destroyed before anything is sent, or with half of the body sent. */
  z.strictObject({ kind: z.literal('reset'), moment: z.enum(['before', 'half']).default('before'), ...common }),
  /** "Resource limits exceeded": every n-th node of nodes(ids) is null, with errors beside the data. */
  z.strictObject({ kind: z.literal('partial'), every: z.number().int().min(1).default(3), ...common }),
  /** GitHub Enterprise Server without limits. */
  z.strictObject({ kind: z.literal('no_rate_limit'), ...common }),
  z.strictObject({ kind: z.literal('slow'), milliseconds: z.number().min(0), ...common }),
])

export type Fault = z.input<typeof faultSchema>
type ParsedFault = z.output<typeof faultSchema>

export const faultRequestSchema = z.strictObject({ faults: z.array(faultSchema), seed: z.number().int().default(1) })

export interface FaultTarget {
  query: string
  ids: string[]
}

export interface Faults {
  /** The faults that strike this request: at most one that ends it, and any number of mild ones. */
  strike(target: FaultTarget): ParsedFault[]
  struck: Record<string, number>
}

export function createFaults(list: Fault[], seed = 1): Faults {
  const states = list.map((fault) => ({ fault: faultSchema.parse(fault), seen: 0, struck: 0 }))
  const random = createRandom(seed)
  const struck: Record<string, number> = {}

  function strikes(state: (typeof states)[number], { query, ids }: FaultTarget): boolean {
    const { fault } = state
    if (fault.wider !== undefined && ids.length <= fault.wider) return false
    if (fault.id !== undefined && !ids.includes(fault.id)) return false
    if (fault.containing !== undefined && !query.includes(fault.containing)) return false
    state.seen += 1
    if (state.seen <= (fault.skip ?? 0) || state.struck >= (fault.times ?? Infinity)) return false
    if (fault.probability !== undefined && random() >= fault.probability) return false
    state.struck += 1
    struck[fault.kind] = (struck[fault.kind] ?? 0) + 1
    return true
  }

  return {
    struck,
    strike(target) {
      const hits: ParsedFault[] = []
      for (const state of states) {
        const isMild = state.fault.kind === 'slow' || state.fault.kind === 'no_rate_limit'
        if (!isMild && hits.some((hit) => hit.kind !== 'slow' && hit.kind !== 'no_rate_limit')) continue
        if (strikes(state, target)) hits.push(state.fault)
      }
      return hits
    },
  }
}
