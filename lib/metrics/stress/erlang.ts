/**
 * What happens at a multiple of the present load (METRICS section 2), by the M/M/c queue. Rates in cycles a week.
 *
 * Glossary: λ arrivals, C capacity of all c servers together (each serves C/c), offered load a = cλ/C.
 * ErlangC(c, a) is the chance that an arrival has to wait; Wq = ErlangC/(C − λ) the mean wait in weeks.
 * All of it is modelled, never observed: word a multiplier as "up to ×R".
 */
export interface Load {
  demand: number
  capacity: number
  servers: number
}

/** A month, for "twice the changes next month". */
export const WEEKS_PER_MONTH = 13 / 3

/** c = max(1, ⌊N_eff⌋). */
export function toServers(effectiveReviewers: number): number {
  return Math.max(1, Math.floor(effectiveReviewers))
}

/** Chance that an arrival waits; 1 from the load on at which the queue has no steady state. */
export function erlangC({ demand, capacity, servers }: Load): number {
  if (demand >= capacity) return 1
  const offered = (servers * demand) / capacity
  // Erlang B by its recursion: powers and factorials overflow from about 170 servers on.
  let blocking = 1
  for (let k = 1; k <= servers; k += 1) blocking = (offered * blocking) / (k + offered * blocking)
  return blocking / (1 - (offered / servers) * (1 - blocking))
}

/** Mean wait Wq in weeks; Infinity without a steady state. */
export function meanWaitWeeks(load: Load): number {
  return load.demand >= load.capacity ? Infinity : erlangC(load) / (load.capacity - load.demand)
}

/**
 * Sakasegawa's approximation of Wq, ρ^(√(2(c + 1)) − 1)/(c·(1 − ρ)) service times. Close to Erlang C in the wait itself,
 * but its *ratio* understates growth at low utilisation, so R(m) does not use it.
 */
export function sakasegawaWaitWeeks({ demand, capacity, servers }: Load): number {
  if (demand >= capacity) return Infinity
  return (demand / capacity) ** (Math.sqrt(2 * (servers + 1)) - 1) / (capacity - demand)
}

/**
 * R(m) = Wq(mλ)/Wq(λ); Infinity once mλ ≥ C. `changed` is the same queue after a what-if: it serves the mλ, and the present
 * load stays what it is. null: no demand, or a finite wait against a present load that has no steady state.
 */
export function waitMultiplier(load: Load, multiple: number, changed: Load = load): number | null {
  if (load.demand <= 0) return null
  const wait = meanWaitWeeks({ ...changed, demand: load.demand * multiple })
  if (wait === Infinity) return Infinity
  const present = meanWaitWeeks(load)
  return present === Infinity || present <= 0 ? null : wait / present
}

/** The multiple from which on the queue only grows, C/λ; null without demand. */
export function unstableMultiple({ demand, capacity }: Load): number | null {
  return demand > 0 ? capacity / demand : null
}

/**
 * The largest multiple m with w·R(m) ≤ limit, w the present wait in the limit's unit. Below 1 where the present wait is
 * already too long; C/λ where nobody waits now, because the model then only forbids an unstable queue. `changed` as above.
 * null: no demand, or no steady state now.
 */
export function safeMultiple(load: Load, presentWait: number, limit: number, changed: Load = load): number | null {
  const present = unstableMultiple(load)
  if (present === null || present <= 1) return null
  const unstable = changed.capacity / load.demand
  if (presentWait === 0) return unstable
  let low = 0
  let high = unstable
  // R grows with m, so bisection closes in on the one crossing; 200 halvings are beyond the last bit.
  for (let halving = 0; halving < 200 && low < high; halving += 1) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    const multiplier = waitMultiplier(load, middle, changed)
    if (multiplier !== null && presentWait * multiplier <= limit) low = middle
    else high = middle
  }
  return low
}

/** Waiting cycles after `weeks` at m× the demand: max(0, B₀ + (mλ − C)·weeks). */
export function backlogAfter({ demand, capacity }: Load, backlog: number, multiple: number, weeks: number): number {
  return Math.max(0, backlog + (multiple * demand - capacity) * weeks)
}

/** Weeks until a backlog is gone once arrivals are back at λ, B/(C − λ); Infinity where it never is. */
export function weeksToDrain({ demand, capacity }: Load, backlog: number): number {
  if (backlog <= 0) return 0
  return capacity > demand ? backlog / (capacity - demand) : Infinity
}

/** Modelled capacity with one more maintainer, C·(N_eff + 1)/N_eff. */
export function capacityWithOneMore(capacity: number, effectiveReviewers: number): number {
  return (capacity * (effectiveReviewers + 1)) / effectiveReviewers
}

/** Modelled capacity without the busiest reviewer, C·(1 − s₁). */
export function capacityWithoutTop(capacity: number, topShare: number): number {
  return capacity * (1 - topShare)
}

/**
 * Modelled capacity after both what-ifs together, C·(1 − s₁ + k/N_eff): each further maintainer adds what an effective
 * reviewer answers today, C/N_eff, whether or not the busiest one is left out. Alone they are the two formulas above.
 * null: the reviewers whom the what-if is about are not known.
 */
export function changeFactor(
  { effectiveReviewers, topShare }: { effectiveReviewers: number | null; topShare: number | null },
  { moreMaintainers, isWithoutTop }: { moreMaintainers: number; isWithoutTop: boolean },
): number | null {
  if (moreMaintainers > 0 && (effectiveReviewers === null || effectiveReviewers <= 0)) return null
  if (isWithoutTop && topShare === null) return null
  const added = moreMaintainers > 0 ? moreMaintainers / (effectiveReviewers ?? 1) : 0
  return Math.max(0, 1 - (isWithoutTop ? (topShare ?? 0) : 0)) + added
}

/**
 * N_eff of those who are left, 1/Σ(sᵢ/(1 − s₁))² = (1 − s₁)²/(1/N_eff − s₁²): exact, although only N_eff and s₁ are
 * known. 0 where the busiest one was the only one.
 */
export function effectiveWithoutTop(effectiveReviewers: number, topShare: number): number {
  const rest = 1 / effectiveReviewers - topShare ** 2
  // A sole reviewer leaves nobody; what subtraction leaves of 1 − 1 is not a person.
  return topShare > 1 - 1e-9 || rest <= 0 ? 0 : (1 - topShare) ** 2 / rest
}
