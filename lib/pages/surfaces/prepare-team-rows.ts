import type { TierComplianceCounts, TierDetails } from '@/lib/metrics/document/scope-details'
import { TIERS, type Tier } from '@/lib/policy/tiers'
import { formatCount, formatShare } from '@/lib/pages/words/format-figures'
import type { TeamName } from '@/lib/pages/frame/page'
import { isLowN, nameWithheld } from '@/lib/pages/words/name-missing'
import { estimateCompliance } from '@/lib/pages/controls/estimate-compliance'
import { prepareShareMark, type ShareMarkView } from '@/lib/pages/controls/share-mark'

export interface TeamTiers extends TeamName {
  contributors: number | null
  /** null: withheld, or no readings yet. */
  byTier: TierDetails['byTier'] | null
}

export interface TeamTierCell {
  tier: Tier
  /** "74 %"; null: words stand in its place. */
  share: string | null
  absent: string | null
  /** "17 of 24": the share's own two numbers, of merges that can be judged; null where the counts are withheld. */
  n: string | null
  /** "3 not assessable", which the share leaves out; null: none, or said in place of the share. */
  leftOut: string | null
  isLowN: boolean
  mark: ShareMarkView | null
  /** The merges that lacked something, on the team's page. */
  href: string | null
}

export interface TeamTierRow {
  slug: string
  name: string
  href: string
  /** Why no figures are shown; null where they are. */
  hidden: string | null
  cells: TeamTierCell[]
}

/** In the order given, which is alphabetical: nothing here ranks teams, and no column sorts. */
export function prepareTeamRows(
  teams: readonly TeamTiers[],
  toTeamHref: (slug: string, parameters?: Record<string, string>) => string,
): TeamTierRow[] {
  return teams.map(({ slug, name, contributors, byTier }) => ({
    slug,
    name,
    href: toTeamHref(slug),
    hidden: byTier ? null : nameWithheld(contributors),
    cells: byTier ? TIERS.toReversed().map((tier) => prepareCell(tier, byTier[tier], (parameters) => toTeamHref(slug, parameters))) : [],
  }))
}

function prepareCell(
  tier: Tier,
  counts: TierComplianceCounts | undefined,
  toHref: (parameters: Record<string, string>) => string,
): TeamTierCell {
  const nothing = { tier, share: null, n: null, leftOut: null, isLowN: false, mark: null, href: null }
  if (!counts) return { ...nothing, absent: 'no merges' }
  const { merged, compliant, notCompliant, notAssessable } = counts
  if (merged === null || compliant === null || notCompliant === null || notAssessable === null) return { ...nothing, absent: 'withheld' }
  const estimate = estimateCompliance({ merged, compliant, notCompliant, notAssessable })
  const judged = compliant + notCompliant
  const unjudged = notAssessable === 0 ? null : `${formatCount(notAssessable)}\u00a0not assessable`
  return {
    tier,
    share: estimate.value === null ? null : formatShare(estimate.value),
    absent: estimate.value === null ? (unjudged ?? 'no merges') : null,
    n: judged === 0 ? null : `${formatCount(compliant)} of ${formatCount(judged)}`,
    leftOut: estimate.value === null ? null : unjudged,
    isLowN: isLowN(judged),
    mark: prepareShareMark(estimate),
    href: notCompliant > 0 ? toHref({ tier, controls: 'not_compliant' }) : null,
  }
}
