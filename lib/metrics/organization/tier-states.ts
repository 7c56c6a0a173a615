import { groupBy } from 'es-toolkit'
import { addWeeks, type Span } from '@/lib/dates'
import { THRESHOLDS } from '@/lib/policy/defaults'

/** Whether the path rules know a repository (METRICS sections 7 and 9). */
export const TIER_STATES = ['configured', 'not_configured'] as const
export type TierStateName = (typeof TIER_STATES)[number]

/** Merges of one repository in one ISO week. */
export interface RepositoryWeek {
  repositoryId: string
  /** Monday, UTC. */
  weekOn: Date
  merges: number
  /** Those of them with a file that no rule knows. */
  unmatched: number
}

/** A state with the Mondays from and to which it was decided. */
export interface TierState {
  repositoryId: string
  state: TierStateName
  /** The Monday on which it was first decided so. */
  sinceOn: Date
  /** The Monday on which that was last decided, and the merges of the 26 weeks before it. */
  decidedOn: Date
  merges: number
  unmatched: number
}

/**
 * The states of every repository from its first merge to `until`, a Monday, in order (METRICS section 7): decided on each
 * Monday by the merges of the 26 weeks before it, not configured where more than half of them have an unmatched file.
 * Two Mondays in a row change it; the first one decides at once. A Monday without a merge in 26 weeks decides nothing.
 * Other rules make another generation, whose states are all decided anew by them: so plumbline.yml changes it at once.
 */
export function decideTierStates(weeks: readonly RepositoryWeek[], until: Date): TierState[] {
  return Object.values(groupBy(weeks, ({ repositoryId }) => repositoryId)).flatMap((own) => decideRepository(own, until))
}

function decideRepository(weeks: RepositoryWeek[], until: Date): TierState[] {
  const byWeek = new Map(weeks.map((week) => [week.weekOn.getTime(), week]))
  const { share, weeks: window, weeksInARow } = THRESHOLDS.tiersNotConfigured
  const first = Math.min(...byWeek.keys())
  const states: TierState[] = []
  let against = 0
  let merges = 0
  let unmatched = 0
  for (let monday = addWeeks(new Date(first), 1); monday <= until; monday = addWeeks(monday, 1)) {
    const entered = byWeek.get(addWeeks(monday, -1).getTime())
    const left = byWeek.get(addWeeks(monday, -1 - window).getTime())
    merges += (entered?.merges ?? 0) - (left?.merges ?? 0)
    unmatched += (entered?.unmatched ?? 0) - (left?.unmatched ?? 0)
    const current = states.at(-1)
    if (merges === 0) {
      against = 0
      continue
    }
    const repositoryId = weeks[0]?.repositoryId ?? ''
    const state: TierStateName = unmatched > share * merges ? 'not_configured' : 'configured'
    against = current && current.state !== state ? against + 1 : 0
    if (!current || against === weeksInARow) {
      states.push({ repositoryId, state, sinceOn: monday, decidedOn: monday, merges, unmatched })
      against = 0
    } else {
      Object.assign(current, { decidedOn: monday, merges, unmatched })
    }
  }
  return states
}

export interface TierStateIndex {
  /** Node ids of the repositories whose tiers are not configured at the instant. */
  listNotConfigured: (at: Date) => ReadonlySet<string>
  /** Every state as it was decided, by repository and then by date. */
  states: readonly TierState[]
}

/** Repositories that were never decided are configured: nothing of them was merged. */
export function indexTierStates(states: readonly TierState[]): TierStateIndex {
  const decided = states.toSorted((a, b) => a.sinceOn.getTime() - b.sinceOn.getTime())
  const known = new Map<number, ReadonlySet<string>>()
  return {
    states,
    listNotConfigured(at) {
      const changes = decided.filter(({ sinceOn }) => sinceOn <= at)
      const found = known.get(changes.length)
      if (found) return found
      const notConfigured = new Set<string>()
      for (const { repositoryId, state } of changes) {
        if (state === 'not_configured') notConfigured.add(repositoryId)
        else notConfigured.delete(repositoryId)
      }
      known.set(changes.length, notConfigured)
      return notConfigured
    },
  }
}

/** Whole weeks of a span, each a range of its own, in runs that one set of states judges. */
export function splitByTierStates({ from, to }: Span, index: TierStateIndex): (Span & { notConfigured: ReadonlySet<string> })[] {
  const runs: (Span & { notConfigured: ReadonlySet<string> })[] = []
  for (let weekOn = from; weekOn < to; weekOn = addWeeks(weekOn, 1)) {
    const end = addWeeks(weekOn, 1)
    const notConfigured = index.listNotConfigured(end)
    const run = runs.at(-1)
    if (run?.notConfigured === notConfigured) run.to = end
    else runs.push({ from: weekOn, to: end, notConfigured })
  }
  return runs
}
