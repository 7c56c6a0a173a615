import type { MissingControl } from '@/lib/policy/tier-compliance'
import type { Milliseconds } from '@/lib/metrics/history/pull-request-evaluation'

/** Merges that a tier's controls are asked of, by what was there. */
export interface ControlSums {
  compliant: number
  notCompliant: number
  notAssessable: number
  missing: Partial<Record<MissingControl, number>>
  bypassed: number
  /** Whether the branch's own rule was met is known, bypassed or not. */
  ruleKnown: number
  /** The instants of all these merges, and of those reverted: [merged, reverted]. */
  mergedAt: Milliseconds[]
  reverted: [Milliseconds, Milliseconds][]
}

export function emptyControlSums(): ControlSums {
  return { compliant: 0, notCompliant: 0, notAssessable: 0, missing: {}, bypassed: 0, ruleKnown: 0, mergedAt: [], reverted: [] }
}
