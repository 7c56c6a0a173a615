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
    /** A number of seconds, or whatever else stands in the header. */
    retryAfterSeconds: z.union([z.number().min(0), z.string()]).optional(),
    ...common,
  }),
  /** The hour's points are used up: 403, 429, or 200 with an error of this type and no data, as key or at all. */
  z.strictObject({
    kind: z.literal('primary_limit'),
    status: z.union([z.literal(200), z.literal(403), z.literal(429)]).default(200),
    resetInSeconds: z.number().min(0).default(1),
    type: z.enum(['RATE_LIMITED', 'RATE_LIMIT']).default('RATE_LIMITED'),
    data: z.enum(['absent', 'null']).default('absent'),
    /** Whether the headers tell the reset. */
    withHeaders: z.boolean().default(true),
    ...common,
  }),
  /** The socket is destroyed before anything is sent, or with half of the body sent. */
  z.strictObject({ kind: z.literal('reset'), moment: z.enum(['before', 'half']).default('before'), ...common }),
  /** "Resource limits exceeded": every n-th node of nodes(ids) is null, with errors beside the data. */
  z.strictObject({ kind: z.literal('partial'), every: z.number().int().min(1).default(3), ...common }),
  /** GitHub Enterprise Server without limits. */
  z.strictObject({ kind: z.literal('no_rate_limit'), ...common }),
  /** A list leaves nodes out, or says too early that it ends. `list`: "pullRequests", "comments", …; "nodes" for nodes(ids). */
  z.strictObject({
    kind: z.literal('lose'),
    list: z.string(),
    every: z.number().int().min(1).default(3),
    how: z.enum(['drop', 'null', 'end']).default('drop'),
    ...common,
  }),
  /** The last node of a page stands there twice, or at the beginning of the next page too, in another one's place. */
  z.strictObject({ kind: z.literal('repeat'), list: z.string(), where: z.enum(['page', 'next']).default('page'), ...common }),
  /** A list that never ends: its cursor is always the same, or always another one that leads to its beginning. */
  z.strictObject({ kind: z.literal('loop'), list: z.string(), cursor: z.enum(['same', 'new']).default('same'), ...common }),
  /** Every field of this name has this value. */
  z.strictObject({ kind: z.literal('set'), field: z.string(), value: z.json(), ...common }),
  /** One of so many nodes of nodes(ids) is null, always the same ones, however they are asked for; `of`: whose ids begin so. */
  z.strictObject({ kind: z.literal('withhold'), oneOf: z.number().int().min(1).default(2), of: z.string().optional(), ...common }),
  /** nodes(ids) answers each with another one's node. */
  z.strictObject({ kind: z.literal('swap'), ...common }),
  /** The node of `id` is not known any more. */
  z.strictObject({ kind: z.literal('vanish'), ...common }),
  z.strictObject({ kind: z.literal('redirect'), status: z.number().int().default(307), location: z.string(), ...common }),
  /** So much white space before the answer. */
  z.strictObject({ kind: z.literal('huge'), megabytes: z.number().min(0), ...common }),
  /** An error whose message repeats the request's token. */
  z.strictObject({ kind: z.literal('echo'), status: z.number().int().default(403), ...common }),
  /** The query is refused as a whole, in a 200, as an older server refuses a field that it does not know. */
  z.strictObject({ kind: z.literal('reject'), message: z.string(), ...common }),
  z.strictObject({ kind: z.literal('slow'), milliseconds: z.number().min(0), ...common }),
])

export type Fault = z.input<typeof faultSchema>
export type ParsedFault = z.output<typeof faultSchema>

export const faultRequestSchema = z.strictObject({ faults: z.array(faultSchema), seed: z.number().int().default(1) })

export interface FaultTarget {
  query: string
  ids: string[]
}

export interface Faults {
  /** The faults that strike this request: at most one that ends it, and any number of mild ones. */
  strike(target: FaultTarget): ParsedFault[]
  /** What faults keep from one answer to the next, by fault. */
  memory: Map<ParsedFault, Map<string, unknown>>
  struck: Record<string, number>
}

const MILD = ['slow', 'no_rate_limit', 'lose', 'repeat', 'loop', 'set', 'swap', 'withhold', 'vanish', 'huge']

/** Something is answered all the same. */
export function isMild({ kind }: ParsedFault): boolean {
  return MILD.includes(kind)
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
    memory: new Map(),
    strike(target) {
      const hits: ParsedFault[] = []
      for (const state of states) {
        if (!isMild(state.fault) && hits.some((hit) => !isMild(hit))) continue
        if (strikes(state, target)) hits.push(state.fault)
      }
      return hits
    },
  }
}
