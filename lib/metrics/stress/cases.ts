import type { Load } from './erlang'

/**
 * Answers with intervals for the stress test: one computation at three corners of what is known. The estimate takes λ and
 * C, the worst corner λ_high and C_low, the best one λ_low and C_high; a corner that is open is null.
 */

/** `low` and `high` are ends of the figure itself, not of the case; null: open or unknown. */
export interface Ends {
  value: number | null
  low: number | null
  high: number | null
}

export const UNKNOWN: Ends = { value: null, low: null, high: null }

/** Today's queue and the one after the what-ifs, at one corner of the intervals. */
export interface Case {
  present: Load
  changed: Load
}

export interface Cases {
  estimate: Case
  /** null: demand or capacity has no such end. */
  worst: Case | null
  best: Case | null
}

export function toCases(demand: Ends, capacity: Ends, factor: number, servers: { present: number; changed: number } | null): Cases {
  const at = (arriving: number | null, answered: number | null): Case | null => {
    if (arriving === null || arriving <= 0 || answered === null) return null
    return {
      present: { demand: arriving, capacity: answered, servers: servers?.present ?? 1 },
      changed: { demand: arriving, capacity: answered * factor, servers: servers?.changed ?? 1 },
    }
  }
  const estimate = at(demand.value, capacity.value)
  if (!estimate) throw new Error('A stress test starts from a demand and a capacity.')
  return { estimate, worst: at(demand.high, capacity.low), best: at(demand.low, capacity.high) }
}

type Corner = 'worst' | 'best'

/**
 * An answer at the estimate and at both corners; `lowAt` names the corner that its low end belongs to. R(m) is not quite
 * monotone in the load (with many reviewers it first falls), so the ends also hold the other answers.
 */
export function span(cases: Cases, lowAt: Corner, answer: (one: Case) => number | null): Ends {
  const value = answer(cases.estimate)
  const atWorst = cases.worst && answer(cases.worst)
  const atBest = cases.best && answer(cases.best)
  const [low, high] = lowAt === 'best' ? [atBest, atWorst] : [atWorst, atBest]
  const known = [value, low, high].filter((one) => one !== null)
  return { value, low: low === null ? null : Math.min(...known), high: high === null ? null : Math.max(...known) }
}

export function scale({ value, low, high }: Ends, factor: number): Ends {
  // Without end stays so even from a wait of nought, where the product would be no number.
  const times = (one: number | null) => (one === null || one === Infinity ? one : one * factor)
  return { value: times(value), low: times(low), high: times(high) }
}
