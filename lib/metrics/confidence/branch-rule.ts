import type { BranchRule, BranchRuleSnapshot } from '@/lib/facts/pull-request-history'

/** The branch rule of a day, and how far it is known. */
export interface RuleOfTheDay {
  /** null: none was ever readable. */
  rule: BranchRule | null
  /**
   * The merge is older than every reading of the rule: the first is taken for it, but only those of its contexts that
   * reported on the head were asked for, and its own k does not count.
   */
  isAssumed: boolean
}

/**
 * The rule as of an instant (METRICS section 3): the last snapshot before it, else, assumed, the first after it.
 * A snapshot whose rule could not be read says nothing, and the one before it goes on.
 */
export function ruleAt(snapshots: readonly BranchRuleSnapshot[], at: Date): RuleOfTheDay {
  const readable = snapshots.filter(({ rule }) => rule !== null)
  const before = readable.findLast(({ from }) => from <= at)
  if (before) return { rule: before.rule, isAssumed: false }
  return { rule: readable[0]?.rule ?? null, isAssumed: readable.length > 0 }
}
