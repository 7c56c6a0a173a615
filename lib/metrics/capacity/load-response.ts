import { newcombe, wilson, type ValueInterval } from '@/lib/metrics/statistics/intervals'

/**
 * Load response (METRICS section 2): what the own busy weeks already showed, without a model.
 *
 * Weeks: complete ISO weeks among the last 26 with a cycle opened by a pull request that became ready, ready again or was
 * reopened (a push after a review is brought about by reviewing, and would make busy weeks of well-reviewed ones). Busy is
 * the third of them with most cycles opened (ties: the earlier), quiet the third with fewest (ties: the later). The fall is
 * the quiet weeks' share in time less the busy weeks', with Newcombe's interval.
 */
export interface ResponseWeek {
  /** Cycles opened by becoming ready, ready again or reopened. */
  opened: number
  /** Of the cycles that started in the week: answered within the limit; late, skipped, or open past it. */
  good: number
  missed: number
}

export interface LoadThird {
  /** Mean opened, over the mean of all weeks. */
  load: number
  good: number
  n: number
}

export interface LoadResponse {
  /** `bends`: shown to fall, by at least 5 points. `holds`: shown not to fall by more. */
  status: 'bends' | 'holds' | 'not_shown' | 'insufficient'
  weeks: number
  /** Best mean opened of four consecutive calendar weeks over the mean of all; null: fewer than four weeks, or too few weeks to say. */
  testedUpTo: number | null
  /** null: fewer than 12 weeks. */
  busy: LoadThird | null
  quiet: LoadThird | null
  /** null: a third has fewer than 30 cycles. */
  fall: ValueInterval | null
}

const MINIMUM_WEEKS = 12
const RUN_WEEKS = 4
const MINIMUM_CYCLES = 30
const NOTABLE_FALL = 0.05

/** From complete weeks, oldest first and without gaps, at most 26. */
export function computeLoadResponse(all: readonly ResponseWeek[]): LoadResponse {
  const weeks = all.filter(({ opened }) => opened > 0)
  const none = { weeks: weeks.length, testedUpTo: null, busy: null, quiet: null, fall: null }
  if (weeks.length < MINIMUM_WEEKS) return { status: 'insufficient', ...none }
  const mean = sum(weeks, 'opened') / weeks.length
  const size = Math.floor(weeks.length / 3)
  // Sorting keeps the order of equals: the earlier stand first among the busiest, the later last among the quietest.
  const byLoad = weeks.toSorted((a, b) => b.opened - a.opened)
  const busy = toThird(byLoad.slice(0, size), mean)
  const quiet = toThird(byLoad.slice(-size), mean)
  const seen = { weeks: weeks.length, testedUpTo: toTestedUpTo(all, mean), busy, quiet }
  const [busyShare, quietShare] = [wilson(busy.good, busy.n), wilson(quiet.good, quiet.n)]
  if (!busyShare || !quietShare || Math.min(busy.n, quiet.n) < MINIMUM_CYCLES) return { status: 'insufficient', ...seen, fall: null }
  const fall = newcombe(quietShare, busyShare)
  return { status: toStatus(fall), ...seen, fall }
}

function toStatus({ value, low, high }: ValueInterval): LoadResponse['status'] {
  if (low > 0 && value >= NOTABLE_FALL) return 'bends'
  return high >= 0 && high <= NOTABLE_FALL ? 'holds' : 'not_shown'
}

function toThird(weeks: readonly ResponseWeek[], mean: number): LoadThird {
  const good = sum(weeks, 'good')
  return { load: sum(weeks, 'opened') / weeks.length / mean, good, n: good + sum(weeks, 'missed') }
}

function toTestedUpTo(weeks: readonly ResponseWeek[], mean: number): number {
  const runs = weeks.slice(RUN_WEEKS - 1).map((_, index) => sum(weeks.slice(index, index + RUN_WEEKS), 'opened') / RUN_WEEKS)
  return Math.max(...runs) / mean
}

function sum(weeks: readonly ResponseWeek[], key: keyof ResponseWeek): number {
  return weeks.reduce((total, week) => total + week[key], 0)
}
