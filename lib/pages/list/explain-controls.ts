import { isWithin } from './explain-because'
import type { PullRequestLine } from './pull-request-line'
import type { AskedRange, Told } from './reason'
import { COMPLIANCE_WORDS, CONTROL_WORDS, MANIFEST_WORDS } from '@/lib/pages/words/name-evaluation'

/**
 * What its tier asked of the merge, and whether a maintainer of a touched dependency manifest approved it. Both are told of
 * every merge; they count, like the other figures of merges, where it was merged in the range (null: none is asked about).
 */
export function explainTierControls(pullRequest: PullRequestLine, range: AskedRange | null): Told[] {
  const { tier, why, mergedAt } = pullRequest
  const isInRange = range === null || (mergedAt !== null && isWithin(mergedAt, range))
  const { controls, manifest } = why
  const told: Told = {
    figure: 'controls',
    name: `Controls of ${tier}`,
    isCounted: controls !== null && isInRange,
    outcome: controls === null ? 'not asked' : toOutcome(controls),
    evidence: [explainTier(pullRequest), ...(controls?.explanation ?? [])],
  }
  if (manifest === null) return [told]
  return [
    told,
    {
      figure: 'manifest',
      name: 'Dependency manifest',
      isCounted: isInRange,
      outcome: MANIFEST_WORDS[manifest.review],
      evidence: [...manifest.paths],
    },
  ]
}

function explainTier({ tier, tierByDefault, why: { tierPath } }: PullRequestLine): string {
  if (!tierByDefault) return tierPath === null ? `${tier} because no tier rule knows its files` : `${tier} because of ${tierPath}`
  const unknown = `no path rule knows ${tierPath ?? 'its files'}`
  return tier === 'T1' ? `T1, not T2: ${unknown}, and the tiers of this repository are not configured` : `${tier} by default: ${unknown}`
}

function toOutcome({ status, missing, bypassed }: NonNullable<PullRequestLine['why']['controls']>): string {
  const lacking = missing.length === 0 ? '' : `: ${missing.map((control) => CONTROL_WORDS[control]).join(', ')} missing`
  return `${COMPLIANCE_WORDS[status]}${lacking}${bypassed === true ? '; the branch’s rule was bypassed' : ''}`
}
