import type { OrganizationContext } from '@/lib/metrics/organization/context'
import type { TierStateIndex } from '@/lib/metrics/organization/tier-states'
import type { Scope } from '@/lib/metrics/organization/scope'
import type { Span } from '@/lib/dates'
import type { NarrowEvaluation } from '@/lib/metrics/history/pull-request-evaluation'
import type { RangeSums } from '@/lib/metrics/readings/scope-document'

/** What this web request has read already: a page of nine teams and twenty surfaces reads it once. */
export interface RequestMemo {
  /** Evaluations of every scope, by instant and by the states that they are judged with. */
  rows: Map<string, Span & { rows: Promise<RowsByScope> }>
  withheld: Map<string, Promise<Set<Scope>>>
  frame: Promise<Frame | null> | null
  /** Sums of a scope and range: its document and its details are two answers from them. */
  sums: Map<string, RangeSums>
}

export type RowsByScope = Map<Scope, NarrowEvaluation[]>

/** What does not depend on the range. */
export interface Frame {
  context: OrganizationContext
  dataFrom: Date | null
  tierStates: TierStateIndex
}

export function emptyMemo(): RequestMemo {
  return { rows: new Map(), withheld: new Map(), frame: null, sums: new Map() }
}
