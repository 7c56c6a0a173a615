import { TIER_RULES, type TierRule } from './defaults'
import type { Tier } from './tiers'

export interface TierComplianceInput {
  tier: Tier
  /** Qualified approvals on the final patch. */
  approvals: number
  /** The same with those whose patch cannot be compared; the number above where all can. */
  possibleApprovals?: number
  /** One of them by a maintainer of a touched path; null: no maintainers are known, or nobody can tell. */
  hasMaintainerApproval: boolean | null
  hasRollbackNote: boolean
  /** Every condition of a confident merge held at the merge; null: indeterminate. */
  isConfident: boolean | null
}

export type TierCompliance = 'compliant' | 'not_compliant' | 'not_assessable'
export type MissingControl = 'confidence' | 'approvals' | 'maintainer' | 'rollback_note'

/**
 * Whether a merge met its tier's controls (METRICS section 7): T0 and T1 one qualified approval, T2 also a maintainer's,
 * T3 two approvals, a maintainer's and a rollback note; all of them confident. The organisation may change the rules.
 * Where a maintainer is asked for and none is known, or where GitHub no longer tells whether the merge was confident, the
 * answer is "not assessable" unless a control is missing for certain: not knowing is never a failure by itself.
 */
export function computeTierCompliance(
  input: TierComplianceInput,
  rules: Record<Tier, TierRule> = TIER_RULES,
): { compliance: TierCompliance; missing: MissingControl[] } {
  const rule = rules[input.tier]
  const missing: MissingControl[] = []
  const possibleApprovals = input.possibleApprovals ?? input.approvals
  if (input.isConfident === false) missing.push('confidence')
  if (possibleApprovals < rule.approvals) missing.push('approvals')
  if (rule.maintainer && input.hasMaintainerApproval === false) missing.push('maintainer')
  if (rule.rollbackNote && !input.hasRollbackNote) missing.push('rollback_note')
  if (missing.length > 0) return { compliance: 'not_compliant', missing }
  const isUnknown =
    input.isConfident === null || input.approvals < rule.approvals || (rule.maintainer && input.hasMaintainerApproval === null)
  return { compliance: isUnknown ? 'not_assessable' : 'compliant', missing }
}
