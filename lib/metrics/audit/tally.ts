import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf'
import { wilson, type Interval, type ValueInterval } from '@/lib/metrics/statistics/intervals'

/**
 * A hand audit of a rule (METRICS section 4): careful readers judge a sample without knowing what the rule said.
 *
 * The sample is stratified: some items that the rule *flagged* (threads it calls caught, merges it gives an escape) and as
 * many that it did not. Flagged ones alone would give the precision and say nothing of what the rule misses. Both strata
 * have known sizes N, so an answer of the unflagged stratum stands for N₀/n₀ items:
 *
 *   precision p = y₁/n₁            miss rate q = y₀/n₀
 *   recall      = N₁·p / (N₁·p + N₀·q)
 *
 * y are the yes, n the yes and no answers; "cannot tell" is left out of both and counted beside them.
 */
export const AUDIT_KINDS = ['threads', 'escapes'] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

export const AUDIT_ANSWERS = ['yes', 'no', 'cannot_tell'] as const
export type AuditAnswerValue = (typeof AUDIT_ANSWERS)[number]

/** Items drawn from each stratum, where it has as many. */
export const AUDIT_STRATUM_SIZE = 25

/** One thing to judge, as it was when the sample was drawn. */
export interface AuditItem {
  /** Node id of the thread, or of the pull request. */
  key: string
  isFlagged: boolean
  /** owner/name */
  repository: string
  number: number
  url: string
  /** Title of the pull request. */
  title: string
  /** File of a thread; null: the item is a whole pull request. */
  path: string | null
  line: number | null
  /** How the thread begins, in the words of GitHub; null: the item is a whole pull request. */
  opening: string | null
  /** Class and evidence of the rule: shown only once the audit is finished. */
  verdict: string[]
}

/** How many items the range has in each stratum. */
export interface AuditTotals {
  flagged: number
  unflagged: number
}

export interface StratumTally {
  /** N: items of the range. */
  total: number
  drawn: number
  yes: number
  no: number
  cannotTell: number
}

export interface AuditTally {
  flagged: StratumTally
  unflagged: StratumTally
}

export interface AuditResult extends AuditTally {
  /** Wilson 95 %; null: no flagged item was judged. */
  precision: ValueInterval | null
  /** The interval covers at least 95 % (see below); null: a stratum was not judged, or nothing real was found. */
  recall: ValueInterval | null
}

export function tallyAudit(
  items: readonly Pick<AuditItem, 'key' | 'isFlagged'>[],
  totals: AuditTotals,
  answers: ReadonlyMap<string, AuditAnswerValue>,
): AuditTally {
  const tally = (isFlagged: boolean, total: number): StratumTally => {
    const drawn = items.filter((item) => item.isFlagged === isFlagged)
    const count = (value: AuditAnswerValue) => drawn.filter(({ key }) => answers.get(key) === value).length
    return { total, drawn: drawn.length, yes: count('yes'), no: count('no'), cannotTell: count('cannot_tell') }
  }
  return { flagged: tally(true, totals.flagged), unflagged: tally(false, totals.unflagged) }
}

/**
 * Precision and recall. The interval of the recall takes an exact (Clopper–Pearson) 97.5 % interval of p and one of q and
 * pairs their worst ends: recall rises with p and falls with q, so both hold at once with at least 95 %. It is wide,
 * because one missed defect among a few unflagged items stands for many; a narrower one would be a guess.
 * A stratum that was judged whole has no sampling error.
 */
export function computeAudit(tally: AuditTally): AuditResult {
  const { flagged, unflagged } = tally
  const precision = wilson(flagged.yes, flagged.yes + flagged.no)
  return { ...tally, precision, recall: computeRecall(flagged, unflagged) }
}

function computeRecall(flagged: StratumTally, unflagged: StratumTally): ValueInterval | null {
  const p = toShare(flagged)
  const q = toShare(unflagged)
  if (!p || !q) return null
  const recall = (caught: number, missed: number): number | null => {
    const real = flagged.total * caught + unflagged.total * missed
    return real > 0 ? (flagged.total * caught) / real : null
  }
  const value = recall(p.value, q.value)
  if (value === null) return null
  return { value, low: recall(p.low, q.high) ?? 0, high: recall(p.high, q.low) ?? 1 }
}

/** Half of the 5 % for each of the two shares, and half of that for each end. */
const TAIL = 0.0125

/** null: nothing of a stratum that is not empty was judged. */
function toShare({ total, yes, no }: StratumTally): ValueInterval | null {
  if (total === 0) return { value: 0, low: 0, high: 0 }
  const n = yes + no
  if (n === 0) return null
  const value = yes / n
  if (n >= total) return { value, low: value, high: value }
  return { value, ...exactInterval(yes, n, TAIL) }
}

/**
 * Clopper–Pearson interval of k of n, `tail` left out at each end: the shares at which k or more, and k or fewer, would be
 * that rare. Found by bisection on the binomial distribution, so it is exact where the normal approximation fails: at
 * few, or no, misses.
 */
export function exactInterval(k: number, n: number, tail: number): Interval {
  const solve = (isBelow: (share: number) => boolean) => {
    let low = 0
    let high = 1
    for (let halving = 0; halving < 60; halving += 1) {
      const middle = (low + high) / 2
      if (isBelow(middle)) low = middle
      else high = middle
    }
    return (low + high) / 2
  }
  return {
    low: k === 0 ? 0 : solve((share) => 1 - binomialCdf(k - 1, n, share) < tail),
    high: k === n ? 1 : solve((share) => binomialCdf(k, n, share) > tail),
  }
}

export interface PairedAnswers {
  bothYes: number
  onlyFirst: number
  onlySecond: number
  bothNo: number
  /** Items that one of the two could not tell, or has not answered. */
  leftOut: number
}

/** How two readers of the same sample answered, for agreement.ts and chapman(). */
export function pairAnswers(
  items: readonly Pick<AuditItem, 'key'>[],
  first: ReadonlyMap<string, AuditAnswerValue>,
  second: ReadonlyMap<string, AuditAnswerValue>,
): PairedAnswers {
  const pairs: PairedAnswers = { bothYes: 0, onlyFirst: 0, onlySecond: 0, bothNo: 0, leftOut: 0 }
  for (const { key } of items) pairs[toPair(first.get(key), second.get(key))] += 1
  return pairs
}

function toPair(first: AuditAnswerValue | undefined, second: AuditAnswerValue | undefined): keyof PairedAnswers {
  if ((first !== 'yes' && first !== 'no') || (second !== 'yes' && second !== 'no')) return 'leftOut'
  if (first === 'yes') return second === 'yes' ? 'bothYes' : 'onlyFirst'
  return second === 'yes' ? 'onlySecond' : 'bothNo'
}
