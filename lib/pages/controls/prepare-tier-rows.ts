import type { TierComplianceCounts, TierDetails } from '@/lib/metrics/document/scope-details'
import { TIER_RULES, type TierRule } from '@/lib/policy/defaults'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { formatCount, formatShare, formatShareRange } from '@/lib/pages/words/format-figures'
import { isLowN } from '@/lib/pages/words/name-missing'
import { estimateCompliance } from './estimate-compliance'
import { CONTROL_NAMES, CONTROLS, nameRule } from './name-controls'
import { prepareShareMark, type ShareMarkView } from './share-mark'

export type ListHref = (parameters: Record<string, string>) => string

export interface Counted {
  label: string
  count: string
  href: string | null
}

/** What a tier asks for against what was there. */
export interface TierRow {
  tier: Tier
  rule: string
  isOwnRule: boolean
  /** Why there are no figures; null where there are. */
  absent: string | null
  merged: Counted | null
  /** "74 %", or words where too few can be judged. */
  share: string | null
  interval: string | null
  isLowN: boolean
  mark: ShareMarkView | null
  counts: Counted[]
  missing: Counted[]
  bypassed: Counted | null
  /** What the count of bypasses rests on. */
  bypassNote: string | null
}

export function prepareTierRows(byTier: TierDetails['byTier'] | null, rules: Record<Tier, TierRule>, toHref: ListHref): TierRow[] {
  return TIERS.toReversed().map((tier) => {
    const rule = rules[tier]
    const head = { tier, rule: nameRule(rule), isOwnRule: isOwn(rule, TIER_RULES[tier]) }
    const counts = byTier?.[tier]
    if (!counts) return { ...head, ...NOTHING, absent: byTier ? 'no merges in these weeks' : 'withheld' }
    return counts.merged === null
      ? { ...head, ...NOTHING, absent: 'withheld: fewer than 5 contributors, or it would give such a tier away' }
      : { ...head, ...prepareCounts(tier, counts, counts.merged, toHref) }
  })
}

const NOTHING = {
  merged: null,
  share: null,
  interval: null,
  isLowN: false,
  mark: null,
  counts: [],
  missing: [],
  bypassed: null,
  bypassNote: null,
}

function prepareCounts(
  tier: Tier,
  counts: TierComplianceCounts,
  merged: number,
  toHref: ListHref,
): Omit<TierRow, 'tier' | 'rule' | 'isOwnRule'> {
  const { compliant, notCompliant, notAssessable, missing, bypassed, ruleKnown } = counts
  const estimate = estimateCompliance({
    merged,
    compliant: compliant ?? 0,
    notCompliant: notCompliant ?? 0,
    notAssessable: notAssessable ?? 0,
  })
  const counted = (label: string, count: number | null, parameters: Record<string, string>): Counted => ({
    label,
    count: formatCount(count ?? 0),
    href: count ? toHref({ tier, ...parameters }) : null,
  })
  return {
    absent: null,
    merged: counted('merged', merged, {}),
    share: estimate.value === null ? 'mostly not assessable' : formatShare(estimate.value),
    interval: estimate.low === null ? null : formatShareRange(estimate.low, estimate.high),
    isLowN: isLowN((compliant ?? 0) + (notCompliant ?? 0)),
    mark: prepareShareMark(estimate),
    counts: [
      counted('had it', compliant, { controls: 'compliant' }),
      counted('lacked it', notCompliant, { controls: 'not_compliant' }),
      counted('not assessable', notAssessable, { controls: 'not_assessable' }),
    ],
    missing: CONTROLS.flatMap((control) => {
      const count = missing?.[control] ?? 0
      return count > 0 ? [counted(CONTROL_NAMES[control], count, { missing: control })] : []
    }),
    bypassed: ruleKnown ? counted('bypassed', bypassed, { bypassed: '1' }) : null,
    bypassNote: ruleKnown === merged ? null : ruleKnown ? `of ${formatCount(ruleKnown)} that can be told` : 'no rule can be read',
  }
}

function isOwn(rule: TierRule, standard: TierRule): boolean {
  return rule.approvals !== standard.approvals || rule.maintainer !== standard.maintainer || rule.rollbackNote !== standard.rollbackNote
}
