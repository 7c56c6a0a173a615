import { isEqual } from 'es-toolkit'
import type { WireBranchRules } from './schema/branch-rules'

/** What a branch asks of a merge, as far as every source together says. */
export interface BranchRuleFact {
  repositoryId: string
  branch: string
  /** The largest number that a source asks for; null: unknown. */
  approvals: number | null
  /** Every check that a source asks for, sorted; null: unknown. */
  contexts: string[] | null
  /** Which sources said anything, sorted. */
  sources: RuleSource[]
  /** Since when the rulesets that alone ask as much were not edited; null: a source without dates asks for more, or nothing is asked. */
  since: string | null
}

export const RULE_SOURCES = ['classic', 'ref_update_rule', 'ruleset'] as const
export type RuleSource = (typeof RULE_SOURCES)[number]

/** What one source says; null: it cannot tell, which is not "none". */
interface Said {
  approvals: number | null
  contexts: string[] | null
}

const CANNOT_TELL: Said = { approvals: null, contexts: null }

/**
 * Merges what GitHub says of a branch in three places (READINESS section 1): the rulesets of all levels, the classic rule and
 * what the asking account is held to. Unknown is not absent:
 *
 * - A ruleset's list without a rule denies it, unless the list is longer than a page or the server knows none.
 * - "No classic rule" is believed of an account that may administer the repository; any other is told "none" of a rule that
 *   is there, so there it says nothing.
 * - `refUpdateRule` affirms only: it is null for whom the rule lets pass, and empty where nothing is asked of this account.
 *
 * One source that asks decides; "none" needs every source to say so. Null: the branch is not there, the repository is empty.
 */
export function toBranchRule({ id, viewerCanAdminister, defaultBranchRef: ref }: WireBranchRules): BranchRuleFact | null {
  if (ref === null) return null
  const classic = toClassic(ref.branchProtectionRule ?? null, viewerCanAdminister)
  const said: Record<RuleSource, Said> = {
    classic,
    ref_update_rule: ref.refUpdateRule ? toAffirmed(ref.refUpdateRule) : CANNOT_TELL,
    ruleset: toRuleset(ref.rules ?? null),
  }
  // What an account is held to adds nothing to a classic rule that is known, so its silence keeps nothing open.
  const judges = RULE_SOURCES.filter((source) => source !== 'ref_update_rule').map((source) => said[source])
  const all = RULE_SOURCES.map((source) => said[source])
  const approvals = Math.max(0, ...all.map((one) => one.approvals ?? 0))
  const contexts = [...new Set(all.flatMap((one) => one.contexts ?? []))].sort()
  return {
    repositoryId: id,
    branch: ref.name,
    approvals: approvals > 0 || judges.every((one) => one.approvals !== null) ? approvals : null,
    contexts: contexts.length > 0 || judges.every((one) => one.contexts !== null) ? contexts : null,
    sources: RULE_SOURCES.filter((source) => said[source].approvals !== null || said[source].contexts !== null),
    since: toSince(ref.rules ?? null, said.ruleset, { approvals, contexts }),
  }
}

/**
 * GitHub keeps no history of rules, but it dates a ruleset's last edit: what it asks now it asked since then. Other sources
 * may have asked for more meanwhile, never for less.
 */
function toSince(rules: NonNullable<Ref['rules']> | null, ruleset: Said, merged: { approvals: number; contexts: string[] }): string | null {
  const isAllItsOwn = (ruleset.approvals ?? 0) === merged.approvals && isEqual([...new Set(ruleset.contexts ?? [])].sort(), merged.contexts)
  const edits = rules?.nodes?.flatMap((rule) => rule?.repositoryRuleset?.updatedAt ?? []) ?? []
  const isAsked = merged.approvals > 0 || merged.contexts.length > 0
  return isAllItsOwn && isAsked && edits.length === rules?.nodes?.length ? (edits.sort().at(-1) ?? null) : null
}

type Ref = NonNullable<WireBranchRules['defaultBranchRef']>

function toRuleset(rules: NonNullable<Ref['rules']> | null): Said {
  if (!rules?.nodes || rules.nodes.includes(null)) return CANNOT_TELL
  const of = (type: string) => rules.nodes?.flatMap((rule) => (rule?.type === type ? [rule.parameters ?? {}] : [])) ?? []
  const isWhole = !rules.pageInfo.hasNextPage
  const counts = of('PULL_REQUEST').map(({ requiredApprovingReviewCount: count }) => count ?? null)
  const checks = of('REQUIRED_STATUS_CHECKS').map(({ requiredStatusChecks: list }) => list?.map(({ context }) => context) ?? null)
  const approvals = Math.max(0, ...counts.map((count) => count ?? 0))
  const contexts = checks.flatMap((list) => list ?? [])
  // A required workflow is a check whose name nobody tells.
  const isNamed = of('WORKFLOWS').length === 0 && !checks.includes(null)
  return {
    approvals: approvals > 0 || (isWhole && !counts.includes(null)) ? approvals : null,
    contexts: contexts.length > 0 || (isWhole && isNamed) ? contexts : null,
  }
}

function toClassic(rule: NonNullable<Ref['branchProtectionRule']> | null, isBelieved: boolean): Said {
  if (rule === null) return isBelieved ? { approvals: 0, contexts: [] } : CANNOT_TELL
  return {
    approvals: rule.requiresApprovingReviews ? (rule.requiredApprovingReviewCount ?? null) : 0,
    contexts: rule.requiresStatusChecks ? toNames(rule.requiredStatusCheckContexts) : [],
  }
}

function toAffirmed(rule: NonNullable<Ref['refUpdateRule']>): Said {
  const contexts = toNames(rule.requiredStatusCheckContexts) ?? []
  return { approvals: rule.requiredApprovingReviewCount || null, contexts: contexts.length > 0 ? contexts : null }
}

function toNames(names: (string | null)[] | null | undefined): string[] | null {
  return names?.filter((name) => name !== null) ?? null
}
